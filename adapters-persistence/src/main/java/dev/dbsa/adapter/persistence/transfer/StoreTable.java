package dev.dbsa.adapter.persistence.transfer;

import static dev.dbsa.adapter.persistence.transfer.ColumnType.TEXT;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of the store as the file has it.
 *
 * @param columns the key first
 * @param condition which rows, as SQL; empty for all
 * @param completes whether its rows were written before without these columns
 */
record StoreTable(
    String label, String table, List<Column> columns, String condition, boolean completes) {

  /** The column that the index of texts is made of. */
  static final String FOLDED = "request_folded";

  record Column(String name, ColumnType type) {}

  /**
   * All that is kept, each after what it refers to. Left out is what is of no use elsewhere or goes
   * by itself within a day: idempotency keys, used signatures, callers' requests and locks; and the
   * index of texts, which each store makes anew.
   */
  static final List<StoreTable> ALL =
      List.of(
          table(
              "connection_profile",
              "TEXT id name dialect host",
              "INTEGER port",
              "TEXT database_name username auth_mode ssl_mode secret_token status",
              "TIME last_verified_at",
              "TEXT last_error_message",
              "TIME created_at updated_at"),
          table("glossary", "TEXT connection_id", "JSON terms"),
          table(
              "schema_snapshot",
              "TEXT id connection_id",
              "INTEGER version",
              "TEXT schema_hash server_product server_version",
              "INTEGER tables_count views_count indexes_count constraints_count",
              "TIME created_at statistics_refreshed_at"),
          table("snapshot_content", "TEXT snapshot_id", "BYTES content"),
          table(
              "generation",
              "TEXT id connection_id snapshot_id dialect script_mode status",
              "INTEGER version attempt_count",
              "TEXT lease_owner",
              "TIME lease_until",
              "TEXT started_by",
              "BOOLEAN sent",
              "TIME queued_at",
              "TEXT queued_by lint_status",
              "INTEGER risk_count review_count",
              "TEXT review_status",
              "BOOLEAN has_final_script",
              "TIME last_reviewed_at created_at",
              "JSON attempts",
              "TEXT request_text request_folded",
              "JSON clarifications"),
          // Apart, since a generation may come before the one that it follows.
          new StoreTable(
              "generation_follows",
              "generation",
              List.of(new Column("id", TEXT), new Column("follows_id", TEXT)),
              " WHERE follows_id IS NOT NULL",
              true),
          table("draft", "TEXT generation_id", "JSON content"),
          table(
              "review",
              "TEXT id generation_id",
              "INTEGER number",
              "TEXT status reviewer",
              "BOOLEAN reviewer_verified",
              "TEXT note",
              "TIME created_at",
              "TEXT final_script",
              "JSON analysis",
              "TEXT diff"),
          table(
              "audit_event",
              "TEXT id",
              "TIME at",
              "TEXT action object_type object_id detail principal credential reviewer",
              "BOOLEAN reviewer_verified",
              "TEXT address"));

  /**
   * @param columns the type of some columns, and then their names
   */
  private static StoreTable table(String name, String... columns) {
    return new StoreTable(
        name, name, Arrays.stream(columns).flatMap(StoreTable::parsed).toList(), "", false);
  }

  private static Stream<Column> parsed(String columns) {
    String[] words = columns.split(" ");
    ColumnType type = ColumnType.valueOf(words[0]);
    return Arrays.stream(words).skip(1).map(name -> new Column(name, type));
  }

  boolean hasText() {
    return columns.stream().anyMatch(column -> column.name().equals(FOLDED));
  }

  String key() {
    return columns.getFirst().name();
  }

  /** All rows by their keys, which are ASCII and sort alike in every store. */
  String select() {
    return "SELECT " + names(", ") + " FROM " + table + condition + " ORDER BY " + key();
  }

  /** Its parameters are the columns. */
  String write() {
    if (completes) {
      return "UPDATE %s SET %s = ? WHERE %s = ?".formatted(table, columns.getLast().name(), key());
    }
    return "INSERT INTO %s (%s) VALUES (%s)"
        .formatted(
            table, names(", "), columns.stream().map(_ -> "?").collect(Collectors.joining(", ")));
  }

  String exists() {
    return "SELECT 1 FROM " + table + " WHERE " + key() + " = ?";
  }

  String count() {
    return "SELECT count(*) FROM " + table + condition;
  }

  private String names(String separator) {
    return columns.stream().map(Column::name).collect(Collectors.joining(separator));
  }
}
