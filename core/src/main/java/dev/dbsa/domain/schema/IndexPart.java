package dev.dbsa.domain.schema;

import org.jspecify.annotations.Nullable;

/**
 * One key part of an index: either a column or an expression.
 *
 * @param column {@code null} for an expression
 * @param expression SQL text; {@code null} for a column
 * @param prefixLength how much of the column is indexed, in characters or bytes as the server
 *     counts; {@code null} for the whole column
 * @param operatorClass with its schema where it is not {@code pg_catalog}; {@code null} where it is
 *     the usual one for the type
 * @param collation {@code null} where it is the column's or expression's own
 * @param nullsReversed whether NULLs stand where the direction does not put them by itself: first
 *     in an ascending part, last in a descending one
 */
public record IndexPart(
    @Nullable String column,
    @Nullable String expression,
    boolean descending,
    @Nullable Integer prefixLength,
    @Nullable String operatorClass,
    @Nullable String collation,
    boolean nullsReversed) {
  public IndexPart {
    if ((column == null) == (expression == null)) {
      throw new IllegalArgumentException("an index part is either a column or an expression");
    }
  }

  /** A part as the server makes it when it is not told otherwise. */
  public IndexPart(
      @Nullable String column,
      @Nullable String expression,
      boolean descending,
      @Nullable Integer prefixLength) {
    this(column, expression, descending, prefixLength, null, null, false);
  }

  public static IndexPart ofColumn(String column) {
    return new IndexPart(column, null, false, null);
  }
}
