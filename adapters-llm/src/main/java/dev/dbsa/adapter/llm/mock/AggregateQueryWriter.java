package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.QueryPlan.Aggregate;
import dev.dbsa.adapter.llm.mock.QueryPlan.GroupKey;
import dev.dbsa.adapter.llm.mock.QueryPlan.RowCount;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes a query for figures, of all rows or of each group. */
final class AggregateQueryWriter {
  private final QueryPlan plan;
  private final Relation base;
  private final Sql sql;
  private final ColumnFinder columns;
  private final Notes notes;
  private final RowSource source;
  private final Joins joins;

  AggregateQueryWriter(QueryPlan plan, Reading reading, Sql sql) {
    this.plan = plan;
    this.base = plan.base();
    this.sql = sql;
    this.columns = reading.columns();
    this.notes = reading.notes();
    this.source = new RowSource(plan, base, reading, sql);
    this.joins = source.joins();
  }

  String write() throws Unclear {
    source.qualifyForLookUps();
    for (GroupKey key : plan.groups()) {
      joins.join(key.relation(), false);
    }
    if (!plan.listed().name().equals(base.name())
        && plan.groups().isEmpty()
        && plan.filtersOn(plan.listed()).isEmpty()) {
      // sum of totals for customers: the listed table adds nothing but its rows' existence.
      notes.assume("The figures are over all of " + base.name().name() + ".", 0.05);
    }
    source.joinNeeded();
    SelectList outputs = new SelectList(sql);
    for (GroupKey key : plan.groups()) {
      addKey(outputs, key);
    }
    List<String> keys = outputs.expressions();
    addFigures(outputs);
    StringBuilder text = new StringBuilder("SELECT ");
    text.append(outputs.write()).append('\n').append(source.write());
    if (!plan.groups().isEmpty()) {
      appendGroups(text, keys);
      text.append("\nORDER BY ").append(order(keys, outputs).write(sql));
    }
    if (plan.extent().rows() != null) {
      text.append("\nLIMIT ").append(plan.extent().rows());
    }
    return text.toString();
  }

  private void addKey(SelectList outputs, GroupKey key) throws Unclear {
    switch (key) {
      case GroupKey.ByPeriod(var field, var unit) ->
          outputs.add(sql.bucket(unit, joins.column(field)), unit.label());
      case GroupKey.ByColumn(var field) -> {
        String plain = joins.column(field);
        String written = sql.comparable(field.column(), plain);
        if (written.equals(plain)) {
          outputs.add(written);
        } else {
          outputs.add(written, field.column().name());
        }
      }
      case GroupKey.ByRow(var relation) -> {
        for (Column column : columns.identity(relation)) {
          outputs.add(joins.column(relation, column.name()));
        }
      }
    }
  }

  private void addFigures(SelectList outputs) throws Unclear {
    if (plan.aggregates().isEmpty()) {
      outputs.add("COUNT(*)", base.name().name() + "_count");
      notes.assume("What is counted are the rows of " + base.name().name() + ".", 0.08);
    }
    boolean repeated = source.repeatsRows();
    for (Aggregate aggregate : plan.aggregates()) {
      Field field = aggregate.field();
      if (field == null) {
        addCount(outputs, aggregate.relation(), repeated);
      } else {
        addFigure(outputs, aggregate, field, repeated);
      }
    }
  }

  private void addCount(SelectList outputs, Relation relation, boolean repeated) throws Unclear {
    boolean many = repeated || joins.isToMany(relation);
    Optional<Column> key = columns.identifier(relation);
    notes.step("Count the rows of " + relation.name().name());
    outputs.add(
        many && key.isPresent()
            ? "COUNT(DISTINCT " + joins.column(relation, key.get().name()) + ")"
            : "COUNT(*)",
        relation.name().name() + "_count");
  }

  private void addFigure(SelectList outputs, Aggregate aggregate, Field field, boolean repeated) {
    String function = aggregate.function();
    if (repeated && aggregate.isSensitiveToRepeats()) {
      notes.ask(
          "A row of "
              + base.name().name()
              + " can have several counterparts here, so that "
              + field.column().name()
              + " may be counted more than once. Is that wanted?",
          0.15);
    }
    notes.refer(field.relation(), field.column(), function + " is taken of it");
    notes.step(
        "Compute "
            + function
            + " of "
            + field.relation().name().name()
            + "."
            + field.column().name());
    String column = joins.column(field);
    if (aggregate.distinct()) {
      outputs.add(
          function + "(DISTINCT " + sql.comparable(field.column(), column) + ")",
          "distinct_" + field.column().name());
    } else {
      outputs.add(
          function + "(" + column + ")",
          function.toLowerCase(Locale.ROOT) + "_" + field.column().name());
    }
  }

  private void appendGroups(StringBuilder text, List<String> keys) {
    text.append("\nGROUP BY ").append(String.join(", ", keys));
    RowCount size = plan.groupSize();
    if (size != null) {
      String having = size.condition("COUNT(*)");
      text.append("\nHAVING ").append(having);
      notes.step("Keep the groups where " + having);
    }
    notes.step(
        "Group by "
            + String.join(", ", plan.groups().stream().map(GroupKey::description).toList()));
  }

  /** Periods in their order, other groups by their first figure, unless the request says else. */
  private SortTerm order(List<String> keys, SelectList outputs) {
    QueryPlan.Sorting sorting = plan.sorting();
    Field by = sorting.column();
    if (by != null) {
      String column = sql.comparable(by.column(), joins.column(by));
      String figure = (sql.kind(by.column()).isNumeric() ? "SUM(" : "MIN(") + column + ")";
      return new SortTerm(outputs.contains(column) ? column : figure, sorting.descending(), false);
    }
    if (plan.groups().getFirst() instanceof GroupKey.ByPeriod) {
      return new SortTerm(keys.getFirst(), false, false);
    }
    String figure = outputs.expressions().get(keys.size());
    boolean ascending = sorting.hasKey() && !sorting.descending();
    return new SortTerm(figure, !ascending, !figure.startsWith("COUNT"));
  }
}
