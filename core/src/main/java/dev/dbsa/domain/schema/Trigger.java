package dev.dbsa.domain.schema;

import java.util.List;

/**
 * @param timing in lower case: {@code before}, {@code after}, {@code instead of}
 * @param events in lower case: {@code insert}, {@code update}, {@code delete}, {@code truncate}
 * @param action the statement or the function called, as SQL text
 */
public record Trigger(
    String name,
    ObjectName table,
    String timing,
    List<String> events,
    String action,
    boolean enabled) {
  public Trigger {
    events = List.copyOf(events);
  }
}
