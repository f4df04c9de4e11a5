package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Output;
import dev.dbsa.adapter.sqlcheck.bind.Scope.OutputColumn;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds WITH, and keeps the names that it defines. */
final class CommonTableBinder {
  private final Binding binding;
  private final Reporter reporter;
  private final boolean postgres;
  private final Binders parts;

  CommonTableBinder(Binding binding, Binders parts) {
    this.binding = binding;
    this.reporter = binding.reporter;
    this.postgres = binding.postgres;
    this.parts = parts;
  }

  CommonTables with(Query.@Nullable With with, @Nullable Scope outer, CommonTables ctes) {
    if (with == null) {
      return ctes;
    }
    if (postgres) {
      new Recursion(reporter, parts.calls).check(with);
    }
    CommonTables inner = new CommonTables(ctes, new HashMap<>());
    Set<String> seen = new HashSet<>();
    if (with.recursive()) {
      for (Query.CommonTable table : with.tables()) {
        inner.named().put(tableKey(table.name().text()), Output.UNKNOWN);
      }
    }
    for (Query.CommonTable table : with.tables()) {
      String key = tableKey(table.name().text());
      if (!seen.add(key)) {
        reporter.report(
            FindingRule.DUPLICATE_ALIAS,
            table.name().at(),
            "WITH defines " + table.name() + " twice",
            "Give each common table expression its own name.",
            table.name().text());
      }
      Output output = commonTable(table, with.recursive(), outer, inner);
      inner.named().put(key, output);
    }
    return inner;
  }

  private Output commonTable(
      Query.CommonTable table, boolean recursive, @Nullable Scope outer, CommonTables ctes) {
    Query recursion = recursive ? recursion(table.statement()) : null;
    if (recursion != null && recursion.body() instanceof Query.SetOperation operation) {
      // The first arm tells the columns that the second one sees.
      Output first = parts.queries.query(operation.arms().getFirst(), outer, ctes);
      Output renamed = rename(first, table.columns(), table.name());
      ctes.named().put(tableKey(table.name().text()), renamed);
    }
    Output output =
        recursion != null
            ? parts.queries.query(recursion, outer, ctes)
            : parts.statements.statement(table.statement(), outer, ctes);
    if (!postgres) {
      uniqueColumns(output, table.columns(), table.name().at());
    }
    Output renamed = rename(output, table.columns(), table.name());
    if (table.moreColumns().isEmpty()) {
      return renamed;
    }
    List<OutputColumn> more = new ArrayList<>(renamed.columns());
    for (Name name : table.moreColumns()) {
      more.add(new OutputColumn(name.text(), null, null, null, true));
    }
    return new Output(more, renamed.open());
  }

  private static @Nullable Query recursion(Statement statement) {
    return statement instanceof Statement.Select select
            && select.query().body() instanceof Query.SetOperation
            && select.query().with() == null
        ? select.query()
        : null;
  }

  Output rename(Output output, List<Name> names, Name table) {
    if (names.isEmpty()) {
      return output;
    }
    if (!output.open()) {
      boolean tooMany = names.size() > output.columns().size();
      if (tooMany || !postgres && names.size() < output.columns().size()) {
        reporter.report(
            FindingRule.COLUMN_LIST_ARITY,
            table.at(),
            table
                + " is given "
                + Words.count(names.size(), "column name")
                + ", but has "
                + Words.count(output.columns().size(), "column"),
            null,
            table.text());
      }
    }
    List<OutputColumn> renamed = new ArrayList<>(output.columns());
    for (int i = 0; i < names.size(); i++) {
      if (i < renamed.size()) {
        OutputColumn old = renamed.get(i);
        renamed.set(
            i, new OutputColumn(names.get(i).text(), old.type(), old.expr(), old.origin(), true));
      } else if (output.open()) {
        renamed.add(new OutputColumn(names.get(i).text(), null, null, null, true));
      }
    }
    return new Output(renamed, output.open() && postgres);
  }

  @Nullable Output findCommonTable(CommonTables ctes, String name) {
    String key = tableKey(name);
    for (CommonTables level = ctes; level != null; level = level.outer()) {
      Output output = level.named().get(key);
      if (output != null) {
        return output;
      }
    }
    return null;
  }

  private String tableKey(String name) {
    // MySQL compares them as it does tables.
    boolean exact = postgres || !binding.server.isMariaDb() && !binding.schema.sameTable("a", "A");
    return exact ? name : name.toLowerCase(Locale.ROOT);
  }

  /** MySQL wants the columns of a derived table to differ in name. */
  void uniqueColumns(Output output, List<Name> renamed, int at) {
    if (!renamed.isEmpty()) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (OutputColumn column : output.columns()) {
      if (column.name() != null && !seen.add(column.name().toLowerCase(Locale.ROOT))) {
        reporter.report(
            FindingRule.DUPLICATE_COLUMN,
            at,
            "The subquery has two columns named " + column.name(),
            "Give one of them an alias.",
            column.name());
        return;
      }
    }
  }
}
