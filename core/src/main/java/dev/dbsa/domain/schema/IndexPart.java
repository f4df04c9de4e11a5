package dev.dbsa.domain.schema;

import org.jspecify.annotations.Nullable;

/**
 * One key part of an index: either a column or an expression.
 *
 * @param column {@code null} for an expression
 * @param expression SQL text; {@code null} for a column
 * @param prefixLength how much of the column is indexed, in characters or bytes as the server
 *     counts; {@code null} for the whole column
 */
public record IndexPart(
    @Nullable String column,
    @Nullable String expression,
    boolean descending,
    @Nullable Integer prefixLength) {
  public IndexPart {
    if ((column == null) == (expression == null)) {
      throw new IllegalArgumentException("an index part is either a column or an expression");
    }
  }

  public static IndexPart ofColumn(String column) {
    return new IndexPart(column, null, false, null);
  }
}
