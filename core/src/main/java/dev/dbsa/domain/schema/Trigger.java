package dev.dbsa.domain.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param timing in lower case: {@code before}, {@code after}, {@code instead of}
 * @param events in lower case: {@code insert}, {@code update}, {@code delete}, {@code truncate}
 * @param action the statement or the function called, as SQL text
 * @param function the function called; {@code null} on MySQL, and in snapshots of earlier versions
 *     of the program
 * @param forEachRow whether it runs once for every row; on MySQL it always does
 * @param updateColumns the columns whose update sets it off; empty for all
 * @param constraint whether it is a constraint trigger
 */
public record Trigger(
    String name,
    ObjectName table,
    String timing,
    List<String> events,
    String action,
    boolean enabled,
    @Nullable ObjectName function,
    boolean forEachRow,
    List<String> updateColumns,
    boolean constraint) {
  public Trigger {
    events = List.copyOf(events);
    updateColumns = List.copyOf(updateColumns);
  }

  /** A trigger of which nothing else is known. */
  public Trigger(
      String name,
      ObjectName table,
      String timing,
      List<String> events,
      String action,
      boolean enabled) {
    this(name, table, timing, events, action, enabled, null, false, List.of(), false);
  }
}
