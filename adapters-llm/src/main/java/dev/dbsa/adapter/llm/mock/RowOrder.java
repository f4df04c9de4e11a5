package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.QueryPlan.Age;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What rows, as opposed to figures, are sorted by. */
final class RowOrder {
  private final QueryPlan plan;
  private final Joins joins;
  private final Sql sql;
  private final ColumnFinder columns;
  private final Notes notes;

  RowOrder(QueryPlan plan, Joins joins, Reading reading, Sql sql) {
    this.plan = plan;
    this.joins = joins;
    this.sql = sql;
    this.columns = reading.columns();
    this.notes = reading.notes();
  }

  /** What the request says; {@code null} where it says nothing. */
  @Nullable SortTerm requested() throws Unclear {
    QueryPlan.Sorting sorting = plan.sorting();
    Field field = sorting.column();
    if (field != null) {
      notes.refer(field.relation(), field.column(), "sorted by it");
      return new SortTerm(
          sql.comparable(field.column(), joins.column(field)),
          sorting.descending(),
          field.column().nullable());
    }
    Relation table = sorting.table();
    if (table != null) {
      List<Column> labels = columns.labels(table);
      Column label = labels.isEmpty() ? columns.identity(table).getFirst() : labels.getFirst();
      return new SortTerm(
          joins.column(table, label.name()), sorting.descending(), label.nullable());
    }
    return sorting.age() == null ? null : chronological(plan.base(), sorting.age());
  }

  private SortTerm chronological(Relation base, Age age) throws Unclear {
    boolean newest = age == Age.NEWEST;
    Optional<Column> day = columns.creationDate(base);
    if (day.isPresent()) {
      notes.assume(
          "“"
              + (newest ? "Latest" : "Oldest")
              + "” goes by "
              + base.name().name()
              + "."
              + day.get().name()
              + ".",
          0.02);
      notes.refer(base, day.get(), "tells when a row came to be");
      return new SortTerm(joins.column(base, day.get().name()), newest, day.get().nullable());
    }
    Optional<Column> counter = columns.counter(base);
    if (counter.isEmpty()) {
      throw new Unclear(
          base.name().name()
              + " has no date column and no counting key: which column tells the "
              + (newest ? "latest" : "oldest")
              + " rows?");
    }
    notes.assume(
        base.name().name()
            + " has no date column; “"
            + (newest ? "latest" : "oldest")
            + "” goes by its counting key "
            + counter.get().name()
            + ".",
        0.08);
    return new SortTerm(joins.column(base, counter.get().name()), newest, false);
  }

  /** The key, so that the rows come in the same order each time; {@code null} if nothing sorts. */
  @Nullable SortTerm byKey() {
    Relation base = plan.base();
    List<Column> key = columns.key(base);
    Optional<Column> column =
        key.isEmpty()
            ? base.columns().stream().filter(c -> sql.kind(c).isComparable()).findFirst()
            : Optional.of(key.getFirst());
    return column.map(c -> new SortTerm(joins.column(base, c.name()), false, false)).orElse(null);
  }
}
