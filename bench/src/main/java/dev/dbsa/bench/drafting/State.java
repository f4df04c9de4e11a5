package dev.dbsa.bench.drafting;

import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.UserType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a database holds and how it is made, in a form in which two changes with the same effect are
 * equal: names of constraints and indexes are left out, and moments of the last minutes are equal.
 *
 * @param rows by table, each row with its columns by name
 * @param shapes by table or type
 */
record State(Map<String, List<String>> rows, Map<String, String> shapes) {

  static State of(Copy copy, DatabaseSchema schema) throws SQLException {
    Map<String, List<String>> rows = new TreeMap<>();
    Map<String, String> shapes = new TreeMap<>();
    boolean mysql = copy.server().dialect().equals("mysql");
    try (Connection connection = copy.connect()) {
      for (Relation relation : schema.relations()) {
        String name = mysql ? relation.name().name() : relation.name().toString();
        shapes.put(name, shape(relation));
        if (relation.kind().isTable()) {
          rows.put(name, rowsOf(connection, relation, mysql));
        }
      }
    }
    for (UserType type : schema.types()) {
      if (type instanceof UserType.Enumeration enumeration) {
        shapes.put("type " + type.name().name(), enumeration.labels().toString());
      }
    }
    return new State(rows, shapes);
  }

  private static List<String> rowsOf(Connection connection, Relation relation, boolean mysql) {
    String quote = mysql ? "`" : "\"";
    String table =
        (mysql ? "" : quote + relation.name().schema() + quote + ".")
            + quote
            + relation.name().name().replace(quote, quote + quote)
            + quote;
    Rows all = Rows.of(connection, "SELECT * FROM " + table);
    List<String> rows = new ArrayList<>();
    for (List<String> row : all.rows()) {
      Map<String, String> values = new TreeMap<>();
      for (int i = 0; i < row.size(); i++) {
        values.put(all.names().get(i), plain(row.get(i)));
      }
      rows.add(values.toString());
    }
    rows.sort(null);
    return rows;
  }

  private static String plain(String value) {
    try {
      LocalDateTime moment = LocalDateTime.parse(value);
      return moment.isAfter(LocalDateTime.now().minusMinutes(10)) ? "now" : value;
    } catch (DateTimeParseException e) {
      return value;
    }
  }

  private static String shape(Relation relation) {
    List<String> parts = new ArrayList<>();
    for (Column column : relation.columns()) {
      parts.add(
          "%s %s %s %s %s"
              .formatted(
                  column.name(),
                  column.type().toLowerCase(Locale.ROOT),
                  column.nullable(),
                  column.defaultExpression(),
                  column.comment()));
    }
    for (CheckConstraint check : relation.checks()) {
      parts.add("check " + condition(check.expression()));
    }
    for (ForeignKey key : relation.foreignKeys()) {
      parts.add(
          "key %s to %s %s %s"
              .formatted(key.columns(), key.target(), key.targetColumns(), key.onDelete()));
    }
    for (Index index : relation.indexes()) {
      parts.add("index %s %s %s".formatted(index.parts(), index.unique(), index.predicate()));
    }
    parts.sort(null);
    return String.join("\n", parts);
  }

  /** BETWEEN and the comparisons that it stands for are the same. */
  private static String condition(String expression) {
    return expression.replaceAll("[()\\s`\"]|::[a-z ]+(?:\\[\\])?", "").toLowerCase(Locale.ROOT);
  }

  /** Where both differ, for people. */
  String difference(State other) {
    StringBuilder text = new StringBuilder();
    compare(shapes, other.shapes, text);
    rows.forEach(
        (table, own) -> {
          List<String> others = other.rows.getOrDefault(table, List.of());
          if (!own.equals(others)) {
            List<String> only = new ArrayList<>(own);
            others.forEach(only::remove);
            text.append(table).append(": ").append(only.size()).append(" rows differ; ");
          }
        });
    return text.toString();
  }

  private static void compare(
      Map<String, String> own, Map<String, String> others, StringBuilder text) {
    for (Map.Entry<String, String> entry : own.entrySet()) {
      String other = others.getOrDefault(entry.getKey(), "");
      if (!entry.getValue().equals(other)) {
        List<String> only = new ArrayList<>(List.of(entry.getValue().split("\n")));
        only.removeAll(List.of(other.split("\n")));
        text.append(entry.getKey()).append(": ").append(only).append("; ");
      }
    }
  }
}
