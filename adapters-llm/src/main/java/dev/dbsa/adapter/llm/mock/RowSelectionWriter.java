package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.mock.QueryPlan.FigureCondition;
import dev.dbsa.adapter.llm.mock.RowSelection.Counterparts;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;

/** Writes which rows of a table a change is about, without joining another table. */
final class RowSelectionWriter {
  private final Relation table;
  private final Reading reading;
  private final Sql sql;
  private final Joins joins;

  RowSelectionWriter(Relation table, Reading reading, Sql sql) {
    this.table = table;
    this.reading = reading;
    this.sql = sql;
    this.joins = new Joins(table, reading, sql);
  }

  /** The conditions that all have to hold; empty for every row. */
  List<String> conditions(RowSelection rows) throws Unclear {
    List<String> conditions =
        new ArrayList<>(
            Conditions.combine(
                reading, rows.own(), f -> f.sql().apply(sql.name(f.field().column().name()))));
    for (Counterparts other : rows.others()) {
      requireOtherTables(other.relation());
      conditions.add(
          joins.exists(other.relation(), other.absent(), this::qualified, other.conditions()));
    }
    for (FigureCondition condition : rows.figures()) {
      conditions.add(
          joins.count(condition.figure().relation(), this::qualified)
              + " "
              + condition.operator()
              + " "
              + condition.number());
    }
    return conditions;
  }

  /** The WHERE clause with a line break before it; empty for every row. */
  String where(RowSelection rows) throws Unclear {
    List<String> conditions = conditions(rows);
    return conditions.isEmpty() ? "" : "\nWHERE " + String.join("\n  AND ", conditions);
  }

  private String qualified(String column) {
    return sql.table(table) + "." + sql.name(column);
  }

  private void requireOtherTables(Relation other) throws Unclear {
    Relation from = table;
    for (JoinLink link : joins.path(table, other)) {
      from = link.opposite(from);
      if (from.name().equals(table.name())) {
        // MySQL refuses to read the table that it changes.
        throw new Unclear(
            "The condition leads back to "
                + table.name().name()
                + " itself: which of its rows are meant, by their own columns?");
      }
    }
  }
}
