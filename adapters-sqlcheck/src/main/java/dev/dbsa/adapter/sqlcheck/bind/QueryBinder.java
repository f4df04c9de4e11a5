package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Clause;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Names;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Output;
import dev.dbsa.adapter.sqlcheck.bind.Scope.OutputColumn;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Resolved;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.script.Operation;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.Query;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds queries: SELECT, set operations, VALUES, and the order and number of their rows. */
final class QueryBinder {
  private final SchemaState schema;
  private final Reporter reporter;
  private final boolean postgres;
  private final Functions functions;
  private final boolean fullGroupBy;
  private final Map<Expr, Resolved> columns;
  private final Map<Query, Output> outputs;
  private final @Nullable PostgresTyper typer;
  private final Binders parts;
  private final RowLocks locks;

  QueryBinder(Binding binding, Binders parts) {
    this.schema = binding.schema;
    this.reporter = binding.reporter;
    this.postgres = binding.postgres;
    this.functions = binding.functions;
    this.fullGroupBy = binding.fullGroupBy;
    this.columns = binding.columns;
    this.outputs = binding.outputs;
    this.typer = binding.typer;
    this.parts = parts;
    this.locks = new RowLocks(binding, parts);
  }

  Output query(Query query, @Nullable Scope outer, CommonTables outerCtes) {
    CommonTables ctes = parts.commonTables.with(query.with(), outer, outerCtes);
    Output output =
        switch (query.body()) {
          case Query.Select select -> select(select, query, outer, ctes);
          case Query.SetOperation operation -> setOperation(operation, query, outer, ctes);
          case Query.Values values -> values(values, query, outer, ctes);
          case Query.Table table -> {
            Scope scope = new Scope(outer);
            Names names = parts.from.from(table.table(), scope, ctes, Operation.READ);
            scope.names.addAll(names);
            Output result = SelectListBinder.star(names.columns, names.open);
            resultOrder(query, result, scope, ctes);
            yield result;
          }
          case Query.Nested nested -> {
            Output result = query(nested.query(), outer, ctes);
            resultOrder(query, result, new Scope(outer), ctes);
            yield result;
          }
        };
    if (postgres) {
      locks.check(query, ctes);
    }
    outputs.put(query, output);
    return output;
  }

  private Output values(
      Query.Values values, Query query, @Nullable Scope outer, CommonTables ctes) {
    Scope scope = new Scope(outer);
    scope.clause = Clause.VALUES;
    int first = values.rows().getFirst().size();
    for (List<Expr> row : values.rows()) {
      for (Expr value : row) {
        parts.expressions.expr(value, scope, ctes);
      }
      if (row.size() != first) {
        reporter.report(
            FindingRule.VALUES_ARITY,
            row.isEmpty() ? values.at() : row.getFirst().at(),
            "The lists of VALUES differ in length: " + first + " and " + row.size(),
            null,
            null);
      }
    }
    Output result = valuesOutput(values);
    resultOrder(query, result, scope, ctes);
    return result;
  }

  private Output valuesOutput(Query.Values values) {
    List<OutputColumn> result = new ArrayList<>();
    for (int i = 0; i < values.rows().getFirst().size(); i++) {
      Expr expr = values.rows().getFirst().get(i);
      result.add(
          new OutputColumn(
              postgres ? "column" + (i + 1) : "column_" + i,
              commonOfRows(values, i),
              expr,
              null,
              false));
    }
    return new Output(result, false);
  }

  private @Nullable String commonOfRows(Query.Values values, int column) {
    if (typer == null) {
      return null;
    }
    List<OutputColumn> cells = new ArrayList<>();
    for (List<Expr> row : values.rows()) {
      if (column >= row.size()) {
        return null;
      }
      Expr cell = row.get(column);
      cells.add(new OutputColumn(null, parts.expressions.type(cell), cell, null, false));
    }
    return typer.commonOfColumns(values.rows().getFirst().get(column).at(), cells, "VALUES");
  }

  private Output setOperation(
      Query.SetOperation operation, Query query, @Nullable Scope outer, CommonTables ctes) {
    List<Output> arms = new ArrayList<>();
    for (Query arm : operation.arms()) {
      arms.add(query(arm, outer, ctes));
    }
    Output first = arms.getFirst();
    for (int i = 1; i < arms.size(); i++) {
      Output arm = arms.get(i);
      if (!first.open() && !arm.open() && first.columns().size() != arm.columns().size()) {
        String word = operation.operators().get(i - 1).toUpperCase(Locale.ROOT);
        reporter.report(
            FindingRule.SET_OPERATION_ARITY,
            operation.arms().get(i).at(),
            "The queries of "
                + word
                + " have "
                + Words.count(first.columns().size(), "column")
                + " and "
                + Words.count(arm.columns().size(), "column"),
            "Select as many columns in each of them.",
            null);
      }
    }
    List<OutputColumn> result = new ArrayList<>();
    boolean even =
        arms.stream().noneMatch(Output::open)
            && arms.stream().allMatch(a -> a.columns().size() == first.columns().size());
    for (int i = 0; i < first.columns().size(); i++) {
      OutputColumn column = first.columns().get(i);
      result.add(
          new OutputColumn(
              column.name(),
              even ? commonOfArms(operation, arms, i) : null,
              null,
              null,
              column.alias()));
    }
    Output output = new Output(result, first.open());
    for (String operator : operation.operators()) {
      if (!operator.endsWith(" all")) {
        parts.comparables.equality(
            operation.at(), output.columns(), operator.toUpperCase(Locale.ROOT));
        break;
      }
    }
    resultOrder(query, output, new Scope(outer), ctes);
    return output;
  }

  private @Nullable String commonOfArms(
      Query.SetOperation operation, List<Output> arms, int column) {
    if (typer == null) {
      return null;
    }
    int index = column;
    String word = operation.operators().getFirst().toUpperCase(Locale.ROOT);
    return typer.commonOfColumns(
        operation.arms().getLast().at(),
        arms.stream().map(a -> a.columns().get(index)).toList(),
        word);
  }

  /** ORDER BY and LIMIT behind something that is no plain SELECT: only result columns are seen. */
  private void resultOrder(Query query, Output output, Scope scope, CommonTables ctes) {
    scope.clause = Clause.ORDER_BY;
    for (Expr.SortKey key : query.orderBy()) {
      if (parts.keys.position(key.expr(), output, "ORDER BY")) {
        parts.keys.ordered(key.expr(), output, "ORDER BY");
        continue;
      }
      if (key.expr() instanceof Expr.Column column && column.parts().size() == 1) {
        String name = column.last().text();
        boolean found =
            output.open()
                || output.columns().stream()
                    .anyMatch(c -> c.name() == null || schema.sameColumn(c.name(), name));
        output.columns().stream()
            .filter(c -> c.name() != null && schema.sameColumn(c.name(), name))
            .findFirst()
            .ifPresent(c -> parts.comparables.order(column.at(), c, "ORDER BY"));
        if (!found && scope.names.sources.isEmpty()) {
          List<String> names =
              output.columns().stream().map(OutputColumn::name).filter(n -> n != null).toList();
          reporter.report(
              FindingRule.UNKNOWN_COLUMN,
              column.at(),
              "The result has no column " + name,
              NearestName.hint(NearestName.find(name, names)),
              name);
        }
        continue;
      }
      if (postgres && query.body() instanceof Query.SetOperation && !output.open()) {
        if (!(key.expr() instanceof Expr.Literal)) {
          reporter.report(
              FindingRule.SET_OPERATION_ORDER,
              key.expr().at(),
              "ORDER BY of a set operation takes the names or positions of result columns alone",
              "Put the set operation into a subquery and order outside.",
              null);
        }
        continue;
      }
      // Result columns are in sight beside the tables.
      Scope lenient = new Scope(scope.outer);
      lenient.names.addAll(scope.names);
      lenient.names.open = true;
      lenient.clause = Clause.ORDER_BY;
      if (postgres || key.expr().children().isEmpty()) {
        parts.expressions.expr(key.expr(), lenient, ctes);
      }
    }
    limits(query, scope, ctes);
  }

  void orderAndLimit(Query query, Scope scope, CommonTables ctes) {
    scope.clause = Clause.ORDER_BY;
    for (Expr.SortKey key : query.orderBy()) {
      if (!(key.expr() instanceof Expr.Column)) {
        parts.expressions.expr(key.expr(), scope, ctes);
      }
    }
    limits(query, scope, ctes);
  }

  private void limits(Query query, Scope scope, CommonTables ctes) {
    Scope none = new Scope(scope.outer);
    none.clause = Clause.LIMIT;
    if (query.limit() != null) {
      rowCount(query.limit(), none, ctes);
    }
    if (query.offset() != null) {
      rowCount(query.offset(), none, ctes);
    }
  }

  private void rowCount(Expr expr, Scope scope, CommonTables ctes) {
    parts.expressions.part(expr, scope, ctes);
    if (typer != null) {
      typer.count(expr);
    }
  }

  private Output select(
      Query.Select select, Query query, @Nullable Scope outer, CommonTables ctes) {
    Scope scope = new Scope(outer);
    for (FromItem item : select.from()) {
      scope.names.addAll(parts.from.from(item, scope, ctes, Operation.READ));
    }
    parts.from.uniqueAliases(scope.names);
    parts.expressions.where(select.where(), scope, ctes);
    scope.clause = Clause.SELECT;
    scope.windows = select.windows();
    if (!postgres) {
      scope.aliases = aliasesOf(select);
    }
    Output output = parts.selectLists.items(select.items(), scope, ctes);
    scope.outputs = output.columns();
    if (select.distinct() && select.distinctOn().isEmpty()) {
      parts.comparables.equality(select.at(), output.columns(), "DISTINCT");
    }
    List<Expr> keys = parts.keys.groupBy(select, scope, ctes, output);
    if (select.having() != null) {
      scope.clause = Clause.HAVING;
      scope.grouped = keys.stream().map(columns::get).filter(r -> r != null).toList();
      parts.expressions.condition(select.having(), scope, ctes);
    }
    scope.clause = Clause.WINDOW;
    parts.calls.windows(select.windows(), scope, ctes);
    scope.clause = Clause.ORDER_BY;
    List<Expr> ordered = new ArrayList<>();
    List<Expr> distinctOn = new ArrayList<>();
    boolean positions = false;
    for (Expr expr : select.distinctOn()) {
      Expr meant = parts.keys.orderKey(expr, scope, ctes, output, "DISTINCT ON");
      positions |= meant == null;
      if (meant != null) {
        distinctOn.add(meant);
      }
    }
    for (Expr.SortKey key : query.orderBy()) {
      Expr meant = parts.keys.orderKey(key.expr(), scope, ctes, output, "ORDER BY");
      positions |= meant == null;
      if (meant != null) {
        ordered.add(meant);
      }
    }
    if (select.qualify() != null) {
      scope.clause = Clause.ORDER_BY;
      parts.expressions.expr(select.qualify(), scope, ctes);
    }
    limits(query, scope, ctes);
    GroupingCheck grouping =
        new GroupingCheck(columns, outputs, functions, schema, reporter, postgres);
    if (fullGroupBy) {
      grouping.check(select, scope, output, keys, ordered);
    }
    if (!distinctOn.isEmpty() && !positions) {
      grouping.distinctOn(distinctOn, ordered);
    }
    return output;
  }

  private static Set<String> aliasesOf(Query.Select select) {
    Set<String> aliases = new HashSet<>();
    for (Query.Item item : select.items()) {
      if (item.alias() != null) {
        aliases.add(item.alias().text().toLowerCase(Locale.ROOT));
      }
    }
    return aliases;
  }
}
