package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.mock.Expression.Figure;
import dev.dbsa.adapter.llm.mock.Expression.OfColumn;
import dev.dbsa.adapter.llm.mock.Expression.OfPeriod;
import dev.dbsa.adapter.llm.mock.Expression.OfRow;
import dev.dbsa.adapter.llm.mock.Expression.Share;
import dev.dbsa.adapter.llm.mock.Expression.WholeRow;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.QueryPlan.Counterpart;
import dev.dbsa.adapter.llm.mock.QueryPlan.FigureCondition;
import dev.dbsa.adapter.llm.mock.QueryPlan.SortKey;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes what a request for rows asks for as SQL. */
final class QueryWriter {
  static final int ROWS_OF_A_LIST = 100;

  /** Of a request that is understood in full another reading may be meant, as measured. */
  private static final double GENERAL_DOUBT = 0.06;

  private final QueryPlan plan;
  private final Reading reading;
  private final Sql sql;
  private final ColumnFinder columns;
  private final Notes notes;
  private final Relation base;
  private final Joins joins;

  /** Tables whose rows are looked up by conditions instead of joined, which would repeat rows. */
  private final Map<ObjectName, List<Filter>> lookedUp = new LinkedHashMap<>();

  private final SelectList outputs;
  private final Set<String> keys = new LinkedHashSet<>();
  private final Set<String> names = new HashSet<>();

  QueryWriter(QueryPlan plan, Reading reading, Sql sql) {
    this.plan = plan;
    this.reading = reading;
    this.sql = sql;
    this.columns = reading.columns();
    this.notes = reading.notes();
    this.base = base(plan);
    this.joins = new Joins(base, reading, sql);
    this.outputs = new SelectList(sql);
  }

  /** Figures are read from their own table, unless groups without any row of it count too. */
  private static Relation base(QueryPlan plan) {
    boolean mayBeNone = plan.having().stream().anyMatch(FigureCondition::mayBeNone);
    return plan.outputs().stream()
        .filter(o -> o.isFigure() && !mayBeNone)
        .findFirst()
        .map(Expression::relation)
        .orElse(plan.base());
  }

  /** The query, without a final semicolon. */
  String write() throws Unclear {
    notes.refer(base, "the rows come from it");
    notes.step("Read from " + base.name().name());
    join();
    for (Expression output : plan.outputs()) {
      addOutput(output);
    }
    for (Expression group : plan.groups()) {
      keys.addAll(expressions(group));
    }
    String select = plan.distinct() && !isGrouped() ? "SELECT DISTINCT " : "SELECT ";
    StringBuilder text = new StringBuilder(select);
    text.append(outputs.write()).append('\n').append(joins.from());
    List<String> conditions = conditions();
    if (!conditions.isEmpty()) {
      text.append("\nWHERE ").append(String.join("\n  AND ", conditions));
      notes.step("Keep the rows where " + String.join(" and ", conditions));
    }
    appendGroups(text);
    appendOrder(text);
    appendLimit(text);
    weigh();
    return text.toString();
  }

  /** Joins, and figures over them, are what drafts get wrong first. */
  private void weigh() {
    notes.weigh(GENERAL_DOUBT);
    int joined = joins.relations().size() - 1;
    notes.weigh(Math.min(0.15, joined * 0.05));
    if (joined > 0 && isGrouped()) {
      notes.weigh(0.06);
    }
  }

  private boolean isGrouped() {
    return !keys.isEmpty();
  }

  // -- The rows -----------------------------------------------------------------------------------

  private void join() throws Unclear {
    boolean mayBeNone = plan.having().stream().anyMatch(FigureCondition::mayBeNone);
    Set<ObjectName> shown = new HashSet<>();
    for (Expression expression : expressionsRead()) {
      shown.add(expression.relation().name());
      boolean optional =
          plan.optional().stream().anyMatch(r -> r.name().equals(expression.relation().name()));
      boolean keepAll = expression.isFigure() && mayBeNone || optional;
      joins.join(expression.relation(), keepAll, plan.isAggregated() && !mayBeNone);
    }
    for (Relation relation : plan.joined()) {
      shown.add(relation.name());
      joins.join(relation, false);
    }
    for (Filter filter : plan.filters()) {
      Relation relation = filter.field().relation();
      if (shown.contains(relation.name()) || joins.isJoined(relation)) {
        continue;
      }
      if (joins.isToMany(relation)) {
        lookedUp.computeIfAbsent(relation.name(), _ -> new ArrayList<>()).add(filter);
      } else {
        joins.join(relation, false);
      }
    }
    boolean counted = plan.groups().isEmpty() && !plan.having().isEmpty();
    if (counted || !lookedUp.isEmpty() || !plan.counterparts().isEmpty()) {
      joins.qualify();
    }
  }

  /** Conditions on rows on the way to others are about the same rows as those. */
  private void mergeLookUps() throws Unclear {
    for (List<Filter> far : List.copyOf(lookedUp.values())) {
      Relation end = base;
      Relation last = far.getFirst().field().relation();
      for (JoinLink link : joins.path(base, last)) {
        end = link.opposite(end);
        List<Filter> near = end.name().equals(last.name()) ? null : lookedUp.remove(end.name());
        if (near != null) {
          far.addAll(near);
        }
      }
    }
  }

  private List<Expression> expressionsRead() {
    List<Expression> read = new ArrayList<>(plan.groups());
    read.addAll(plan.outputs());
    if (!plan.groups().isEmpty()) {
      plan.having().forEach(h -> read.add(h.figure()));
    }
    plan.order().forEach(k -> read.add(k.by()));
    return read;
  }

  private List<String> conditions() throws Unclear {
    List<Filter> outer =
        plan.filters().stream()
            .filter(f -> !lookedUp.containsKey(f.field().relation().name()))
            .toList();
    List<String> conditions =
        new ArrayList<>(
            Conditions.combine(reading, outer, f -> f.sql().apply(joins.column(f.field()))));
    for (Filter filter : plan.filters()) {
      notes.refer(filter.field().relation(), filter.field().column(), "used in a condition");
    }
    mergeLookUps();
    for (List<Filter> inner : lookedUp.values()) {
      for (List<Filter> one : Conditions.ofOneRow(reading, inner)) {
        conditions.add(joins.exists(one.getFirst().field().relation(), false, null, one));
      }
    }
    if (plan.groups().isEmpty()) {
      for (FigureCondition condition : plan.having()) {
        conditions.add(
            joins.count(condition.figure().relation())
                + " "
                + condition.operator()
                + " "
                + condition.number());
      }
    }
    for (Counterpart counterpart : plan.counterparts()) {
      if (!counterpart.absent()
          && joins.isJoined(counterpart.relation())
          && counterpart.filters().stream().allMatch(f -> joins.isJoined(f.field().relation()))) {
        counterpart.filters().forEach(f -> conditions.add(f.sql().apply(joins.column(f.field()))));
        continue;
      }
      for (List<Filter> one : Conditions.ofOneRow(reading, counterpart.filters())) {
        conditions.add(joins.exists(counterpart.relation(), counterpart.absent(), null, one));
      }
    }
    return conditions;
  }

  // -- What is shown ------------------------------------------------------------------------------

  private void addOutput(Expression output) throws Unclear {
    switch (output) {
      case WholeRow(var relation) -> {
        for (Column column : relation.columns()) {
          addColumn(new Field(relation, column));
        }
      }
      case OfRow(var relation) -> {
        for (Column column : columns.identity(relation)) {
          addColumn(new Field(relation, column));
        }
      }
      case OfColumn(var field) -> addColumn(field);
      case OfPeriod(var _, var unit) -> outputs.add(expression(output), unit.label());
      case Figure figure -> {
        notes.step("Compute " + describe(figure));
        outputs.add(expression(figure), alias(figure));
      }
      case Share share -> outputs.add(expression(share), "percentage");
    }
  }

  private void addColumn(Field field) {
    String plain = joins.column(field);
    String written = plan.distinct() ? sql.comparable(field.column(), plain) : plain;
    boolean taken = !names.add(field.column().name().toLowerCase(Locale.ROOT));
    if (taken) {
      outputs.add(written, field.relation().name().name() + "_" + field.column().name());
    } else if (written.equals(plain)) {
      outputs.add(written);
    } else {
      outputs.add(written, field.column().name());
    }
  }

  private static String alias(Figure figure) {
    Field field = figure.field();
    if (field == null) {
      return figure.relation().name().name() + "_count";
    }
    return (figure.distinct() ? "distinct" : figure.function().toLowerCase(Locale.ROOT))
        + "_"
        + field.column().name();
  }

  private static String describe(Figure figure) {
    Field field = figure.field();
    return figure.function()
        + " of "
        + (field == null
            ? figure.relation().name().name()
            : field.relation().name().name() + "." + field.column().name());
  }

  private List<String> expressions(Expression expression) throws Unclear {
    return switch (expression) {
      case OfRow(var relation) ->
          columns.identity(relation).stream().map(c -> joins.column(relation, c.name())).toList();
      case WholeRow(var relation) ->
          relation.columns().stream().map(c -> joins.column(relation, c.name())).toList();
      default -> List.of(expression(expression));
    };
  }

  private String expression(Expression expression) throws Unclear {
    return switch (expression) {
      case OfColumn(var field) -> sql.comparable(field.column(), joins.column(field));
      case OfPeriod(var field, var unit) -> sql.bucket(unit, joins.column(field));
      case OfRow(var relation) ->
          joins.column(relation, columns.identity(relation).getFirst().name());
      case WholeRow(var relation) ->
          joins.column(relation, columns.identity(relation).getFirst().name());
      case Figure figure -> figure(figure);
      case Share share ->
          "100.0 * SUM(CASE WHEN "
              + String.join(
                  " AND ",
                  Conditions.combine(
                      reading, share.of(), f -> f.sql().apply(joins.column(f.field()))))
              + " THEN 1 ELSE 0 END) / NULLIF(COUNT(*), 0)";
    };
  }

  private String figure(Figure figure) throws Unclear {
    Field field = figure.field();
    boolean repeated = repeats(figure.relation());
    if (field == null) {
      Optional<Column> key = columns.identifier(figure.relation());
      boolean optional = joins.isOptional(figure.relation());
      if (key.isPresent() && (repeated || optional)) {
        return "COUNT("
            + (repeated ? "DISTINCT " : "")
            + joins.column(figure.relation(), key.get().name())
            + ")";
      }
      return "COUNT(*)";
    }
    if (repeated && figure.isSensitiveToRepeats() && !figure.distinct()) {
      notes.assume(
          "A row of "
              + figure.relation().name().name()
              + " can stand beside several others here, and counts each time.",
          0.2);
    }
    notes.refer(field.relation(), field.column(), figure.function() + " is taken of it");
    String column = joins.column(field);
    return figure.distinct()
        ? "COUNT(DISTINCT " + sql.comparable(field.column(), column) + ")"
        : figure.function() + "(" + column + ")";
  }

  /** Whether a row of the relation can stand several times among the joined ones. */
  private boolean repeats(Relation relation) throws Unclear {
    Joins fromThere = new Joins(relation, reading, sql);
    for (Relation other : joins.relations()) {
      if (!other.name().equals(relation.name()) && fromThere.isToMany(other)) {
        return true;
      }
    }
    return false;
  }

  // -- Groups, order, extent ----------------------------------------------------------------------

  private void appendGroups(StringBuilder text) throws Unclear {
    if (!keys.isEmpty()) {
      text.append("\nGROUP BY ").append(String.join(", ", keys));
      notes.step("Group by " + String.join(", ", keys));
    }
    List<String> having = new ArrayList<>();
    for (FigureCondition condition :
        plan.groups().isEmpty() ? List.<FigureCondition>of() : plan.having()) {
      having.add(
          expression(condition.figure()) + " " + condition.operator() + " " + condition.number());
    }
    if (!having.isEmpty()) {
      text.append("\nHAVING ").append(String.join(" AND ", having));
      notes.step("Keep the groups where " + String.join(" and ", having));
    }
  }

  private void appendOrder(StringBuilder text) throws Unclear {
    List<String> terms = new ArrayList<>();
    for (SortKey key : plan.order()) {
      terms.add(term(key).write(sql));
    }
    if (terms.isEmpty()) {
      terms.addAll(usualOrder());
    } else {
      notes.step("Sort by " + String.join(", ", terms));
    }
    if (!terms.isEmpty()) {
      text.append("\nORDER BY ").append(String.join(", ", terms));
    }
  }

  private SortTerm term(SortKey key) throws Unclear {
    String written = expression(key.by());
    boolean nullable =
        switch (key.by()) {
          case OfColumn(var field) -> field.column().nullable();
          case Figure figure -> !figure.function().equals("COUNT");
          default -> false;
        };
    if (key.by() instanceof OfColumn(var field)) {
      notes.refer(field.relation(), field.column(), "sorted by it");
      if (isGrouped() && !keys.contains(written) && !isKeyInGroups(field.relation())) {
        String figure = key.descending() ? "MAX(" : "MIN(";
        return new SortTerm(figure + written + ")", key.descending(), nullable);
      }
    }
    return new SortTerm(written, key.descending(), nullable);
  }

  private boolean isKeyInGroups(Relation relation) {
    List<Column> key = columns.key(relation);
    return !key.isEmpty()
        && key.stream().allMatch(c -> keys.contains(joins.column(relation, c.name())));
  }

  /** Periods in their order, other groups by their first figure, rows by their key. */
  private List<String> usualOrder() throws Unclear {
    if (plan.distinct()) {
      return List.of();
    }
    if (isGrouped()) {
      boolean period = plan.groups().stream().anyMatch(g -> g instanceof OfPeriod);
      Optional<Expression> figure =
          plan.outputs().stream().filter(Expression::isFigure).findFirst();
      return period || figure.isEmpty()
          ? List.copyOf(keys)
          : List.of(term(new SortKey(figure.get(), true)).write(sql));
    }
    List<Column> key = columns.key(base);
    return plan.isAggregated() || key.isEmpty()
        ? List.of()
        : List.of(joins.column(base, key.getFirst().name()));
  }

  private void appendLimit(StringBuilder text) {
    Integer rows = plan.extent().rows();
    if (rows == null
        && !plan.extent().all()
        && !plan.isAggregated()
        && plan.having().isEmpty()
        && !isByKey()) {
      rows = ROWS_OF_A_LIST;
      notes.assume("At most " + rows + " rows are shown, as no number is given.", 0);
    }
    if (rows != null) {
      text.append("\nLIMIT ").append(rows);
    }
  }

  /** Whether the row with a certain key is asked for. */
  private boolean isByKey() {
    return plan.filters().stream()
        .anyMatch(
            f ->
                f.field().isOf(base)
                    && columns.key(base).equals(List.of(f.field().column()))
                    && f.sql().apply("").startsWith(" = "));
  }
}
