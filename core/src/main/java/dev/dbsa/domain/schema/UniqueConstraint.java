package dev.dbsa.domain.schema;

import java.util.List;

/**
 * @param columns in key order
 * @param nullsDistinct whether rows with NULL in the key never collide, which is the rule of both
 *     servers unless a PostgreSQL constraint says NULLS NOT DISTINCT
 */
public record UniqueConstraint(
    String name,
    List<String> columns,
    boolean nullsDistinct,
    boolean deferrable,
    boolean initiallyDeferred) {
  public UniqueConstraint {
    columns = List.copyOf(columns);
  }

  /** A constraint that is checked at once. */
  public UniqueConstraint(String name, List<String> columns, boolean nullsDistinct) {
    this(name, columns, nullsDistinct, false, false);
  }
}
