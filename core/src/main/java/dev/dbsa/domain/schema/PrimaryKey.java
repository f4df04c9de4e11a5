package dev.dbsa.domain.schema;

import java.util.List;

/**
 * @param name the constraint's name; {@code PRIMARY} on MySQL
 * @param columns in key order
 */
public record PrimaryKey(
    String name, List<String> columns, boolean deferrable, boolean initiallyDeferred) {
  public PrimaryKey {
    columns = List.copyOf(columns);
  }

  /** A key that is checked at once. */
  public PrimaryKey(String name, List<String> columns) {
    this(name, columns, false, false);
  }
}
