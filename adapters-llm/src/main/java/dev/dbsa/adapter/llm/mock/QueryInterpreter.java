package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.QueryPlan.Counterpart;
import dev.dbsa.adapter.llm.mock.QueryPlan.RowCount;
import dev.dbsa.domain.schema.Relation;
import java.util.Optional;

/** Finds out what the words of a request for rows ask for. */
final class QueryInterpreter {
  private final Reading reading;
  private final ColumnFinder columns;
  private final FilterReader filters;
  private final QueryPlanBuilder found;
  private final CounterpartReader counterparts;
  private final AggregateReader aggregates;
  private final GroupReader groups;
  private final OrderReader order;
  private final LimitReader limits;
  private final SelectionReader selection;

  QueryInterpreter(Reading reading, Sql sql) {
    this.reading = reading;
    this.columns = reading.columns();
    ListedTableReader listed = new ListedTableReader(reading, sql);
    filters = new FilterReader(reading, sql);
    found = new QueryPlanBuilder(listed.read());
    counterparts = new CounterpartReader(reading, sql, found);
    aggregates = new AggregateReader(reading, sql, listed, found);
    groups = new GroupReader(reading, sql, found);
    order = new OrderReader(reading, sql, found);
    limits = new LimitReader(reading, found);
    selection = new SelectionReader(reading, filters.filters(), found);
  }

  /** Reads each part where the words of the parts before it are used up already. */
  QueryPlan plan() throws Unclear {
    Relation listed = found.listed();
    counterparts.read();
    filters.readPeriods(periodSubject());
    aggregates.read();
    groups.read();
    order.read();
    filters.readConditions(listed);
    limits.read();
    boolean ranked = found.isRankedInGroups();
    selection.readColumns();
    found.groupByOnlyColumn();
    selection.readTables();
    return found.plan(filters.filters().all(), ranked, reading.isSingular(listed));
  }

  /** A period is about the table that is counted or looked for right before it, else the listed. */
  private Relation periodSubject() {
    Optional<Relation> counted = countedTable();
    if (counted.isPresent()) {
      return counted.get();
    }
    RowCount count = found.counterpartCount();
    if (count != null && hasDate(count.relation())) {
      return count.relation();
    }
    Relation subject = found.listed();
    for (Counterpart counterpart : found.counterparts()) {
      if (hasDate(counterpart.relation())) {
        subject = counterpart.relation();
      }
    }
    if (found.isListed(subject) && !hasDate(subject)) {
      return reading.scope().stream().filter(this::hasDate).findFirst().orElse(subject);
    }
    return subject;
  }

  private Optional<Relation> countedTable() {
    for (int i = 0; i < reading.size(); i++) {
      int target = aggregates.countTarget(i);
      Relation table = target < 0 ? null : reading.table(target);
      if (table != null && hasDate(table)) {
        return Optional.of(table);
      }
    }
    return Optional.empty();
  }

  private boolean hasDate(Relation relation) {
    return columns.creationDate(relation).isPresent();
  }
}
