package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Clause;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Names;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Output;
import dev.dbsa.adapter.sqlcheck.bind.Scope.OutputColumn;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Source;
import dev.dbsa.adapter.sqlcheck.bind.Scope.SourceColumn;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Visible;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.KnownTables;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Lookup;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.script.Operation;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.FromItem.TableReference;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds FROM: tables, subqueries, functions, joins, and the names by which they are seen. */
final class FromBinder {
  private final Set<Integer> reportedAliases = new HashSet<>();

  private final Binding binding;
  private final SchemaState schema;
  private final Server server;
  private final Reporter reporter;
  private final boolean postgres;
  private final Functions functions;
  private final Map<Query, Output> outputs;
  private final @Nullable PostgresTyper typer;
  private final List<TableUse> uses;
  private final Binders parts;
  private final TableAccess access;

  FromBinder(Binding binding, Binders parts) {
    this.binding = binding;
    this.schema = binding.schema;
    this.server = binding.server;
    this.reporter = binding.reporter;
    this.postgres = binding.postgres;
    this.functions = binding.functions;
    this.outputs = binding.outputs;
    this.typer = binding.typer;
    this.uses = binding.uses;
    this.parts = parts;
    this.access = new TableAccess(binding.reporter, binding.postgres);
  }

  Names from(FromItem item, Scope scope, CommonTables ctes, Operation operation) {
    return switch (item) {
      case TableReference table -> table(table, scope, ctes, operation);
      case FromItem.Derived derived -> derived(derived, scope, ctes);
      case FromItem.Function function -> function(function, scope, ctes);
      case FromItem.Declared declared -> declared(declared, scope, ctes);
      case FromItem.Grouped grouped -> grouped(grouped, scope, ctes, operation);
      case FromItem.Join join -> join(join, scope, ctes, operation);
    };
  }

  private Names table(
      TableReference reference, Scope scope, CommonTables ctes, Operation operation) {
    Names names = new Names();
    if (reference.name().size() == 1) {
      Output output = parts.commonTables.findCommonTable(ctes, reference.name().getFirst().text());
      if (output != null) {
        Name alias = reference.alias() != null ? reference.alias() : reference.name().getFirst();
        names.add(sourceOf(reference.at(), alias, reference.columns(), output));
        return names;
      }
    }
    Table table = lookUp(reference, operation, ctes);
    names.add(source(reference, table));
    for (Expr expr : reference.sample()) {
      parts.expressions.expr(expr, scope, ctes);
    }
    if (reference.period() != null) {
      period(reference, reference.period(), scope, ctes);
    }
    return names;
  }

  /** The snapshot does not tell which periods a table has. */
  void period(TableReference reference, FromItem.Period period, Scope scope, CommonTables ctes) {
    for (Expr bound : period.bounds()) {
      parts.expressions.expr(bound, scope, ctes);
    }
    String table = reference.name().getLast().text();
    reporter.notRead(
        period.name() == null
            ? "whether the table " + table + " keeps the history of its rows"
            : "the period " + period.name().text() + " of the table " + table);
  }

  /** The table of a reference; {@code null} where nothing is known about it. */
  @Nullable Table lookUp(TableReference reference, Operation operation, CommonTables ctes) {
    List<Name> name = reference.name();
    Name last = name.getLast();
    switch (schema.find(name)) {
      case Lookup.Found found -> {
        uses.add(new TableUse(last.at(), name, found.table(), false, operation));
        access.check(reference, found.table());
        String storage = found.table().relation().storage();
        if (!postgres
            && storage != null
            && (storage.equalsIgnoreCase("merge") || storage.equalsIgnoreCase("mrg_myisam"))) {
          reporter.notShown("Whether the tables behind " + last.text() + " are there and alike.");
        }
        return found.table();
      }
      case Lookup.Unseen _ -> {
        uses.add(new TableUse(last.at(), name, null, false, operation));
        if (postgres && !schema.isUncertain()) {
          reporter.notShown("The columns of " + last.text() + ".");
        }
        return null;
      }
      case Lookup.NoSchema missing -> {
        uses.add(new TableUse(last.at(), name, null, true, operation));
        reporter.report(
            FindingRule.UNKNOWN_SCHEMA,
            name.getFirst().at(),
            (postgres ? "There is no schema " : "The snapshot holds no database ")
                + missing.schema(),
            schemaHint(missing.schema()),
            missing.schema());
        return null;
      }
      case Lookup.NoTable _ -> {
        uses.add(new TableUse(last.at(), name, null, true, operation));
        unknownTable(last, ctes);
        return null;
      }
    }
  }

  private String schemaHint(String missing) {
    String hint = NearestName.hint(NearestName.find(missing, schema.schemaNames()));
    return hint.isEmpty() && !postgres
        ? "Scripts are checked against the connection's database alone."
        : hint;
  }

  private void unknownTable(Name name, CommonTables ctes) {
    List<String> elsewhere = KnownTables.schemasWith(name.text(), schema);
    String hint;
    if (!elsewhere.isEmpty() && schema.find(List.of(name)) instanceof Lookup.NoTable) {
      hint =
          "There is one in "
              + String.join(" and ", elsewhere)
              + ": write "
              + elsewhere.getFirst()
              + "."
              + name.text()
              + ".";
    } else {
      Set<String> candidates = new LinkedHashSet<>();
      for (CommonTables level = ctes; level != null; level = level.outer()) {
        candidates.addAll(level.named().keySet());
      }
      candidates.addAll(KnownTables.names(schema));
      hint = NearestName.hint(NearestName.find(name.text(), candidates));
    }
    reporter.report(
        FindingRule.UNKNOWN_TABLE,
        name.at(),
        "There is no table " + name.text(),
        hint,
        name.text());
  }

  Source source(TableReference reference, @Nullable Table table) {
    Name alias = reference.alias();
    List<SourceColumn> list = new ArrayList<>();
    if (table != null) {
      for (Table.TableColumn column : table.columns()) {
        list.add(new SourceColumn(column.name(), column.type()));
      }
    }
    for (int i = 0; i < reference.columns().size(); i++) {
      Name name = reference.columns().get(i);
      if (i < list.size()) {
        list.set(i, new SourceColumn(name.text(), list.get(i).type()));
      } else {
        list.add(new SourceColumn(name.text(), null));
      }
    }
    return new Source(
        binding.nextSource(),
        reference.at(),
        alias != null ? alias.text() : reference.name().getLast().text(),
        alias != null,
        reference.columns().isEmpty() ? table : null,
        list,
        table == null || table.open(),
        false);
  }

  private Source sourceOf(int at, @Nullable Name alias, List<Name> names, Output output) {
    Output renamed = alias == null ? output : parts.commonTables.rename(output, names, alias);
    List<SourceColumn> list = new ArrayList<>();
    boolean open = renamed.open();
    for (OutputColumn column : renamed.columns()) {
      if (column.name() == null) {
        open = true;
      } else {
        list.add(new SourceColumn(column.name(), PostgresTyper.settled(column.type())));
      }
    }
    return new Source(
        binding.nextSource(), at, alias == null ? "" : alias.text(), true, null, list, open, false);
  }

  private Names derived(FromItem.Derived derived, Scope scope, CommonTables ctes) {
    Scope outer = scope.outer;
    if (derived.lateral()) {
      outer = scope;
      scope.clause = Clause.FROM;
    }
    Output output = parts.queries.query(derived.query(), outer, ctes);
    if (derived.alias() == null && (!postgres || server.version() < 160000)) {
      reporter.report(
          FindingRule.DERIVED_TABLE_ALIAS,
          derived.at(),
          "A subquery in FROM needs an alias",
          "Write AS and a name behind its closing parenthesis.",
          null);
    }
    if (!postgres) {
      parts.commonTables.uniqueColumns(output, derived.columns(), derived.at());
    }
    Names names = new Names();
    names.add(sourceOf(derived.at(), derived.alias(), derived.columns(), output));
    return names;
  }

  private Names function(FromItem.Function function, Scope scope, CommonTables ctes) {
    scope.clause = Clause.FROM;
    List<SourceColumn> list = new ArrayList<>();
    boolean open = false;
    for (Expr call : function.calls()) {
      parts.expressions.expr(call, scope, ctes);
      if (!(call instanceof Expr.Call c)) {
        open = true;
        continue;
      }
      parts.calls.inFrom(c);
      String name = c.function();
      List<String> outputs = functions.columns(name);
      if (!outputs.isEmpty() && outputs.size() > 1) {
        outputs.forEach(o -> list.add(new SourceColumn(o, null)));
      } else if (!functions.isKnown(name)
          || functions.yieldsRecord(name)
          || name.startsWith("json")) {
        open = true;
      } else {
        boolean single = function.calls().size() == 1;
        // A function of one column is named by its alias.
        String column =
            single && function.alias() != null && outputs.isEmpty()
                ? function.alias().text()
                : outputs.isEmpty() ? name : outputs.getFirst();
        int columnsOfCall = name.equals("unnest") ? Math.max(1, c.arguments().size()) : 1;
        if (name.equals("unnest")) {
          open = true;
        }
        String type = typer == null ? null : typer.functionType(c);
        for (int i = 0; i < columnsOfCall; i++) {
          list.add(new SourceColumn(column, name.equals("unnest") && i > 0 ? null : type));
        }
      }
    }
    if (function.ordinality()) {
      list.add(new SourceColumn("ordinality", "bigint"));
    }
    if (function.defined()) {
      if (function.columns().isEmpty()) {
        open = true;
      } else {
        list.clear();
        open = false;
      }
    }
    for (int i = 0; i < function.columns().size(); i++) {
      Name name = function.columns().get(i);
      if (i < list.size()) {
        list.set(i, new SourceColumn(name.text(), list.get(i).type()));
      } else {
        list.add(new SourceColumn(name.text(), null));
      }
    }
    String alias =
        function.alias() != null
            ? function.alias().text()
            : function.calls().getFirst() instanceof Expr.Call c ? c.function() : "";
    Names names = new Names();
    names.add(
        new Source(binding.nextSource(), function.at(), alias, true, null, list, open, false));
    return names;
  }

  private Names declared(FromItem.Declared declared, Scope scope, CommonTables ctes) {
    scope.clause = Clause.FROM;
    for (Expr input : declared.inputs()) {
      parts.expressions.expr(input, scope, ctes);
    }
    List<SourceColumn> list = new ArrayList<>();
    declared.declared().forEach(n -> list.add(new SourceColumn(n.text(), null)));
    for (int i = 0; i < declared.columns().size() && i < list.size(); i++) {
      list.set(i, new SourceColumn(declared.columns().get(i).text(), null));
    }
    Names names = new Names();
    names.add(
        new Source(
            binding.nextSource(),
            declared.at(),
            declared.alias() == null ? "" : declared.alias().text(),
            true,
            null,
            list,
            false,
            false));
    return names;
  }

  private Names grouped(
      FromItem.Grouped grouped, Scope scope, CommonTables ctes, Operation operation) {
    Names inner = from(grouped.inner(), scope, ctes, operation);
    if (grouped.alias() == null) {
      return inner;
    }
    List<SourceColumn> list = new ArrayList<>();
    inner.columns.forEach(v -> list.add(v.column()));
    for (int i = 0; i < grouped.columns().size() && i < list.size(); i++) {
      list.set(i, new SourceColumn(grouped.columns().get(i).text(), list.get(i).type()));
    }
    Names names = new Names();
    names.add(
        new Source(
            binding.nextSource(),
            grouped.at(),
            grouped.alias().text(),
            true,
            null,
            list,
            inner.open,
            false));
    return names;
  }

  private Names join(FromItem.Join join, Scope scope, CommonTables ctes, Operation operation) {
    Names left = from(join.left(), scope, ctes, operation);
    // The right side of a lateral join sees the left one.
    Scope beside = Scope.ofCondition(scope.owner, scope.names);
    beside.names.addAll(left);
    Names right = from(join.right(), beside, ctes, operation);
    Names both = new Names();
    List<Name> using = join.using();
    if (join.natural()) {
      using = shared(left, right, join.at());
    }
    if (using.isEmpty()) {
      both.addAll(left);
      both.addAll(right);
    } else {
      merge(both, left, right, using, join, !join.natural());
    }
    if (join.usingAlias() != null) {
      Names alias = new Names();
      List<SourceColumn> list = using.stream().map(n -> new SourceColumn(n.text(), null)).toList();
      alias.add(
          new Source(
              binding.nextSource(),
              join.at(),
              join.usingAlias().text(),
              true,
              null,
              list,
              false,
              true));
      both.addAll(alias);
    }
    if (join.on() != null) {
      uniqueAliases(both);
      parts.expressions.condition(join.on(), Scope.ofCondition(scope.owner, both), ctes);
    }
    return both;
  }

  private List<Name> shared(Names left, Names right, int at) {
    if (left.open || right.open) {
      return List.of();
    }
    List<Name> shared = new ArrayList<>();
    for (Visible visible : left.columns) {
      if (!parts.columns.visible(right, visible.name()).isEmpty()) {
        shared.add(new Name(at, visible.name(), false));
      }
    }
    return shared;
  }

  private void merge(
      Names both, Names left, Names right, List<Name> using, FromItem.Join join, boolean report) {
    both.sources.addAll(left.sources);
    both.sources.addAll(right.sources);
    both.open = left.open || right.open;
    Set<Visible> hidden = new HashSet<>();
    for (Name name : using) {
      List<Visible> inLeft = parts.columns.visible(left, name.text());
      List<Visible> inRight = parts.columns.visible(right, name.text());
      if (report) {
        usingColumn(name, inLeft, left, "left");
        usingColumn(name, inRight, right, "right");
      }
      List<Visible> kept = join.kind().equals("right") ? inRight : inLeft;
      List<Visible> other = join.kind().equals("right") ? inLeft : inRight;
      if (typer != null && inLeft.size() == 1 && inRight.size() == 1) {
        typer.joined(
            name.at(), inLeft.getFirst().column().type(), inRight.getFirst().column().type());
      }
      Visible merged =
          !kept.isEmpty() ? kept.getFirst() : !other.isEmpty() ? other.getFirst() : null;
      if (merged != null) {
        both.columns.add(merged);
      }
      hidden.addAll(inLeft);
      hidden.addAll(inRight);
    }
    for (Visible visible : left.columns) {
      if (!hidden.contains(visible)) {
        both.columns.add(visible);
      }
    }
    for (Visible visible : right.columns) {
      if (!hidden.contains(visible)) {
        both.columns.add(visible);
      }
    }
  }

  private void usingColumn(Name name, List<Visible> found, Names side, String which) {
    if (found.isEmpty() && !side.open) {
      reporter.report(
          FindingRule.UNKNOWN_COLUMN,
          name.at(),
          "USING names the column "
              + name
              + ", which the "
              + which
              + " side of the join does not have",
          NearestName.hint(
              NearestName.find(name.text(), side.columns.stream().map(Visible::name).toList())),
          name.text());
    } else if (found.size() > 1) {
      parts.columns.ambiguous(name, "the " + which + " side of the join has it more than once");
    }
  }

  void uniqueAliases(Names names) {
    Map<String, Source> seen = new HashMap<>();
    for (Source source : names.sources) {
      if (source.alias().isEmpty()) {
        continue;
      }
      String key = postgres ? source.alias() : aliasKey(source.alias());
      Source other = seen.putIfAbsent(key, source);
      if (other == null || bothPlainTables(source, other)) {
        continue;
      }
      if (reportedAliases.add(source.id())) {
        reporter.report(
            FindingRule.DUPLICATE_ALIAS,
            source.at(),
            "The name " + source.alias() + " stands for two tables of this FROM",
            "Give one of them another alias.",
            source.alias());
      }
    }
  }

  private String aliasKey(String alias) {
    return schema.sameTable("a", "A") ? alias.toLowerCase(Locale.ROOT) : alias;
  }

  private static boolean bothPlainTables(Source a, Source b) {
    return !a.aliased()
        && !b.aliased()
        && (a.table() == null
            || b.table() == null
            || !java.util.Objects.equals(a.table().schema(), b.table().schema()));
  }
}
