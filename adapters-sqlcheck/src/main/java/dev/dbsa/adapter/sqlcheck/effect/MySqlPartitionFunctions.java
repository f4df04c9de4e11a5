package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.TreeWalk;
import java.util.Locale;
import java.util.Set;

/** The expressions that a table can be partitioned by (item.h: check_partition_func_processor). */
final class MySqlPartitionFunctions {
  private static final Set<String> OPERATORS = Set.of("+", "-", "*", "div", "mod", "%");

  /** Functions of numbers. */
  private static final Set<String> NUMBERS = Set.of("abs", "ceil", "ceiling", "floor", "mod");

  /** Functions of dates, also of those with a time. */
  private static final Set<String> DATES =
      Set.of(
          "day",
          "dayofmonth",
          "dayofweek",
          "dayofyear",
          "month",
          "quarter",
          "to_days",
          "to_seconds",
          "weekday",
          "year",
          "yearweek");

  /** Functions of times, also of those with a date, and what takes either. */
  private static final Set<String> OTHERS =
      Set.of(
          "datediff",
          "extract",
          "hour",
          "microsecond",
          "minute",
          "second",
          "time_to_sec",
          "unix_timestamp");

  private MySqlPartitionFunctions() {}

  /** Refuses an expression that the server takes for no partitioning; the first reason is told. */
  static void check(Expr expression, TableDraft draft, Step step) {
    int before = step.refusals();
    boolean[] columns = new boolean[1];
    TreeWalk.walk(
        expression,
        e -> {
          columns[0] |= e instanceof Expr.Column;
          if (step.refusals() == before) {
            part(e, draft, step);
          }
        });
    if (!columns[0] && step.refusals() == before) {
      refuse(expression.at(), "A table is not partitioned by a constant", step);
    }
  }

  private static void part(Expr e, TableDraft draft, Step step) {
    switch (e) {
      case Expr.Chain chain -> {
        for (int i = 0; i < chain.operators().size(); i++) {
          String operator = chain.operators().get(i).toLowerCase(Locale.ROOT);
          if (!OPERATORS.contains(operator)) {
            notAllowed(chain.operatorsAt().get(i), "The operator " + operator, step);
            return;
          }
        }
      }
      case Expr.Unary unary -> {
        if (!unary.operator().equals("-") && !unary.operator().equals("+")) {
          notAllowed(unary.at(), "The operator " + unary.operator(), step);
        }
      }
      case Expr.Call call -> call(call, draft, step);
      case Expr.Cast cast -> notAllowed(cast.at(), "A cast", step);
      case Expr.Case choice -> notAllowed(choice.at(), "CASE", step);
      case Expr.Collate collate -> notAllowed(collate.at(), "COLLATE", step);
      case Expr.Logical _,
          Expr.Is _,
          Expr.Between _,
          Expr.In _,
          Expr.Like _,
          Expr.Exists _,
          Expr.Subquery _ ->
          notAllowed(e.at(), "A condition or a query", step);
      default -> {}
    }
  }

  private static void call(Expr.Call call, TableDraft draft, Step step) {
    String function = call.function();
    boolean ofDates = DATES.contains(function);
    if (!ofDates && !NUMBERS.contains(function) && !OTHERS.contains(function)) {
      notAllowed(call.at(), "The function " + function, step);
      return;
    }
    if (call.arguments().isEmpty() || !(call.arguments().getFirst() instanceof Expr.Column name)) {
      return;
    }
    Column column = draft.column(name.last().text());
    if (column == null) {
      return;
    }
    String base = MySqlTypes.base(column.type());
    boolean moment = function.equals("unix_timestamp");
    boolean wrong =
        ofDates && !base.equals("date") && !base.equals("datetime")
            || moment && !base.equals("timestamp");
    if (!base.isEmpty() && wrong) {
      refuse(
          name.at(),
          "What "
              + function
              + " makes of "
              + column.name()
              + " of type "
              + base
              + " hangs on the session, so no table is partitioned by it",
          step);
    }
  }

  private static void notAllowed(int at, String what, Step step) {
    refuse(at, what + " cannot stand in what a table is partitioned by", step);
  }

  private static void refuse(int at, String message, Step step) {
    step.refuse(FindingRule.PARTITION_RULE, at, message, null, null);
  }
}
