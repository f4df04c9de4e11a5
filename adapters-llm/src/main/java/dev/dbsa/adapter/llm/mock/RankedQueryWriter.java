package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.mock.QueryPlan.GroupKey;
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
  private final RowSource source;
  private final Joins joins;

  RankedQueryWriter(QueryPlan plan, Reading reading, Sql sql) {
    this.plan = plan;
    this.base = plan.base();
    this.reading = reading;
    this.sql = sql;
    this.columns = reading.columns();
    this.notes = reading.notes();
    this.source = new RowSource(plan, base, reading, sql);
    this.joins = source.joins();
  }

  String write() throws Unclear {
    joins.qualify();
    List<String> partition = new ArrayList<>();
    for (GroupKey key : plan.groups()) {
      partition.addAll(partitionBy(key));
    }
    source.joinNeeded();
    SortTerm order = order();
    int rows = plan.extent().rows() == null ? 1 : plan.extent().rows();
    SelectList outputs = new SelectList(sql);
    base.columns().forEach(c -> outputs.add(joins.column(base, c.name())));
    List<String> ranked = base.columns().stream().map(c -> "ranked." + sql.name(c.name())).toList();
    String query =
        "SELECT "
            + String.join(", ", ranked)
            + "\nFROM (\n  SELECT "
            + outputs.write()
            + ",\n    ROW_NUMBER() OVER (PARTITION BY "
            + String.join(", ", partition)
            + " ORDER BY "
            + order.write(sql)
            + ") AS position_in_group\n"
            + source.write()
            + "\n) ranked\nWHERE ranked.position_in_group <= "
            + rows;
    notes.refer(base, "its rows are ranked");
    notes.step(
        "Rank the rows of " + base.name().name() + " within each group and keep the first " + rows);
    return query;
  }

  private SortTerm order() throws Unclear {
    RowOrder order = new RowOrder(plan, joins, reading, sql);
    SortTerm requested = order.requested();
    SortTerm term = requested != null || plan.distinct() ? requested : order.byKey();
    if (term == null) {
      throw new Unclear("By which column are the rows of " + base.name().name() + " to be ranked?");
    }
    return term;
  }

  private List<String> partitionBy(GroupKey key) throws Unclear {
    return switch (key) {
      case GroupKey.ByColumn(var field) -> {
        joins.join(field.relation(), false);
        yield List.of(sql.comparable(field.column(), joins.column(field)));
      }
      case GroupKey.ByPeriod(var field, var unit) -> {
        joins.join(field.relation(), false);
        yield List.of(sql.bucket(unit, joins.column(field)));
      }
      case GroupKey.ByRow(var relation) -> partitionByRow(relation);
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
