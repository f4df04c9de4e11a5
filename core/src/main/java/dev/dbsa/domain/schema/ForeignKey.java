package dev.dbsa.domain.schema;

import java.util.List;

/**
 * @param columns the referring columns, in key order
 * @param target the table referred to; it may lie outside the snapshot
 * @param targetColumns as many as {@code columns}, in the same order
 * @param validated whether the server has checked the existing rows, which it never does for a
 *     constraint that is not enforced
 */
public record ForeignKey(
    String name,
    List<String> columns,
    ObjectName target,
    List<String> targetColumns,
    ForeignKeyAction onUpdate,
    ForeignKeyAction onDelete,
    boolean deferrable,
    boolean initiallyDeferred,
    boolean validated) {
  public ForeignKey {
    columns = List.copyOf(columns);
    targetColumns = List.copyOf(targetColumns);
  }
}
