package dev.dbsa.domain.schema;

import java.util.List;

/**
 * @param name the constraint's name; {@code PRIMARY} on MySQL
 * @param columns in key order
 */
public record PrimaryKey(String name, List<String> columns) {
  public PrimaryKey {
    columns = List.copyOf(columns);
  }
}
