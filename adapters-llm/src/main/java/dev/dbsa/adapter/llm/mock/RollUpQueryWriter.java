package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.QueryPlan.RowCount;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a query for rows with a figure of those that belong to them: customers with more than 3
 * orders.
 */
final class RollUpQueryWriter {
  private final QueryPlan plan;
  private final Relation listed;
  private final Sql sql;
  private final ColumnFinder columns;
  private final Notes notes;
  private final RowSource source;
  private final Joins joins;

  RollUpQueryWriter(QueryPlan plan, Reading reading, Sql sql) {
    this.plan = plan;
    this.listed = plan.listed();
    this.sql = sql;
    this.columns = reading.columns();
    this.notes = reading.notes();
    this.source = new RowSource(plan, listed, reading, sql);
    this.joins = source.joins();
  }

  String write() throws Unclear {
    RowCount count = plan.counterpartCount();
    Relation target = target();
    joins.join(target, keepsAll());
    source.joinNeeded();
    SelectList outputs = new SelectList(sql);
    outputColumns().forEach(c -> outputs.add(joins.column(listed, c.name())));
    List<String> keys = outputs.expressions();
    String figure = addFigure(outputs, target);
    notes.refer(listed, "its rows are listed");
    notes.step(
        "Join " + target.name().name() + " and group by the rows of " + listed.name().name());
    StringBuilder text = new StringBuilder("SELECT ");
    text.append(outputs.write()).append('\n').append(source.write());
    text.append("\nGROUP BY ").append(String.join(", ", keys));
    if (count != null) {
      text.append("\nHAVING ").append(count.condition(figure));
      notes.step("Keep the groups where " + count.condition(figure));
    }
    boolean descending = !plan.sorting().hasKey() || plan.sorting().descending();
    SortTerm order = new SortTerm(figure, descending, !figure.startsWith("COUNT"));
    text.append("\nORDER BY ").append(order.write(sql));
    appendLimit(text);
    return text.toString();
  }

  /** The table whose rows the figure is of. */
  private Relation target() {
    RowCount count = plan.counterpartCount();
    if (count != null) {
      return count.relation();
    }
    QueryPlan.Sorting sorting = plan.sorting();
    if (sorting.rowsOf() != null) {
      return sorting.rowsOf();
    }
    return sorting.column() == null ? listed : sorting.column().relation();
  }

  /** Whether rows that nothing belongs to stay in the result. */
  private boolean keepsAll() {
    RowCount count = plan.counterpartCount();
    return count == null ? plan.sorting().rowsOf() != null : count.mayBeNone();
  }

  private Set<Column> outputColumns() throws Unclear {
    Set<Column> shown = new LinkedHashSet<>(columns.identity(listed));
    plan.selected().stream()
        .filter(f -> f.isOf(listed))
        .map(Field::column)
        .filter(c -> sql.kind(c).isComparable())
        .forEach(shown::add);
    return shown;
  }

  private String addFigure(SelectList outputs, Relation target) {
    Field by = plan.sorting().column();
    if (by == null || plan.counterpartCount() != null || plan.sorting().rowsOf() != null) {
      String count = countOf(target);
      outputs.add(count, target.name().name() + "_count");
      return count;
    }
    String sum = "SUM(" + joins.column(by) + ")";
    outputs.add(sum, "sum_" + by.column().name());
    notes.refer(by.relation(), by.column(), "summed up for each row of " + listed.name().name());
    notes.assume(
        by.column().name() + " is summed up for each row of " + listed.name().name() + ".", 0.05);
    return sum;
  }

  private String countOf(Relation target) {
    Optional<Column> key = columns.identifier(target);
    if (key.isPresent()) {
      return "COUNT(DISTINCT " + joins.column(target, key.get().name()) + ")";
    }
    List<Column> keys = columns.key(target);
    if (!keys.isEmpty()) {
      return "COUNT(" + joins.column(target, keys.getFirst().name()) + ")";
    }
    return "COUNT(*)";
  }

  private void appendLimit(StringBuilder text) {
    Integer rows = plan.extent().rows();
    if (rows == null && !plan.extent().all()) {
      boolean one =
          plan.sorting().hasKey() && plan.counterpartCount() == null && plan.extent().singular();
      rows = one ? 1 : ListQueryWriter.ROWS_OF_A_LIST;
      notes.assume(
          one
              ? "One row is wanted."
              : "At most " + rows + " rows are shown, as no number is given.",
          0);
    }
    if (rows != null) {
      text.append("\nLIMIT ").append(rows);
    }
  }
}
