package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.sql.tree.Expr;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where functions that yield rows may stand, and what may stand with a call on PostgreSQL
 * (parse_func.c, parse_agg.c).
 */
final class PostgresCalls {
  /** The server's aggregates that take WITHIN GROUP. */
  private static final Set<String> ORDERED_SETS =
      Set.of(
          "percentile_cont",
          "percentile_disc",
          "mode",
          "rank",
          "dense_rank",
          "percent_rank",
          "cume_dist");

  private final Reporter reporter;
  private final Functions functions;
  private final Map<Expr, Scope.Resolved> columns;
  private final Routines routines;
  private final Binders parts;

  PostgresCalls(Binding binding, Binders parts) {
    this.reporter = binding.reporter;
    this.functions = binding.functions;
    this.columns = binding.columns;
    this.routines = new Routines(binding.schema);
    this.parts = parts;
  }

  // ---------------------------------------------------------------- functions that yield rows

  /** Reports a call that yields rows where its clause takes one value. */
  void place(Expr.Call call, Scope scope) {
    boolean takesOne =
        switch (scope.clause) {
          case SELECT, FROM, GROUP_BY, ORDER_BY, WINDOW, ROW -> false;
          default -> true;
        };
    if (takesOne && routines.isSetReturning(call)) {
      misplaced(call, "in " + scope.clause.words());
    }
  }

  /** Reports what yields rows inside of something that takes one value wherever it stands. */
  void inside(Expr whole, String words) {
    for (Expr part : whole.children()) {
      yieldsRows(part).ifPresent(call -> misplaced(call, "inside " + words));
    }
  }

  private Optional<Expr.Call> yieldsRows(Expr expr) {
    return find(expr, routines::isSetReturning);
  }

  private void misplaced(Expr.Call call, String where) {
    reporter.report(
        FindingRule.SET_FUNCTION_MISPLACED,
        call.at(),
        call.function() + " yields rows and cannot stand " + where,
        "Put it into FROM, beside the tables.",
        call.function());
  }

  /** The first call of a kind within an expression, subqueries aside. */
  private static Optional<Expr.Call> find(Expr expr, Predicate<Expr.Call> kind) {
    if (expr instanceof Expr.Call call && kind.test(call)) {
      return Optional.of(call);
    }
    return expr.children().stream()
        .map(child -> find(child, kind))
        .flatMap(Optional::stream)
        .findFirst();
  }

  // ---------------------------------------------------------------- form

  /** Reports what does not go with the kind of the function that is called. */
  void form(Expr.Call call, boolean aggregate) {
    if (call.special()) {
      return;
    }
    String wrong = null;
    if (routines.isPlain(call)) {
      wrong = ofPlain(call);
    } else if (aggregate) {
      wrong = ofAggregate(call);
    } else if (call.over() != null && functions.isWindowOnly(call.function())) {
      wrong = ofWindowFunction(call);
    }
    if (wrong == null) {
      wrong = procedure(call);
    }
    if (wrong != null) {
      reporter.report(FindingRule.CALL_FORM, call.at(), wrong, null, call.function());
      return;
    }
    nested(call, aggregate);
  }

  private @Nullable String ofPlain(Expr.Call call) {
    String what =
        call.distinct()
            ? "DISTINCT"
            : call.withinGroup()
                ? "WITHIN GROUP"
                : !call.orderBy().isEmpty()
                    ? "ORDER BY"
                    : call.filter() != null ? "FILTER" : call.star() ? "*" : null;
    if (what != null) {
      return what + " goes with aggregates, which " + call.function() + " is not";
    }
    return call.over() == null
        ? null
        : "OVER goes with aggregates and window functions; " + call.function() + " is neither";
  }

  private @Nullable String ofAggregate(Expr.Call call) {
    boolean builtIn = routines.isBuiltIn(call);
    String name = call.function();
    if (builtIn && call.star() && !functions.takes(name, 0)) {
      return name + " takes an argument, not *";
    }
    if (builtIn && call.withinGroup() && !ORDERED_SETS.contains(name)) {
      return name + " takes no WITHIN GROUP";
    }
    if (call.over() != null) {
      if (call.withinGroup()) {
        return name + " with WITHIN GROUP takes no OVER";
      }
      if (call.distinct()) {
        return "DISTINCT is not possible in a call with OVER";
      }
      if (!call.orderBy().isEmpty()) {
        return "ORDER BY among the arguments is not possible in a call with OVER";
      }
    }
    return call.distinct() && !ordersItsArguments(call)
        ? "With DISTINCT, ORDER BY names arguments of " + name + " alone"
        : null;
  }

  private boolean ordersItsArguments(Expr.Call call) {
    Canonical canonical = new Canonical(columns);
    Set<String> arguments = new HashSet<>();
    for (Expr argument : call.arguments()) {
      String form = canonical.of(argument);
      if (form == null) {
        return true;
      }
      arguments.add(form);
    }
    for (Expr.SortKey key : call.orderBy()) {
      String form = canonical.of(key.expr());
      if (form != null && !arguments.contains(form)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String ofWindowFunction(Expr.Call call) {
    if (call.filter() != null) {
      return "FILTER goes with aggregates, which " + call.function() + " is not";
    }
    if (call.distinct() || !call.orderBy().isEmpty()) {
      return "A window function takes neither DISTINCT nor ORDER BY among its arguments";
    }
    return null;
  }

  private @Nullable String procedure(Expr.Call call) {
    Routines.Candidates all = routines.of(call);
    boolean procedure =
        all.complete()
            && all.builtIn().isEmpty()
            && !all.own().isEmpty()
            && all.own().stream().allMatch(r -> r.kind() == Routine.Kind.PROCEDURE);
    return procedure ? call.function() + " is a procedure: it is run by CALL" : null;
  }

  /** What aggregates and window functions do not take within. */
  private void nested(Expr.Call call, boolean aggregate) {
    boolean windowed = call.over() != null;
    if (!aggregate && !windowed) {
      return;
    }
    List<Expr> within = call.arguments();
    for (Expr argument : within) {
      yieldsRows(argument)
          .ifPresent(inner -> misplaced(inner, "among the arguments of " + call.function() + "()"));
    }
    if (call.filter() != null) {
      yieldsRows(call.filter()).ifPresent(inner -> misplaced(inner, "in FILTER"));
    }
    for (Expr part : windowed ? call.children() : within) {
      Optional<Expr.Call> inner = find(part, c -> c.over() != null);
      if (inner.isPresent()) {
        parts.calls.windowMisplaced(
            inner.get(), "inside " + (windowed ? "another window function" : "an aggregate"));
        return;
      }
    }
  }
}
