package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.ChangePlan.Assignment;
import dev.dbsa.domain.schema.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values that rows get, one for each column at most. */
final class NewValues {
  private final Map<Column, NewValue> written = new LinkedHashMap<>();

  boolean isEmpty() {
    return written.isEmpty();
  }

  boolean has(Column column) {
    return written.containsKey(column);
  }

  /**
   * Gives a column a value.
   *
   * @throws Unclear if it cannot be written, or has another value already
   */
  void put(Column column, NewValue value) throws Unclear {
    WrittenValues.requireWritable(column);
    NewValue known = written.putIfAbsent(column, value);
    if (known != null && !known.equals(value)) {
      throw new Unclear(
          "The request gives two values for “" + column.name() + "”: which one is meant?");
    }
  }

  List<Assignment> assignments() {
    return written.entrySet().stream()
        .map(entry -> new Assignment(entry.getKey(), entry.getValue()))
        .toList();
  }
}
