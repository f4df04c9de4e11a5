package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.ChangePlan.ArchiveRows;
import dev.dbsa.adapter.llm.mock.ChangePlan.Assignment;
import dev.dbsa.adapter.llm.mock.ChangePlan.DeleteDuplicates;
import dev.dbsa.adapter.llm.mock.ChangePlan.DeleteRows;
import dev.dbsa.adapter.llm.mock.ChangePlan.InsertRows;
import dev.dbsa.adapter.llm.mock.ChangePlan.UpdateRows;
import dev.dbsa.adapter.llm.mock.NewValue.KeyOf;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;

/** Writes changes of rows as SQL. */
final class RowChangeWriter {
  /** So many rows a transaction moves without others noticing. */
  static final int BATCH = 10_000;

  private final Reading reading;
  private final Sql sql;

  RowChangeWriter(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
  }

  String insert(InsertRows plan) {
    String into =
        "INSERT INTO "
            + sql.table(plan.table())
            + " ("
            + String.join(", ", plan.columns().stream().map(c -> sql.name(c.name())).toList())
            + ")\n";
    boolean ofItself =
        plan.rows().stream()
            .flatMap(List::stream)
            .anyMatch(
                v -> v instanceof KeyOf key && key.table().name().equals(plan.table().name()));
    if (ofItself) {
      // MySQL refuses a VALUES list that reads the table that it writes.
      List<String> rows = new ArrayList<>();
      for (List<NewValue> row : plan.rows()) {
        rows.add(selected(row));
      }
      return into + String.join("\nUNION ALL\n", rows);
    }
    List<String> rows = new ArrayList<>();
    for (List<NewValue> row : plan.rows()) {
      rows.add("(" + String.join(", ", row.stream().map(this::value).toList()) + ")");
    }
    return into + "VALUES " + String.join(",\n  ", rows);
  }

  /** SELECT 'x', id FROM … WHERE …: no row where nothing is called so. */
  private String selected(List<NewValue> row) {
    List<KeyOf> keys =
        row.stream().filter(KeyOf.class::isInstance).map(KeyOf.class::cast).limit(1).toList();
    if (keys.isEmpty()) {
      return "SELECT " + String.join(", ", row.stream().map(this::value).toList());
    }
    KeyOf first = keys.getFirst();
    List<String> values = new ArrayList<>();
    for (NewValue value : row) {
      values.add(value.equals(first) ? sql.name(first.key().name()) : value(value));
    }
    return "SELECT "
        + String.join(", ", values)
        + " FROM "
        + sql.table(first.table())
        + " WHERE "
        + sql.name(first.label().name())
        + " = "
        + first.literal();
  }

  String update(UpdateRows plan) throws Unclear {
    return "UPDATE "
        + sql.table(plan.table())
        + "\nSET "
        + sets(plan.assignments())
        + new RowSelectionWriter(plan.table(), reading, sql).where(plan.rows());
  }

  String sets(List<Assignment> assignments) {
    return String.join(
        ", ",
        assignments.stream()
            .map(a -> sql.name(a.column().name()) + " = " + value(a.value()))
            .toList());
  }

  private String value(NewValue value) {
    return switch (value) {
      case NewValue.Given given -> given.literal();
      case NewValue.Missing _ -> "NULL";
      case NewValue.ByDefault _ -> "DEFAULT";
      case NewValue.Now now -> now.day() ? "CURRENT_DATE" : "CURRENT_TIMESTAMP";
      case NewValue.Copy copy -> sql.name(copy.from().name());
      case NewValue.Changed changed -> changed(changed);
      case KeyOf key ->
          "(SELECT "
              + sql.name(key.key().name())
              + " FROM "
              + sql.table(key.table())
              + " WHERE "
              + sql.name(key.label().name())
              + " = "
              + key.literal()
              + ")";
    };
  }

  private String changed(NewValue.Changed changed) {
    String column = sql.name(changed.of().name());
    return switch (changed.how()) {
      case PLUS -> column + " + " + changed.amount();
      case MINUS -> column + " - " + changed.amount();
      case TIMES -> column + " * " + changed.amount();
      case DIVIDED_BY -> column + " / " + changed.amount();
      case PERCENT_MORE -> column + " * (1 + " + changed.amount() + " / 100.0)";
      case PERCENT_LESS -> column + " * (1 - " + changed.amount() + " / 100.0)";
    };
  }

  String delete(DeleteRows plan) throws Unclear {
    return "DELETE FROM "
        + sql.table(plan.table())
        + new RowSelectionWriter(plan.table(), reading, sql).where(plan.rows());
  }

  String deleteDuplicates(DeleteDuplicates plan) {
    String table = sql.table(plan.table());
    String key = sql.name(plan.key().name());
    List<String> on = new ArrayList<>();
    String removed = sql.isPostgres() ? table : "removed";
    for (Column column : plan.equal()) {
      String name = sql.name(column.name());
      on.add("kept." + name + " = " + removed + "." + name);
    }
    on.add("kept." + key + (plan.newestStays() ? " > " : " < ") + removed + "." + key);
    String conditions = String.join("\n  AND ", on);
    return sql.isPostgres()
        ? "DELETE FROM " + table + "\nUSING " + table + " kept\nWHERE " + conditions
        : "DELETE removed FROM "
            + table
            + " removed\nJOIN "
            + table
            + " kept ON "
            + conditions.replace("\n  AND ", " AND ");
  }

  /** The statements of a transaction that moves rows. */
  List<String> archive(ArchiveRows plan) throws Unclear {
    Relation archive = plan.archive();
    String name = archive == null ? sql.name(plan.name()) : sql.table(archive);
    String table = sql.table(plan.table());
    String key = sql.name(plan.key().name());
    String columns =
        String.join(", ", plan.columns().stream().map(c -> sql.name(c.name())).toList());
    String where = new RowSelectionWriter(plan.table(), reading, sql).where(plan.rows());
    String some = plan.inBatches() ? "\nORDER BY " + key + "\nLIMIT " + BATCH : "";
    return List.of(
        "INSERT INTO "
            + name
            + " ("
            + columns
            + ")\nSELECT "
            + columns
            + "\nFROM "
            + table
            + where
            + some,
        // What is not in the archive stays, whatever has changed meanwhile.
        "DELETE FROM "
            + table
            + (where.isEmpty() ? "\nWHERE " : where + "\n  AND ")
            + "EXISTS (SELECT 1 FROM "
            + name
            + " archived WHERE archived."
            + key
            + " = "
            + table
            + "."
            + key
            + ")");
  }
}
