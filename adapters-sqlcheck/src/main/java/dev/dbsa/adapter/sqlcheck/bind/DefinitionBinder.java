package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Source;
import dev.dbsa.adapter.sqlcheck.bind.Scope.SourceColumn;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TreeWalk;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds an expression inside a definition against the columns of its table. */
final class DefinitionBinder {
  private static final FindingRule RULE = FindingRule.DEFINITION_EXPRESSION;

  private final Binding binding;
  private final Reporter reporter;
  private final boolean postgres;
  private final @Nullable PostgresTyper typer;
  private final Binders parts;

  DefinitionBinder(Binding binding, Binders parts) {
    this.binding = binding;
    this.reporter = binding.reporter;
    this.postgres = binding.postgres;
    this.typer = binding.typer;
    this.parts = parts;
  }

  /**
   * Binds one expression.
   *
   * @param column the column that it belongs to; {@code null} for one of the table
   * @param newType that the column gets; {@code null} where it keeps its own
   */
  void bind(
      ExpressionUse use, Expr expr, Table table, @Nullable Name column, @Nullable String newType) {
    if (holdsQuery(use, expr)
        || holdsOthers(use, expr, column)
        || holdsGenerated(use, expr, table)
        || holdsSet(use, expr)) {
      return;
    }
    Scope scope = new Scope(null);
    scope.clause = use.clause();
    scope.names.add(source(expr.at(), table));
    if (use.isCondition()) {
      parts.expressions.condition(expr, scope, CommonTables.NONE);
    } else {
      parts.expressions.expr(expr, scope, CommonTables.NONE);
    }
    boolean stored =
        use == ExpressionUse.DEFAULT
            || use == ExpressionUse.GENERATED
            || use == ExpressionUse.PARTITION_BOUND;
    if (typer != null && column != null && stored) {
      Table.TableColumn target = parts.columns.findColumn(table, column.text());
      if (target != null) {
        typer.assign(expr, target.name(), target.type());
        fits(use, expr, table, target.name());
      }
    }
    if (typer != null && column != null && newType != null) {
      typer.assign(expr, column.text(), newType);
    }
    changing(use, expr);
  }

  /** The bound of a partition is worked out at once. */
  private void fits(ExpressionUse use, Expr expr, Table table, String column) {
    Column stored = table.relation().findColumn(column).orElse(null);
    if (use != ExpressionUse.PARTITION_BOUND || stored == null) {
      return;
    }
    String why = new PostgresValueFit(binding.schema).whyNot(stored, expr);
    if (why != null) {
      reporter.report(
          RULE, expr.at(), "The column " + column + " cannot hold it: " + why, null, column);
    }
  }

  private Source source(int at, Table table) {
    List<SourceColumn> columns =
        table.columns().stream().map(c -> new SourceColumn(c.name(), c.type())).toList();
    return new Source(
        binding.nextSource(), at, table.name(), false, table, columns, table.open(), false);
  }

  private boolean holdsQuery(ExpressionUse use, Expr expr) {
    Optional<Expr> found = TreeWalk.first(expr, e -> e.query() != null);
    if (found.isEmpty() || use == ExpressionUse.POLICY) {
      return false;
    }
    reporter.report(
        RULE,
        found.get().at(),
        "A subquery cannot stand in " + use.clause().words(),
        use == ExpressionUse.CHECK
            ? "Let a foreign key or a trigger look into other tables."
            : null,
        null);
    return true;
  }

  /** PostgreSQL's defaults see no column; MySQL's see no variable, its column checks one column. */
  private boolean holdsOthers(ExpressionUse use, Expr expr, @Nullable Name column) {
    Optional<Expr> found = TreeWalk.first(expr, e -> isOther(use, e, column));
    if (found.isEmpty()) {
      return false;
    }
    Expr first = found.get();
    if (!(first instanceof Expr.Column named)) {
      reporter.report(
          RULE, first.at(), "A variable cannot stand in " + use.clause().words(), null, null);
    } else if (postgres) {
      reporter.report(
          RULE,
          first.at(),
          (use == ExpressionUse.DEFAULT ? "A default" : "The bound of a partition")
              + " cannot refer to a column, as "
              + named.last()
              + " does",
          use == ExpressionUse.DEFAULT
              ? "Text stands in single quotes; a value computed from columns is a generated column."
              : "Text stands in single quotes.",
          named.last().text());
    } else {
      reporter.report(
          RULE,
          first.at(),
          "The check of a column cannot refer to another one, as " + named.last() + " does",
          "Write the check behind the columns, after a comma.",
          named.last().text());
    }
    return true;
  }

  private boolean isOther(ExpressionUse use, Expr expr, @Nullable Name column) {
    return switch (expr) {
      case Expr.Column _ when postgres ->
          use == ExpressionUse.DEFAULT || use == ExpressionUse.PARTITION_BOUND;
      case Expr.Column c ->
          use == ExpressionUse.CHECK
              && column != null
              && !binding.server.isMariaDb()
              && !binding.schema.sameColumn(c.last().text(), column.text());
      case Expr.Variable _, Expr.Assignment _ -> true;
      default -> false;
    };
  }

  private boolean holdsGenerated(ExpressionUse use, Expr expr, Table table) {
    if (!postgres || use != ExpressionUse.GENERATED) {
      return false;
    }
    Optional<Expr> found = TreeWalk.first(expr, e -> isComputed(e, table));
    if (found.isEmpty() || !(found.get() instanceof Expr.Column column)) {
      return false;
    }
    Name name = column.last();
    reporter.report(
        RULE,
        name.at(),
        "A generated column cannot refer to another one, as " + name + " is",
        "Write the other column's expression in its place.",
        name.text());
    return true;
  }

  /** parse_func.c: check_srf_call_placement: a definition has one value. */
  private boolean holdsSet(ExpressionUse use, Expr expr) {
    if (!postgres || TreeWalk.first(expr, e -> e.query() != null).isPresent()) {
      return false;
    }
    Optional<Expr> found = TreeWalk.first(expr, this::yieldsSet);
    if (found.isEmpty() || !(found.get() instanceof Expr.Call call)) {
      return false;
    }
    reporter.report(
        RULE,
        call.at(),
        "The function "
            + call.function()
            + " yields several rows, so it cannot stand in "
            + use.clause().words(),
        null,
        call.function());
    return true;
  }

  private boolean yieldsSet(Expr expr) {
    if (!(expr instanceof Expr.Call call)
        || call.name().size() > 1
        || binding.schema.hasRoutine(call.function())) {
      return false;
    }
    List<PostgresCatalog.Signature> all = PostgresCatalog.get().signatures(call.function());
    return !all.isEmpty() && all.stream().allMatch(s -> s.kind() == 's');
  }

  private boolean isComputed(Expr expr, Table table) {
    if (!(expr instanceof Expr.Column reference)) {
      return false;
    }
    Table.TableColumn column = parts.columns.findColumn(table, reference.last().text());
    return column != null && column.computed();
  }

  private void changing(ExpressionUse use, Expr expr) {
    boolean kept =
        switch (use) {
          case GENERATED, INDEX_KEY -> true;
          case INDEX_PREDICATE -> postgres;
          case CHECK -> !postgres;
          case DEFAULT, CONVERSION, POLICY, ROWS, PARTITION_BOUND -> false;
        };
    if (!kept || binding.server.isMariaDb()) {
      return;
    }
    ChangingResults.Found found = new ChangingResults(binding).find(expr);
    if (found != null) {
      reporter.report(
          RULE,
          found.at(),
          found.what()
              + " depends on more than its arguments, so it cannot stand in "
              + use.clause().words(),
          found.hint(),
          null);
    }
  }
}
