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
 * @param invisible whether a star and an INSERT without column list leave it out (MySQL, MariaDB)
 * @param characterSet {@code null} where the type has none or it is the table's default, and on
 *     PostgreSQL
 * @param notNullConstraint the name of the constraint that keeps NULL out (PostgreSQL 18); {@code
 *     null} where there is none or it has no name
 * @param inherited whether it came from a parent table, so that it cannot be dropped alone
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
    @Nullable String comment,
    boolean invisible,
    @Nullable String characterSet,
    @Nullable String notNullConstraint,
    boolean inherited) {

  /** A visible column of a table without parents. */
  public Column(
      String name,
      int position,
      String type,
      boolean nullable,
      @Nullable String defaultExpression,
      ColumnGeneration generation,
      @Nullable String generationExpression,
      @Nullable String collation,
      @Nullable String comment) {
    this(
        name,
        position,
        type,
        nullable,
        defaultExpression,
        generation,
        generationExpression,
        collation,
        comment,
        false,
        null,
        null,
        false);
  }

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
        comment,
        invisible,
        characterSet,
        notNullConstraint,
        inherited);
  }

  /** The same column, come from a parent table or not. */
  public Column asInherited(boolean fromParent) {
    return new Column(
        name,
        position,
        type,
        nullable,
        defaultExpression,
        generation,
        generationExpression,
        collation,
        comment,
        invisible,
        characterSet,
        notNullConstraint,
        fromParent);
  }

  /** The same column, left out by a star. */
  public Column asInvisible() {
    return new Column(
        name,
        position,
        type,
        nullable,
        defaultExpression,
        generation,
        generationExpression,
        collation,
        comment,
        true,
        characterSet,
        notNullConstraint,
        inherited);
  }
}
