package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.schema.Relation;

/** Writes what a request for rows asks for as SQL, in the form that it takes. */
final class QueryWriter {
  private final QueryPlan plan;
  private final Reading reading;
  private final Sql sql;
  private final Notes notes;

  QueryWriter(QueryPlan plan, Reading reading, Sql sql) {
    this.plan = plan;
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
  }

  /** The query, without a final semicolon. */
  String write() throws Unclear {
    if (plan.ranked()) {
      return new RankedQueryWriter(plan, reading, sql).write();
    }
    Relation base = plan.base();
    notes.refer(base, "the rows come from it");
    notes.step("Read from " + base.name().name());
    boolean sortedByFigure = isSortedByFigure();
    if (plan.counterpartCount() != null || sortedByFigure) {
      return new RollUpQueryWriter(plan, reading, sql).write();
    }
    if (plan.groupSize() != null && plan.groups().isEmpty()) {
      throw new Unclear(
          "By what are the rows of "
              + base.name().name()
              + " to be grouped before their number is compared?");
    }
    return plan.isAggregated()
        ? new AggregateQueryWriter(plan, reading, sql).write()
        : new ListQueryWriter(plan, reading, sql).write();
  }

  /** Whether rows are to be sorted by figures of the rows that belong to them. */
  private boolean isSortedByFigure() throws Unclear {
    if (plan.isAggregated()) {
      return false;
    }
    QueryPlan.Sorting sorting = plan.sorting();
    return sorting.rowsOf() != null
        || sorting.column() != null
            && !sorting.column().isOf(plan.base())
            && sql.kind(sorting.column().column()).isNumeric()
            && new Joins(plan.base(), reading, sql).isToMany(sorting.column().relation());
  }
}
