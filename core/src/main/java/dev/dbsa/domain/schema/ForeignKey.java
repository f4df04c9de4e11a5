package dev.dbsa.domain.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param columns the referring columns, in key order
 * @param target the table referred to; it may lie outside the snapshot
 * @param targetColumns as many as {@code columns}, in the same order
 * @param validated whether the server has checked the existing rows, which it never does for a
 *     constraint that is not enforced
 * @param match how NULL in the key is taken
 * @param unenforced whether the server does not check it at all (PostgreSQL's NOT ENFORCED)
 * @param targetIndex the unique index of the target that the key relies on; {@code null} where it
 *     was not read
 * @param resetColumns the columns that {@code onDelete} sets; empty for all
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
    boolean validated,
    MatchType match,
    boolean unenforced,
    @Nullable String targetIndex,
    List<String> resetColumns) {
  public ForeignKey {
    columns = List.copyOf(columns);
    targetColumns = List.copyOf(targetColumns);
    resetColumns = List.copyOf(resetColumns);
  }

  /** An enforced key with the usual rule for NULL. */
  public ForeignKey(
      String name,
      List<String> columns,
      ObjectName target,
      List<String> targetColumns,
      ForeignKeyAction onUpdate,
      ForeignKeyAction onDelete,
      boolean deferrable,
      boolean initiallyDeferred,
      boolean validated) {
    this(
        name,
        columns,
        target,
        targetColumns,
        onUpdate,
        onDelete,
        deferrable,
        initiallyDeferred,
        validated,
        MatchType.SIMPLE,
        false,
        null,
        List.of());
  }
}
