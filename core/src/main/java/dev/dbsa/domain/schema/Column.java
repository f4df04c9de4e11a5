package dev.dbsa.domain.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column of a relation.
 *
 * @param position 1-based, without gaps
 * @param type the exact type as the server prints it, such as {@code character varying(40)} or
 *     {@code int unsigned}
 * @param defaultExpression SQL text of the default, with MySQL's {@code ON UPDATE} clause where
 *     there is one; {@code null} where there is no default
 * @param generationExpression SQL text of a computed column; {@code null} for any other
 * @param collation {@code null} where the type has none or it is the database's default
 * @param comment {@code null} where there is none
 */
public record Column(
    String name,
    int position,
    String type,
    boolean nullable,
    @Nullable String defaultExpression,
    ColumnGeneration generation,
    @Nullable String generationExpression,
    @Nullable String collation,
    @Nullable String comment) {

  /** Whether an INSERT has to name this column. */
  public boolean isRequiredOnInsert() {
    return !nullable && defaultExpression == null && generation == ColumnGeneration.NONE;
  }

  /** The same column at another place. */
  public Column atPosition(int place) {
    return new Column(
        name,
        place,
        type,
        nullable,
        defaultExpression,
        generation,
        generationExpression,
        collation,
        comment);
  }
}
