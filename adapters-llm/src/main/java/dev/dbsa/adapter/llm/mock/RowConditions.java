package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.QueryPlan.Counterpart;
import dev.dbsa.adapter.llm.mock.QueryPlan.FigureCondition;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads which rows of a table are changed, and writes that without joining another table. */
final class RowConditions {
  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final FilterReader filterReader;
  private final Filters filters;
  private final Relation target;
  private final PlanDraft draft = new PlanDraft();

  RowConditions(Reading reading, Sql sql, Relation target) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.filterReader = new FilterReader(reading, sql);
    this.filters = filterReader.filters();
    this.target = target;
  }

  /** The conditions that all have to hold; empty where the request gives none. */
  List<String> read() throws Unclear {
    new CounterpartReader(reading, target, draft).read();
    filterReader.readPeriods(periodSubject());
    filterReader.readComparisons(target);
    filterReader.readConditions(target);
    requireFieldsUsed();
    reading.useTable(target);
    List<String> conditions = new ArrayList<>(ownConditions());
    conditions.addAll(conditionsOnOthers());
    useRelated();
    return conditions;
  }

  private List<String> ownConditions() {
    List<Filter> own = filters.all().stream().filter(f -> f.field().isOf(target)).toList();
    own.forEach(f -> notes.refer(target, f.field().column(), "used in a condition"));
    return Conditions.combine(
        reading, own, f -> f.sql().apply(sql.name(f.field().column().name())));
  }

  /** A condition on each other table, with all that is said about its rows. */
  private List<String> conditionsOnOthers() throws Unclear {
    Map<ObjectName, List<Filter>> others = new LinkedHashMap<>();
    for (Filter filter : filters.all()) {
      if (!filter.field().isOf(target)) {
        ObjectName other = filter.field().relation().name();
        others.computeIfAbsent(other, _ -> new ArrayList<>()).add(filter);
      }
    }
    Joins joins = new Joins(target, reading, sql);
    List<String> conditions = new ArrayList<>();
    for (List<Filter> filtersOfOne : others.values()) {
      Relation other = filtersOfOne.getFirst().field().relation();
      boolean negated = draft.counterparts.removeIf(c -> c.relation().name().equals(other.name()));
      conditions.add(exists(joins, other, negated, filtersOfOne));
    }
    for (Counterpart other : draft.counterparts) {
      conditions.add(exists(joins, other.relation(), true, List.of()));
    }
    for (FigureCondition condition : draft.having) {
      conditions.add(
          joins.count(
                  condition.figure().relation(),
                  column -> sql.table(target) + "." + sql.name(column))
              + " "
              + condition.operator()
              + " "
              + condition.number());
    }
    return conditions;
  }

  private String exists(Joins joins, Relation other, boolean negated, List<Filter> conditions)
      throws Unclear {
    Relation from = target;
    for (JoinLink link : joins.path(target, other)) {
      from = link.opposite(from);
      if (from.name().equals(target.name())) {
        // MySQL refuses to read the table that it changes.
        throw new Unclear(
            "The condition leads back to "
                + target.name().name()
                + " itself: which of its rows are meant, by their own columns?");
      }
    }
    return joins.exists(
        other, negated, column -> sql.table(target) + "." + sql.name(column), conditions);
  }

  /** who have not ordered for 2 years: a period is about the rows that must not be there. */
  private Relation periodSubject() {
    return draft.counterparts.stream()
        .map(Counterpart::relation)
        .filter(r -> reading.columns().creationDate(r).isPresent())
        .findFirst()
        .orElse(target);
  }

  /** A column that is named but neither written nor compared would be a lost condition. */
  private void requireFieldsUsed() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null) {
        throw new Unclear(
            "What is to be done with “"
                + reading.item(i).text()
                + "”: is it a condition, or a value to be written?");
      }
    }
  }

  private void useRelated() {
    for (int i = 0; i < reading.size(); i++) {
      Relation table = reading.table(i);
      boolean filtered =
          table != null && filters.all().stream().anyMatch(f -> f.field().isOf(table));
      if (filtered) {
        reading.item(i).use();
      }
    }
  }
}
