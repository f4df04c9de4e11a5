package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.QueryPlan.Aggregate;
import dev.dbsa.adapter.llm.mock.QueryPlan.Counterpart;
import dev.dbsa.adapter.llm.mock.QueryPlan.GroupKey;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The rows that a query reads: its tables, joined, and the conditions on them. */
final class RowSource {
  private final QueryPlan plan;
  private final Reading reading;
  private final Notes notes;
  private final Joins joins;

  /** The tables whose rows are looked up by conditions instead of joined. */
  private final Set<ObjectName> lookedUp = new LinkedHashSet<>();

  RowSource(QueryPlan plan, Relation base, Reading reading, Sql sql) {
    this.plan = plan;
    this.reading = reading;
    this.notes = reading.notes();
    this.joins = new Joins(base, reading, sql);
  }

  Joins joins() {
    return joins;
  }

  /**
   * Looks counterparts up where joining them would repeat rows: rows of a list are to stand in it
   * once, however many counterparts fit a condition.
   */
  void lookUpCounterparts() throws Unclear {
    Field sortColumn = plan.sorting().column();
    for (Filter filter : plan.filters()) {
      Relation relation = filter.field().relation();
      boolean shown =
          plan.selectsFrom(relation)
              || plan.shows(relation)
              || sortColumn != null && sortColumn.isOf(relation);
      if (!shown && joins.isToMany(relation) && !plan.hasCounterpart(relation)) {
        lookedUp.add(relation.name());
      }
    }
  }

  /** Makes the base carry its alias where conditions refer to it from inside. */
  void qualifyForLookUps() {
    if (!plan.counterparts().isEmpty() || !lookedUp.isEmpty()) {
      joins.qualify();
    }
  }

  /** Joins what the figures, columns, conditions and sort keys are of. */
  void joinNeeded() throws Unclear {
    for (Aggregate aggregate : plan.aggregates()) {
      joins.join(aggregate.relation(), false);
    }
    for (Field field : plan.selected()) {
      joins.join(field.relation(), false);
    }
    for (Filter filter : plan.filters()) {
      if (!isInside(filter)) {
        joins.join(filter.field().relation(), false);
      }
    }
    QueryPlan.Sorting sorting = plan.sorting();
    if (sorting.column() != null) {
      joins.join(sorting.column().relation(), false);
    }
    if (sorting.table() != null) {
      joins.join(sorting.table(), false);
    }
  }

  /** Whether the joins may repeat a row of the base. */
  boolean repeatsRows() throws Unclear {
    boolean repeats = false;
    for (GroupKey key : plan.groups()) {
      repeats |= joins.isToMany(key.relation());
    }
    for (Filter filter : plan.filters()) {
      repeats |= !isInside(filter) && joins.isToMany(filter.field().relation());
    }
    return repeats;
  }

  /** The FROM clause and, on lines of its own, the WHERE clause, if there are conditions. */
  String write() throws Unclear {
    String from = joins.from();
    List<String> conditions = conditions();
    if (!conditions.isEmpty()) {
      notes.step("Keep the rows where " + String.join(" and ", conditions));
    }
    for (Filter filter : plan.filters()) {
      notes.refer(filter.field().relation(), filter.field().column(), "used in a condition");
    }
    return conditions.isEmpty() ? from : from + "\nWHERE " + String.join("\n  AND ", conditions);
  }

  private List<String> conditions() throws Unclear {
    List<Filter> outer = plan.filters().stream().filter(f -> !isInside(f)).toList();
    List<String> conditions =
        new ArrayList<>(
            Conditions.combine(reading, outer, f -> f.sql().apply(joins.column(f.field()))));
    for (ObjectName name : lookedUp) {
      List<Filter> inner =
          plan.filters().stream().filter(f -> f.field().relation().name().equals(name)).toList();
      conditions.add(joins.exists(inner.getFirst().field().relation(), false, null, inner));
    }
    for (Counterpart counterpart : plan.counterparts()) {
      Relation relation = counterpart.relation();
      if (!isImplied(counterpart)) {
        conditions.add(
            joins.exists(relation, counterpart.absent(), null, plan.filtersOn(relation)));
      }
    }
    return conditions;
  }

  /** Whether a condition stands inside of one on the counterparts. */
  private boolean isInside(Filter filter) {
    Relation relation = filter.field().relation();
    return lookedUp.contains(relation.name()) || plan.hasCounterpart(relation);
  }

  /** Whether a condition on a table further away says that there is a counterpart already. */
  private boolean isImplied(Counterpart counterpart) throws Unclear {
    for (ObjectName name : lookedUp) {
      Relation end = joins.base();
      Relation target = reading.index().catalog().find(name).orElse(end);
      for (JoinLink link : joins.path(end, target)) {
        end = link.opposite(end);
        if (!counterpart.absent() && end.name().equals(counterpart.relation().name())) {
          return true;
        }
      }
    }
    return false;
  }
}
