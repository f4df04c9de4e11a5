package dev.dbsa.domain.schema;

import org.jspecify.annotations.Nullable;

/**
 * @param type the type of its values as the server prints it
 * @param ownedByTable the table whose column the sequence feeds; {@code null} for a free one
 * @param ownedByColumn {@code null} for a free one
 * @param ofIdentity whether it belongs to an identity column, so that it cannot be dropped alone
 */
public record Sequence(
    ObjectName name,
    String type,
    long start,
    long increment,
    long minimum,
    long maximum,
    boolean cycles,
    @Nullable ObjectName ownedByTable,
    @Nullable String ownedByColumn,
    boolean ofIdentity) {

  /** A free sequence, or one that feeds a column by its default. */
  public Sequence(
      ObjectName name,
      String type,
      long start,
      long increment,
      long minimum,
      long maximum,
      boolean cycles,
      @Nullable ObjectName ownedByTable,
      @Nullable String ownedByColumn) {
    this(
        name, type, start, increment, minimum, maximum, cycles, ownedByTable, ownedByColumn, false);
  }
}
