package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values that a statement writes, one for each column at most. */
final class Assignments {
  private final Sql sql;
  private final Notes notes;
  private final Map<Column, String> written = new LinkedHashMap<>();

  Assignments(Sql sql, Notes notes) {
    this.sql = sql;
    this.notes = notes;
  }

  boolean isEmpty() {
    return written.isEmpty();
  }

  boolean has(Column column) {
    return written.containsKey(column);
  }

  /** The columns' names, as the script writes them. */
  List<String> names() {
    return written.keySet().stream().map(c -> sql.name(c.name())).toList();
  }

  List<String> values() {
    return List.copyOf(written.values());
  }

  /** The list of a SET clause. */
  String asSets() {
    return String.join(
        ", ",
        written.entrySet().stream()
            .map(e -> sql.name(e.getKey().name()) + " = " + e.getValue())
            .toList());
  }

  /** Assigns a value of the request; asks where the column cannot take it. */
  void assign(Field field, String value, boolean isNull) throws Unclear {
    Column column = field.column();
    requireWritable(column);
    if (isNull) {
      if (!column.nullable()) {
        throw new Unclear(
            "The column “" + column.name() + "” must not be NULL: which value is it to have?");
      }
      put(column, "NULL");
      return;
    }
    put(column, sql.storedValue(field.relation(), column, value));
    notes.refer(field.relation(), column, "is written");
  }

  /** Assigns an expression. */
  void put(Column column, String expression) throws Unclear {
    String known = written.putIfAbsent(column, expression);
    if (known != null && !known.equals(expression)) {
      throw new Unclear(
          "The request gives two values for “"
              + column.name()
              + "” ("
              + known
              + " and "
              + expression
              + "): which one is meant?");
    }
  }

  static void requireWritable(Column column) throws Unclear {
    if (column.generation().isComputed()) {
      throw new Unclear(
          "The column “"
              + column.name()
              + "” is computed by the server and cannot be written: which column is meant?");
    }
    if (column.generation() == ColumnGeneration.IDENTITY_ALWAYS) {
      throw new Unclear(
          "The column “"
              + column.name()
              + "” is always numbered by the server: is its value really to be given?");
    }
  }
}
