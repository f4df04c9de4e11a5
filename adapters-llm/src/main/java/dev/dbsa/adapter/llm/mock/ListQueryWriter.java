package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.QueryPlan.ShownTable;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a query for rows, one for each row of the listed table. */
final class ListQueryWriter {
  static final int ROWS_OF_A_LIST = 100;
  private static final int ROWS_OF_THE_LATEST = 10;

  private final QueryPlan plan;
  private final Relation base;
  private final Reading reading;
  private final Sql sql;
  private final ColumnFinder columns;
  private final Notes notes;
  private final RowSource source;
  private final Joins joins;
  private final boolean distinct;

  ListQueryWriter(QueryPlan plan, Reading reading, Sql sql) {
    this.plan = plan;
    this.base = plan.base();
    this.reading = reading;
    this.sql = sql;
    this.columns = reading.columns();
    this.notes = reading.notes();
    this.source = new RowSource(plan, base, reading, sql);
    this.joins = source.joins();
    this.distinct = plan.distinct() && (!plan.selected().isEmpty() || isComparable(base));
  }

  /** Whether the server can tell equal rows of the table from others. */
  private boolean isComparable(Relation relation) {
    return relation.columns().stream().allMatch(c -> sql.kind(c).isComparable());
  }

  String write() throws Unclear {
    source.lookUpCounterparts();
    source.qualifyForLookUps();
    source.joinNeeded();
    for (ShownTable table : plan.shown()) {
      joins.join(table.relation(), table.keepsAll());
    }
    SelectList outputs = outputs();
    StringBuilder text = new StringBuilder(distinct ? "SELECT DISTINCT " : "SELECT ");
    text.append(outputs.write()).append('\n').append(source.write());
    appendOrder(text, outputs);
    appendLimit(text);
    return text.toString();
  }

  private SelectList outputs() throws Unclear {
    SelectList outputs = new SelectList(sql);
    boolean wholeRows = plan.selected().isEmpty() || !distinct && !plan.selectsFrom(base);
    if (wholeRows) {
      base.columns().forEach(c -> outputs.add(joins.column(base, c.name())));
    }
    Set<String> names = new HashSet<>();
    base.columns().forEach(c -> names.add(c.name().toLowerCase(Locale.ROOT)));
    Set<String> written = new HashSet<>();
    for (Field field : plan.selected()) {
      String column = joins.column(field);
      if (written.add(column)) {
        String expression = distinct ? sql.comparable(field.column(), column) : column;
        add(outputs, expression, field.relation(), field.column(), names);
      }
    }
    for (ShownTable table : plan.shown()) {
      Relation relation = table.relation();
      boolean many = joins.isToMany(relation);
      for (Column column : many ? relation.columns() : columns.brief(relation)) {
        String expression = joins.column(relation, column.name());
        if (written.add(expression)) {
          add(outputs, expression, relation, column, names);
        }
      }
    }
    return outputs;
  }

  /** Adds a column, under a name of its own where the base has one of the same name. */
  private void add(
      SelectList outputs,
      String expression,
      Relation relation,
      Column column,
      Set<String> namesOfBase) {
    boolean clash =
        !relation.name().equals(base.name())
            && namesOfBase.contains(column.name().toLowerCase(Locale.ROOT));
    if (clash) {
      outputs.add(expression, relation.name().name() + "_" + column.name());
    } else {
      outputs.add(expression);
    }
  }

  private void appendOrder(StringBuilder text, SelectList outputs) throws Unclear {
    RowOrder order = new RowOrder(plan, joins, reading, sql);
    SortTerm requested = order.requested();
    SortTerm term = requested != null || distinct ? requested : order.byKey();
    if (term == null) {
      return;
    }
    if (distinct && !outputs.contains(term.expression())) {
      // A sort key outside the list of a DISTINCT is an error on both servers.
      notes.assume("The order asked for does not fit distinct values and is left out.", 0.1);
      return;
    }
    text.append("\nORDER BY ").append(term.write(sql));
    notes.step("Sort by " + term.expression() + (term.descending() ? ", highest first" : ""));
  }

  private void appendLimit(StringBuilder text) {
    Integer rows = plan.extent().rows() == null ? defaultLimit() : plan.extent().rows();
    if (rows != null) {
      text.append("\nLIMIT ").append(rows);
    }
  }

  private @Nullable Integer defaultLimit() {
    if (plan.sorting().age() != null) {
      boolean one = plan.extent().singular() && isEnglishPluralised();
      int rows = one ? 1 : ROWS_OF_THE_LATEST;
      notes.assume(
          one ? "One row is wanted." : "As no number is given, " + rows + " rows are shown.", 0.02);
      return rows;
    }
    if (plan.extent().all()) {
      notes.assume("All rows are wanted: there is no limit.", 0);
      return null;
    }
    if (isByKey()) {
      return null;
    }
    notes.assume("At most " + ROWS_OF_A_LIST + " rows are shown, as no number is given.", 0);
    return ROWS_OF_A_LIST;
  }

  /** Only where the name has a plural does a singular in the request tell something. */
  private boolean isEnglishPluralised() {
    String fold = Words.fold(base.name().name());
    return fold.endsWith("s") && fold.chars().allMatch(c -> c < 0x80);
  }

  /** Whether the row with a certain key is asked for. */
  private boolean isByKey() {
    return plan.filtersOn(base).stream()
        .anyMatch(
            f ->
                columns.key(base).equals(List.of(f.field().column()))
                    && f.sql().apply("").startsWith(" = "));
  }
}
