package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Clause;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Output;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Resolved;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Query;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binds expressions and the subqueries in them. */
final class ExpressionBinder {
  private final Binding binding;
  private final Server server;
  private final Reporter reporter;
  private final boolean postgres;
  private final Map<Expr, Resolved> columns;
  private final @Nullable PostgresTyper typer;
  private final @Nullable MySqlComparisons comparisons;
  private final Binders parts;

  ExpressionBinder(Binding binding, Binders parts) {
    this.binding = binding;
    this.server = binding.server;
    this.reporter = binding.reporter;
    this.postgres = binding.postgres;
    this.columns = binding.columns;
    this.typer = binding.typer;
    this.comparisons = binding.comparisons;
    this.parts = parts;
  }

  void where(@Nullable Expr where, Scope scope, CommonTables ctes) {
    if (where != null) {
      scope.clause = Clause.WHERE;
      condition(where, scope, ctes);
    }
  }

  /** Binds a whole expression of a clause, and finds its type. */
  void expr(Expr expr, Scope scope, CommonTables ctes) {
    part(expr, scope, ctes);
    if (typer != null) {
      typer.typeOf(expr);
    }
  }

  /** Binds a whole expression that has to be a condition. */
  void condition(Expr expr, Scope scope, CommonTables ctes) {
    part(expr, scope, ctes);
    if (typer != null) {
      typer.condition(expr, scope.clause.words());
    }
  }

  @Nullable String type(Expr expr) {
    return typer == null ? null : typer.typeOf(expr);
  }

  void part(Expr expr, Scope scope, CommonTables ctes) {
    bindPart(expr, scope, ctes);
    if (comparisons != null) {
      comparisons.check(expr, binding.changing && scope.outer == null);
    }
  }

  private void bindPart(Expr expr, Scope scope, CommonTables ctes) {
    switch (expr) {
      case Expr.Column column -> parts.columns.column(column, scope);
      case Expr.Star star -> {
        if (!star.qualifier().isEmpty()) {
          parts.columns.findSource(star.qualifier(), scope);
        }
      }
      case Expr.Call call -> parts.calls.call(call, scope, ctes);
      case Expr.Subquery subquery -> single(subquery.query(), scope, ctes, subquery.at());
      case Expr.Exists exists -> parts.queries.query(exists.query(), scope, ctes);
      case Expr.In in when in.query() != null -> in(in, in.query(), scope, ctes);
      case Expr.Quantified q when q.query() != null -> {
        part(q.operand(), scope, ctes);
        Output output = parts.queries.query(q.query(), scope, ctes);
        rowArity(q.operand(), output, q.at());
        limitInSubquery(q.query());
      }
      case Expr.Array array when array.query() != null ->
          parts.queries.query(array.query(), scope, ctes);
      case Expr.Chain chain -> chain(chain, scope, ctes);
      case Expr.Case c -> {
        c.children().forEach(child -> part(child, scope, ctes));
        parts.calls.within(c);
      }
      case Expr.SequenceValue value -> sequence(value);
      case Expr.Cast cast when !postgres && cast.type().arrayDimensions() > 0 ->
          reporter.report(
              FindingRule.INVALID_CAST,
              cast.at(),
              "A cast to an array is the whole of an index key, and stands nowhere else",
              null,
              null);
      default -> {
        for (Expr child : expr.children()) {
          part(child, scope, ctes);
        }
      }
    }
  }

  private void sequence(Expr.SequenceValue value) {
    String name = value.sequence().getLast().text();
    if (binding.schema.sequence(binding.schema.homeOf(value.sequence()), name).isEmpty()) {
      reporter.notRead("the sequence " + name + ", which the snapshot does not hold");
    }
  }

  private void chain(Expr.Chain chain, Scope scope, CommonTables ctes) {
    if (comparisons != null && !MySqlComparisons.isComparison(chain.operators().getFirst())) {
      comparisons.singleValues(chain.operands());
    }
    for (Expr operand : chain.operands()) {
      boolean comparesRows =
          operand instanceof Expr.Subquery
              && chain.operands().size() == 2
              && chain.operands().stream().anyMatch(o -> o instanceof Expr.Row);
      if (comparesRows && operand instanceof Expr.Subquery subquery) {
        Output output = parts.queries.query(subquery.query(), scope, ctes);
        for (Expr other : chain.operands()) {
          if (other instanceof Expr.Row) {
            rowArity(other, output, subquery.at());
          }
        }
      } else {
        part(operand, scope, ctes);
      }
    }
  }

  private void single(Query query, Scope scope, CommonTables ctes, int at) {
    Output output = parts.queries.query(query, scope, ctes);
    if (!output.open() && output.columns().size() != 1) {
      reporter.report(
          FindingRule.SUBQUERY_COLUMNS,
          at,
          "A subquery used as a value has "
              + Words.count(output.columns().size(), "column")
              + " instead of one",
          null,
          null);
    }
  }

  private void in(Expr.In in, Query query, Scope scope, CommonTables ctes) {
    part(in.operand(), scope, ctes);
    Output output = parts.queries.query(query, scope, ctes);
    rowArity(in.operand(), output, query.at());
    limitInSubquery(query);
  }

  private void rowArity(Expr operand, Output output, int at) {
    if (output.open()) {
      return;
    }
    int wanted =
        switch (operand) {
          case Expr.Row row -> row.items().size();
          // A whole row or a subquery may stand for several values.
          case Expr.Subquery _, Expr.Star _ -> -1;
          case Expr.Column column -> {
            Resolved resolved = columns.get(column);
            yield resolved != null && resolved.column() == null ? -1 : 1;
          }
          default -> 1;
        };
    if (wanted >= 0 && output.columns().size() != wanted) {
      reporter.report(
          FindingRule.SUBQUERY_COLUMNS,
          at,
          "The subquery has "
              + Words.count(output.columns().size(), "column")
              + ", but is compared with "
              + Words.count(wanted, "value"),
          null,
          null);
    }
  }

  private static boolean isLimited(Query query) {
    return query.limited()
        || switch (query.body()) {
          case Query.Nested nested -> isLimited(nested.query());
          case Query.SetOperation operation ->
              operation.arms().stream().anyMatch(ExpressionBinder::isLimited);
          default -> false;
        };
  }

  private void limitInSubquery(Query query) {
    if (!postgres && isLimited(query)) {
      reporter.report(
          FindingRule.LIMIT_IN_SUBQUERY,
          query.at(),
          (server.isMariaDb() ? "MariaDB" : "MySQL")
              + " takes no LIMIT in a subquery of IN, ANY, SOME or ALL",
          "Join with the subquery, or wrap it into another one: IN (SELECT … FROM (…) AS t).",
          null);
    }
  }
}
