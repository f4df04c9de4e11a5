package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.mock.Expression.OfColumn;
import dev.dbsa.adapter.llm.mock.Expression.OfPeriod;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.QueryPlan.SortKey;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;

/** Writes a query for the first rows of each group: latest order per customer. */
final class RankedQueryWriter {
  private final QueryPlan plan;
  private final Relation base;
  private final Reading reading;
  private final Sql sql;
  private final ColumnFinder columns;
  private final Notes notes;
  private final Joins joins;

  RankedQueryWriter(QueryPlan plan, Reading reading, Sql sql) {
    this.plan = plan;
    this.base = plan.base();
    this.reading = reading;
    this.sql = sql;
    this.columns = reading.columns();
    this.notes = reading.notes();
    this.joins = new Joins(base, reading, sql);
  }

  String write() throws Unclear {
    joins.qualify();
    List<String> partition = new ArrayList<>();
    for (Expression key : plan.ranked()) {
      partition.addAll(partitionBy(key));
    }
    for (Filter filter : plan.filters()) {
      joins.join(filter.field().relation(), false);
    }
    SortKey key = plan.order().getFirst();
    if (!(key.by() instanceof OfColumn(Field field))) {
      throw new Unclear("By which column are the rows of " + base.name().name() + " to be ranked?");
    }
    joins.join(field.relation(), false);
    SortTerm order =
        new SortTerm(
            sql.comparable(field.column(), joins.column(field)),
            key.descending(),
            field.column().nullable());
    int rows = plan.extent().rows() == null ? 1 : plan.extent().rows();
    SelectList outputs = new SelectList(sql);
    List<String> ranked = new ArrayList<>();
    for (Column column : shown()) {
      outputs.add(joins.column(base, column.name()));
      ranked.add("ranked." + sql.name(column.name()));
    }
    List<String> conditions =
        Conditions.combine(reading, plan.filters(), f -> f.sql().apply(joins.column(f.field())));
    notes.refer(base, "its rows are ranked");
    notes.step(
        "Rank the rows of " + base.name().name() + " within each group and keep the first " + rows);
    return "SELECT "
        + String.join(", ", ranked)
        + "\nFROM (\n  SELECT "
        + outputs.write()
        + ",\n    ROW_NUMBER() OVER (PARTITION BY "
        + String.join(", ", partition)
        + " ORDER BY "
        + order.write(sql)
        + ") AS position_in_group\n"
        + joins.from()
        + (conditions.isEmpty() ? "" : "\nWHERE " + String.join("\n  AND ", conditions))
        + "\n) ranked\nWHERE ranked.position_in_group <= "
        + rows;
  }

  private List<Column> shown() {
    List<Column> shown =
        plan.outputs().stream()
            .filter(o -> o instanceof OfColumn(Field field) && field.isOf(base))
            .map(o -> ((OfColumn) o).field().column())
            .toList();
    return shown.isEmpty() ? base.columns() : shown;
  }

  private List<String> partitionBy(Expression key) throws Unclear {
    return switch (key) {
      case OfColumn(var field) -> {
        joins.join(field.relation(), false);
        yield List.of(sql.comparable(field.column(), joins.column(field)));
      }
      case OfPeriod(var field, var unit) -> {
        joins.join(field.relation(), false);
        yield List.of(sql.bucket(unit, joins.column(field)));
      }
      default -> partitionByRow(key.relation());
    };
  }

  /** The base's own reference to the row tells the groups apart without a join. */
  private List<String> partitionByRow(Relation relation) throws Unclear {
    List<JoinLink> path = joins.path(base, relation);
    if (path.size() == 1 && path.getFirst().source().name().equals(base.name())) {
      return path.getFirst().sourceColumns().stream().map(c -> joins.column(base, c)).toList();
    }
    joins.join(relation, false);
    return columns.identity(relation).stream().map(c -> joins.column(relation, c.name())).toList();
  }
}
