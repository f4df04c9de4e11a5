package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Clause;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Names;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Output;
import dev.dbsa.adapter.sqlcheck.bind.Scope.OutputColumn;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Resolved;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Source;
import dev.dbsa.adapter.sqlcheck.bind.Scope.SourceColumn;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Visible;
import dev.dbsa.adapter.sqlcheck.bind.WorkingSchema.Lookup;
import dev.dbsa.adapter.sqlcheck.syntax.Expr;
import dev.dbsa.adapter.sqlcheck.syntax.FromItem;
import dev.dbsa.adapter.sqlcheck.syntax.FromItem.TableReference;
import dev.dbsa.adapter.sqlcheck.syntax.LexicalRules;
import dev.dbsa.adapter.sqlcheck.syntax.Name;
import dev.dbsa.adapter.sqlcheck.syntax.Query;
import dev.dbsa.adapter.sqlcheck.syntax.ScriptStatement;
import dev.dbsa.adapter.sqlcheck.syntax.Statement;
import dev.dbsa.adapter.sqlcheck.syntax.Statement.SetItem;
import dev.dbsa.adapter.sqlcheck.syntax.Statement.SetTarget;
import dev.dbsa.domain.script.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the names of one statement mean and reports those that mean nothing, following the
 * rules by which each server resolves names. Where something is not understood, nothing is said.
 */
public final class Binder {
  private static final Set<String> POSTGRES_SYSTEM_COLUMNS =
      Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");

  private final WorkingSchema schema;
  private final LexicalRules rules;
  private final ScriptStatement text;
  private final Reporter reporter;
  private final boolean postgres;
  private final Functions functions;
  private final boolean checksFunctions;
  private final boolean fullGroupBy;

  private final Map<Expr, Resolved> columns = new IdentityHashMap<>();
  private final Map<Query, Output> outputs = new IdentityHashMap<>();
  private final @Nullable PostgresTyper typer;
  private final @Nullable MySqlComparisons comparisons;

  /** Whether the condition at hand decides which rows are changed. */
  private boolean changing;

  private final List<TableUse> uses = new ArrayList<>();

  /** The references that were resolved so far, in order: what an aggregate encloses is its tail. */
  private final List<Resolved> trail = new ArrayList<>();

  private int sources;

  private Binder(
      WorkingSchema schema, LexicalRules rules, ScriptStatement text, Reporter reporter) {
    this.schema = schema;
    this.rules = rules;
    this.text = text;
    this.reporter = reporter;
    this.postgres = rules.isPostgres();
    this.functions = postgres ? PostgresCatalog.get() : MySqlFunctions.INSTANCE;
    // Of MariaDB's and old servers' functions we have no list.
    this.checksFunctions = postgres || !rules.mariaDb() && rules.version() >= 80000;
    this.comparisons = postgres ? null : new MySqlComparisons(columns, schema, reporter);
    this.typer = postgres ? new PostgresTyper(columns, outputs, schema, reporter) : null;
    this.fullGroupBy = postgres || schema.hasMode("ONLY_FULL_GROUP_BY");
  }

  /** Binds one statement against the schema as the script has left it so far. */
  public static Bound bind(
      Statement statement,
      WorkingSchema schema,
      LexicalRules rules,
      ScriptStatement text,
      Reporter reporter) {
    Binder binder = new Binder(schema, rules, text, reporter);
    try {
      binder.statement(statement, null, Tables.NONE);
    } catch (StackOverflowError e) {
      // The grammars bound the depth of the tree; a caller may have little stack left.
      reporter.notChecked(
          "Statement " + text.number() + " nests too deep for its names to be checked");
    }
    return new Bound(binder.columns, binder.uses);
  }

  /** The result columns of a query, for a view or table made from it. */
  public static Output output(
      Query query,
      WorkingSchema schema,
      LexicalRules rules,
      ScriptStatement text,
      Reporter reporter) {
    Binder binder = new Binder(schema, rules, text, reporter);
    return binder.query(query, null, Tables.NONE);
  }

  /** The common table expressions in sight. */
  private record Tables(@Nullable Tables outer, Map<String, Output> named) {
    static final Tables NONE = new Tables(null, Map.of());
  }

  // ---------------------------------------------------------------- statements

  private Output statement(Statement statement, @Nullable Scope outer, Tables ctes) {
    return switch (statement) {
      case Statement.Select s -> query(s.query(), outer, ctes);
      case Statement.Insert s -> insert(s, ctes);
      case Statement.Update s -> update(s, ctes);
      case Statement.Delete s -> delete(s, ctes);
      case Statement.Merge s -> merge(s, ctes);
      case Statement.Other _ -> Output.UNKNOWN;
    };
  }

  private Tables with(Query.@Nullable With with, @Nullable Scope outer, Tables ctes) {
    if (with == null) {
      return ctes;
    }
    Tables inner = new Tables(ctes, new HashMap<>());
    Set<String> seen = new HashSet<>();
    if (with.recursive()) {
      for (Query.CommonTable table : with.tables()) {
        inner.named().put(tableKey(table.name().text()), Output.UNKNOWN);
      }
    }
    for (Query.CommonTable table : with.tables()) {
      String key = tableKey(table.name().text());
      if (!seen.add(key)) {
        reporter.schemaError(
            "duplicate-alias",
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
      Query.CommonTable table, boolean recursive, @Nullable Scope outer, Tables ctes) {
    Query recursion = recursive ? recursion(table.statement()) : null;
    if (recursion != null && recursion.body() instanceof Query.SetOperation operation) {
      // The first arm tells the columns that the second one sees.
      Output first = query(operation.arms().getFirst(), outer, ctes);
      Output renamed = rename(first, table.columns(), table.name());
      ctes.named().put(tableKey(table.name().text()), renamed);
    }
    Output output =
        recursion != null
            ? query(recursion, outer, ctes)
            : statement(table.statement(), outer, ctes);
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

  private Output rename(Output output, List<Name> names, Name table) {
    if (names.isEmpty()) {
      return output;
    }
    if (!output.open()) {
      boolean tooMany = names.size() > output.columns().size();
      if (tooMany || !postgres && names.size() < output.columns().size()) {
        reporter.schemaError(
            "column-list-arity",
            table.at(),
            table
                + " is given "
                + count(names.size(), "column name")
                + ", but has "
                + count(output.columns().size(), "column"),
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

  private static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  private Output insert(Statement.Insert s, Tables outerCtes) {
    Tables ctes = with(s.with(), null, outerCtes);
    Table target = target(s.table(), Operation.INSERT);
    Source source = source(s.table(), target);
    Scope scope = new Scope(null);
    scope.names.add(source);
    Set<String> seen = new HashSet<>();
    for (Name name : s.columns()) {
      Table.TableColumn column = findColumn(target, name.text());
      if (column == null) {
        unknownColumnOf(target, name.at(), name.text());
      } else if (!seen.add(column.name()) && !isAssignedInParts(s, name)) {
        reporter.schemaError(
            "duplicate-column",
            name.at(),
            "INSERT names the column " + name + " twice",
            null,
            name.text());
      }
    }
    int expected = -1;
    if (s.columnsNamed()) {
      expected = s.columns().size();
    } else if (target != null && !target.open()) {
      expected = target.columns().size();
    }
    if (s.source() != null) {
      insertSource(s, s.source(), target, expected, ctes);
    }
    scope.clause = Clause.SET;
    for (SetItem set : s.sets()) {
      set(set, scope, ctes, List.of(source));
    }
    if (s.conflict() != null) {
      conflict(s, s.conflict(), source, target, ctes);
    }
    return returning(s.returning(), scope, ctes, source);
  }

  /** Fields or elements of one column may be set one by one. */
  private boolean isAssignedInParts(Statement.Insert insert, Name name) {
    int behind = name.at() + 1;
    return postgres
        && insert.at() < behind
        && (text.tokens().get(behind).is(".") || text.tokens().get(behind).is("["));
  }

  private void insertSource(
      Statement.Insert insert, Query query, @Nullable Table target, int expected, Tables ctes) {
    if (query.body() instanceof Query.Values values && query.with() == null) {
      Scope scope = new Scope(null);
      scope.clause = Clause.VALUES;
      if (!postgres) {
        // MySQL lets a value refer to the columns of the row before it.
        if (target != null) {
          scope.names.add(source(insert.table(), target));
        } else {
          scope.names.open = true;
        }
      }
      int first = values.rows().getFirst().size();
      for (List<Expr> row : values.rows()) {
        for (int i = 0; i < row.size(); i++) {
          expr(row.get(i), scope, ctes);
          Table.TableColumn column = insertColumn(insert, target, i);
          if (typer != null && column != null) {
            typer.assign(row.get(i), column.name(), column.type());
          }
        }
        insertArity(insert, row, first, expected, target);
      }
      orderAndLimit(query, scope, ctes);
      return;
    }
    Output output = query(query, null, ctes);
    if (typer != null) {
      for (int i = 0; i < output.columns().size(); i++) {
        Table.TableColumn column = insertColumn(insert, target, i);
        if (column != null) {
          typer.assign(query.at(), output.columns().get(i), column.name(), column.type());
        }
      }
    }
    if (!output.open() && expected >= 0) {
      int given = output.columns().size();
      boolean few = given < expected && (insert.columnsNamed() || !postgres);
      if (given > expected || few) {
        arity(query.at(), insert.table(), "The query", given, expected);
      }
    }
  }

  /** The column that the value at a place is stored in; {@code null} where it is not known. */
  private Table.@Nullable TableColumn insertColumn(
      Statement.Insert insert, @Nullable Table target, int index) {
    if (target == null) {
      return null;
    }
    if (!insert.columnsNamed()) {
      return index < target.columns().size() ? target.columns().get(index) : null;
    }
    if (index >= insert.columns().size()
        || isAssignedInParts(insert, insert.columns().get(index))) {
      return null;
    }
    return findColumn(target, insert.columns().get(index).text());
  }

  private void insertArity(
      Statement.Insert insert, List<Expr> row, int first, int expected, @Nullable Table target) {
    int given = row.size();
    int at = row.isEmpty() ? insert.at() : row.getFirst().at();
    if (postgres) {
      if (given != first) {
        reporter.schemaError(
            "insert-arity",
            at,
            "The lists of VALUES differ in length: " + first + " and " + given,
            null,
            insert.table().name().getLast().text());
      } else if (expected >= 0 && (given > expected || given < expected && insert.columnsNamed())) {
        arity(at, insert.table(), "VALUES", given, expected);
      }
      return;
    }
    boolean empty = given == 0 && (!insert.columnsNamed() || insert.columns().isEmpty());
    if (!empty && expected >= 0 && given != expected) {
      boolean none = insert.columnsNamed() && insert.columns().isEmpty();
      if (!none || target == null || given != target.columns().size()) {
        arity(at, insert.table(), "VALUES", given, expected);
      }
    }
  }

  private void arity(int at, TableReference table, String what, int given, int expected) {
    reporter.schemaError(
        "insert-arity",
        at,
        what + " gives " + count(given, "value") + " for " + count(expected, "column"),
        "Name the columns of the INSERT, one for each value.",
        table.name().getLast().text());
  }

  private void conflict(
      Statement.Insert s,
      Statement.Conflict conflict,
      Source source,
      @Nullable Table target,
      Tables ctes) {
    Scope scope = new Scope(null);
    scope.names.add(source);
    scope.clause = Clause.WHERE;
    for (Expr expr : conflict.target()) {
      expr(expr, scope, ctes);
    }
    if (conflict.targetWhere() != null) {
      expr(conflict.targetWhere(), scope, ctes);
    }
    conflictTarget(conflict, target);
    scope.clause = Clause.SET;
    if (postgres) {
      Source excluded =
          new Source(
              ++sources,
              conflict.at(),
              "excluded",
              true,
              null,
              source.columns(),
              source.open(),
              false);
      scope.names.add(excluded);
    } else {
      if (s.rowAlias() != null) {
        List<SourceColumn> renamed = new ArrayList<>();
        if (s.rowColumns().isEmpty()) {
          renamed.addAll(namedColumns(s, source));
        } else {
          s.rowColumns().forEach(n -> renamed.add(new SourceColumn(n.text(), null)));
        }
        boolean distinctNames = !s.rowColumns().isEmpty();
        scope.names.add(
            new Source(
                ++sources,
                s.rowAlias().at(),
                s.rowAlias().text(),
                true,
                null,
                renamed,
                source.open(),
                !distinctNames));
      }
      if (s.source() != null && !(s.source().body() instanceof Query.Values)) {
        // The columns of the query are in sight too.
        scope.names.open = true;
      }
    }
    for (SetItem set : conflict.sets()) {
      set(set, scope, ctes, List.of(source));
    }
    if (conflict.where() != null) {
      scope.clause = Clause.WHERE;
      condition(conflict.where(), scope, ctes);
    }
  }

  private static List<SourceColumn> namedColumns(Statement.Insert s, Source source) {
    return s.columns().isEmpty()
        ? source.columns()
        : s.columns().stream().map(n -> new SourceColumn(n.text(), null)).toList();
  }

  /** ON CONFLICT (…) wants a unique index over exactly these columns. */
  private void conflictTarget(Statement.Conflict conflict, @Nullable Table target) {
    if (target == null || target.relation() == null || conflict.targetWhere() != null) {
      return;
    }
    Set<String> wanted = new LinkedHashSet<>();
    for (Expr expr : conflict.target()) {
      if (!(expr instanceof Expr.Column column)
          || findColumn(target, column.last().text()) == null) {
        return;
      }
      wanted.add(column.last().text());
    }
    if (wanted.isEmpty() || !target.relation().kind().isTable()) {
      return;
    }
    for (var constraint : target.relation().uniqueConstraints()) {
      if (Set.copyOf(constraint.columns()).equals(wanted)) {
        return;
      }
    }
    if (target.primaryKey().equals(wanted)) {
      return;
    }
    for (var index : target.relation().indexes()) {
      Set<String> parts = new HashSet<>();
      index.parts().forEach(p -> parts.add(p.column() == null ? "(" : p.column()));
      if (index.unique() && index.predicate() == null && parts.equals(wanted)) {
        return;
      }
    }
    reporter.schemaError(
        "conflict-target",
        conflict.at(),
        "No unique constraint or index of "
            + target.name()
            + " covers exactly "
            + String.join(", ", wanted),
        "Name the columns of a primary key, unique constraint or unique index.",
        target.name());
  }

  private Output update(Statement.Update s, Tables outerCtes) {
    Tables ctes = with(s.with(), null, outerCtes);
    Scope scope = new Scope(null);
    List<Source> targets = new ArrayList<>();
    for (FromItem item : s.tables()) {
      scope.names.addAll(from(item, scope, ctes, Operation.UPDATE));
    }
    uniqueAliases(scope.names);
    targets.addAll(scope.names.sources);
    for (FromItem item : s.from()) {
      scope.names.addAll(from(item, scope, ctes, Operation.READ));
    }
    uniqueAliases(scope.names);
    scope.clause = Clause.SET;
    Set<String> seen = new HashSet<>();
    for (SetItem set : s.sets()) {
      set(set, scope, ctes, targets);
      for (SetTarget target : set.targets()) {
        if (postgres && !target.indirection() && !seen.add(target.name().getLast().text())) {
          reporter.schemaError(
              "duplicate-set-column",
              target.at(),
              "SET assigns the column " + target.name().getLast() + " twice",
              "Keep one of the assignments.",
              target.name().getLast().text());
        }
      }
    }
    changing = true;
    where(s.where(), scope, ctes);
    changing = false;
    changedOrder(s.orderBy(), s.limit(), scope, ctes);
    return returning(s.returning(), scope, ctes, targets.isEmpty() ? null : targets.getFirst());
  }

  private void changedOrder(
      List<Expr.SortKey> orderBy, @Nullable Expr limit, Scope scope, Tables ctes) {
    scope.clause = Clause.ORDER_BY;
    for (Expr.SortKey key : orderBy) {
      expr(key.expr(), scope, ctes);
    }
    if (limit != null) {
      scope.clause = Clause.LIMIT;
      expr(limit, scope, ctes);
    }
  }

  private void where(@Nullable Expr where, Scope scope, Tables ctes) {
    if (where != null) {
      scope.clause = Clause.WHERE;
      condition(where, scope, ctes);
    }
  }

  private void set(SetItem set, Scope scope, Tables ctes, List<Source> targets) {
    for (SetTarget target : set.targets()) {
      setTarget(target, scope, targets);
      for (Expr subscript : target.subscripts()) {
        expr(subscript, scope, ctes);
      }
    }
    if (!set.multiple()) {
      expr(set.value(), scope, ctes);
      assigned(set, targets);
      return;
    }
    int wanted = set.targets().size();
    int given = -1;
    switch (set.value()) {
      case Expr.Row row -> given = row.items().size();
      case Expr.Subquery subquery -> {
        Output output = query(subquery.query(), scope, ctes);
        if (!output.open()) {
          given = output.columns().size();
        }
      }
      default -> {}
    }
    if (!(set.value() instanceof Expr.Subquery)) {
      expr(set.value(), scope, ctes);
    }
    if (given >= 0 && given != wanted) {
      reporter.schemaError(
          "set-arity",
          set.at(),
          "SET assigns " + count(given, "value") + " to " + count(wanted, "column"),
          null,
          null);
    }
  }

  private void assigned(SetItem set, List<Source> targets) {
    SetTarget target = set.targets().getFirst();
    if (typer == null || target.indirection() || targets.isEmpty()) {
      return;
    }
    Table.TableColumn column =
        findColumn(targets.getFirst().table(), target.name().getLast().text());
    if (column != null) {
      typer.assign(set.value(), column.name(), column.type());
    }
  }

  private void setTarget(SetTarget target, Scope scope, List<Source> targets) {
    Name column = target.name().getLast();
    if (postgres) {
      Source source = targets.isEmpty() ? null : targets.getFirst();
      if (source == null || source.open() || source.table() == null) {
        return;
      }
      if (findColumn(source.table(), column.text()) == null) {
        boolean qualified = target.indirection() && source.alias().equals(column.text());
        unknownColumnOf(
            source.table(),
            column.at(),
            column.text(),
            qualified ? "SET takes the column's name without its table." : null);
      }
      return;
    }
    Expr.Column reference = new Expr.Column(target.at(), target.name());
    Resolved resolved = resolve(reference, scope);
    if (resolved != null
        && resolved.source().table() != null
        && resolved.column() != null
        && !targets.contains(resolved.source())) {
      unknownColumnOf(resolved.source().table(), column.at(), column.text());
    }
  }

  private Output delete(Statement.Delete s, Tables outerCtes) {
    Tables ctes = with(s.with(), null, outerCtes);
    Scope scope = new Scope(null);
    Source target = null;
    if (s.table() != null) {
      target = source(s.table(), target(s.table(), Operation.DELETE));
      scope.names.add(target);
    }
    for (FromItem item : s.using()) {
      scope.names.addAll(from(item, scope, ctes, Operation.READ));
    }
    uniqueAliases(scope.names);
    for (List<Name> name : s.targets()) {
      deleteTarget(name, scope);
    }
    changing = true;
    where(s.where(), scope, ctes);
    changing = false;
    changedOrder(s.orderBy(), s.limit(), scope, ctes);
    return returning(s.returning(), scope, ctes, target);
  }

  private void deleteTarget(List<Name> name, Scope scope) {
    Name last = name.getLast();
    for (Source source : scope.names.sources) {
      boolean named =
          schema.sameTable(source.alias(), last.text())
              || source.alias().equalsIgnoreCase(last.text());
      if (named) {
        if (source.table() != null) {
          uses.add(new TableUse(last.at(), name, source.table(), false, Operation.DELETE));
        }
        return;
      }
    }
    if (scope.names.sources.stream().anyMatch(s -> s.alias().isEmpty())) {
      return;
    }
    reporter.schemaError(
        "unknown-alias",
        last.at(),
        "DELETE names " + last + ", which is no table of its FROM",
        NearestName.hint(
            NearestName.find(
                last.text(), scope.names.sources.stream().map(Source::alias).toList())),
        last.text());
  }

  private Output merge(Statement.Merge s, Tables outerCtes) {
    Tables ctes = with(s.with(), null, outerCtes);
    Table table = target(s.target(), Operation.UPDATE);
    Source target = source(s.target(), table);
    Scope scope = new Scope(null);
    Names source = from(s.source(), new Scope(null), ctes, Operation.READ);
    scope.names.add(target);
    scope.names.addAll(source);
    uniqueAliases(scope.names);
    scope.clause = Clause.ON;
    condition(s.on(), scope, ctes);
    for (Statement.MergeWhen when : s.whens()) {
      Scope seen = new Scope(null);
      if (when.matched() || when.bySource()) {
        seen.names.add(target);
      }
      if (!when.bySource()) {
        seen.names.addAll(source);
      }
      if (when.condition() != null) {
        seen.clause = Clause.WHERE;
        condition(when.condition(), seen, ctes);
      }
      seen.clause = Clause.SET;
      for (SetItem set : when.sets()) {
        set(set, seen, ctes, List.of(target));
      }
      for (Name column : when.columns()) {
        if (table != null && findColumn(table, column.text()) == null) {
          unknownColumnOf(table, column.at(), column.text());
        }
      }
      seen.clause = Clause.VALUES;
      for (Expr value : when.values()) {
        expr(value, seen, ctes);
      }
      int expected =
          when.columnsNamed()
              ? when.columns().size()
              : table == null || table.open() ? -1 : table.columns().size();
      int given = when.values().size();
      if (given > 0
          && expected >= 0
          && (given > expected || given < expected && when.columnsNamed())) {
        arity(when.at(), s.target(), "VALUES", given, expected);
      }
    }
    Scope all = new Scope(null);
    all.names.add(target);
    all.names.addAll(source);
    return returning(s.returning(), all, ctes, target);
  }

  private Output returning(
      Statement.Returning returning, Scope scope, Tables ctes, @Nullable Source target) {
    if (returning.items().isEmpty()) {
      return new Output(List.of(), false);
    }
    if (target != null && postgres && rules.version() >= 180000) {
      for (String name : List.of("old", "new")) {
        scope.names.add(
            new Source(
                ++sources,
                target.at(),
                name,
                true,
                target.table(),
                target.columns(),
                target.open(),
                true));
      }
      for (Name alias : returning.aliases()) {
        scope.names.add(
            new Source(
                ++sources,
                alias.at(),
                alias.text(),
                true,
                target.table(),
                target.columns(),
                target.open(),
                true));
      }
    }
    scope.clause = Clause.RETURNING;
    return items(returning.items(), scope, ctes);
  }

  private @Nullable Table target(TableReference reference, Operation operation) {
    return lookUp(reference, operation, Tables.NONE);
  }

  // ---------------------------------------------------------------- queries

  private Output query(Query query, @Nullable Scope outer, Tables outerCtes) {
    Tables ctes = with(query.with(), outer, outerCtes);
    Output output =
        switch (query.body()) {
          case Query.Select select -> select(select, query, outer, ctes);
          case Query.SetOperation operation -> setOperation(operation, query, outer, ctes);
          case Query.Values values -> {
            Scope scope = new Scope(outer);
            scope.clause = Clause.VALUES;
            int first = values.rows().getFirst().size();
            for (List<Expr> row : values.rows()) {
              for (Expr value : row) {
                expr(value, scope, ctes);
              }
              if (row.size() != first) {
                reporter.schemaError(
                    "values-arity",
                    row.isEmpty() ? values.at() : row.getFirst().at(),
                    "The lists of VALUES differ in length: " + first + " and " + row.size(),
                    null,
                    null);
              }
            }
            Output result = valuesOutput(values);
            resultOrder(query, result, scope, ctes);
            yield result;
          }
          case Query.Table table -> {
            Scope scope = new Scope(outer);
            Names names = from(table.table(), scope, ctes, Operation.READ);
            scope.names.addAll(names);
            Output result = star(names.columns, names.open);
            resultOrder(query, result, scope, ctes);
            yield result;
          }
          case Query.Nested nested -> {
            Output result = query(nested.query(), outer, ctes);
            resultOrder(query, result, new Scope(outer), ctes);
            yield result;
          }
        };
    outputs.put(query, output);
    return output;
  }

  private Output valuesOutput(Query.Values values) {
    List<OutputColumn> result = new ArrayList<>();
    for (int i = 0; i < values.rows().getFirst().size(); i++) {
      Expr expr = values.rows().getFirst().get(i);
      result.add(
          new OutputColumn(postgres ? "column" + (i + 1) : "column_" + i, null, expr, null, false));
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
      cells.add(new OutputColumn(null, type(cell), cell, null, false));
    }
    return typer.commonOfColumns(values.rows().getFirst().get(column).at(), cells, "VALUES");
  }

  private Output setOperation(
      Query.SetOperation operation, Query query, @Nullable Scope outer, Tables ctes) {
    List<Output> arms = new ArrayList<>();
    for (Query arm : operation.arms()) {
      arms.add(query(arm, outer, ctes));
    }
    Output first = arms.getFirst();
    for (int i = 1; i < arms.size(); i++) {
      Output arm = arms.get(i);
      if (!first.open() && !arm.open() && first.columns().size() != arm.columns().size()) {
        String word = operation.operators().get(i - 1).toUpperCase(Locale.ROOT);
        reporter.schemaError(
            "set-operation-arity",
            operation.arms().get(i).at(),
            "The queries of "
                + word
                + " have "
                + count(first.columns().size(), "column")
                + " and "
                + count(arm.columns().size(), "column"),
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
  private void resultOrder(Query query, Output output, Scope scope, Tables ctes) {
    scope.clause = Clause.ORDER_BY;
    for (Expr.SortKey key : query.orderBy()) {
      if (position(key.expr(), output, "ORDER BY")) {
        continue;
      }
      if (key.expr() instanceof Expr.Column column && column.parts().size() == 1) {
        String name = column.last().text();
        boolean found =
            output.open()
                || output.columns().stream()
                    .anyMatch(c -> c.name() == null || schema.sameColumn(c.name(), name));
        if (!found && scope.names.sources.isEmpty()) {
          List<String> names =
              output.columns().stream().map(OutputColumn::name).filter(n -> n != null).toList();
          reporter.schemaError(
              "unknown-column",
              column.at(),
              "The result has no column " + name,
              NearestName.hint(NearestName.find(name, names)),
              name);
        }
        continue;
      }
      if (postgres && query.body() instanceof Query.SetOperation && !output.open()) {
        if (!(key.expr() instanceof Expr.Literal)) {
          reporter.schemaError(
              "set-operation-order",
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
        expr(key.expr(), lenient, ctes);
      }
    }
    limits(query, scope, ctes);
  }

  private void orderAndLimit(Query query, Scope scope, Tables ctes) {
    scope.clause = Clause.ORDER_BY;
    for (Expr.SortKey key : query.orderBy()) {
      if (!(key.expr() instanceof Expr.Column)) {
        expr(key.expr(), scope, ctes);
      }
    }
    limits(query, scope, ctes);
  }

  private void limits(Query query, Scope scope, Tables ctes) {
    Scope none = new Scope(scope.outer);
    none.clause = Clause.LIMIT;
    if (query.limit() != null) {
      rowCount(query.limit(), none, ctes);
    }
    if (query.offset() != null) {
      rowCount(query.offset(), none, ctes);
    }
  }

  private void rowCount(Expr expr, Scope scope, Tables ctes) {
    part(expr, scope, ctes);
    if (typer != null) {
      typer.count(expr);
    }
  }

  private Output select(Query.Select select, Query query, @Nullable Scope outer, Tables ctes) {
    Scope scope = new Scope(outer);
    for (FromItem item : select.from()) {
      scope.names.addAll(from(item, scope, ctes, Operation.READ));
    }
    uniqueAliases(scope.names);
    where(select.where(), scope, ctes);
    scope.clause = Clause.SELECT;
    if (!postgres) {
      scope.aliases = aliasesOf(select);
    }
    Output output = items(select.items(), scope, ctes);
    scope.outputs = output.columns();
    List<Expr> keys = groupBy(select, scope, ctes, output);
    if (select.having() != null) {
      scope.clause = Clause.HAVING;
      scope.grouped = keys.stream().map(columns::get).filter(r -> r != null).toList();
      condition(select.having(), scope, ctes);
    }
    scope.clause = Clause.WINDOW;
    for (Query.NamedWindow window : select.windows()) {
      window(window.window(), scope, ctes);
    }
    scope.clause = Clause.ORDER_BY;
    List<Expr> ordered = new ArrayList<>();
    List<Expr> distinctOn = new ArrayList<>();
    boolean positions = false;
    for (Expr expr : select.distinctOn()) {
      Expr meant = orderKey(expr, scope, ctes, output, "DISTINCT ON");
      positions |= meant == null;
      if (meant != null) {
        distinctOn.add(meant);
      }
    }
    for (Expr.SortKey key : query.orderBy()) {
      Expr meant = orderKey(key.expr(), scope, ctes, output, "ORDER BY");
      positions |= meant == null;
      if (meant != null) {
        ordered.add(meant);
      }
    }
    if (select.qualify() != null) {
      scope.clause = Clause.ORDER_BY;
      expr(select.qualify(), scope, ctes);
    }
    limits(query, scope, ctes);
    if (fullGroupBy) {
      new GroupingCheck(columns, outputs, functions, schema, reporter, postgres)
          .check(select, scope, output, keys, ordered);
    }
    if (!distinctOn.isEmpty() && !positions) {
      new GroupingCheck(columns, outputs, functions, schema, reporter, postgres)
          .distinctOn(distinctOn, ordered);
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

  /** The expressions that GROUP BY means, positions and aliases followed. */
  private List<Expr> groupBy(Query.Select select, Scope scope, Tables ctes, Output output) {
    List<Expr> keys = new ArrayList<>();
    if (select.groupBy() == null) {
      return keys;
    }
    scope.clause = Clause.GROUP_BY;
    for (Expr key : select.groupBy().keys()) {
      if (key instanceof Expr.Literal literal && literal.kind() == Expr.Literal.Kind.INTEGER) {
        position(key, output, "GROUP BY");
        Expr meant = itemAt(output, literal);
        if (meant != null) {
          if (containsAggregate(meant, scope)) {
            aggregateMisplaced(key.at(), Clause.GROUP_BY);
          }
          keys.add(meant);
        }
        continue;
      }
      if (key instanceof Expr.Column column && column.parts().size() == 1) {
        Expr meant = groupName(column, scope, ctes, output);
        if (meant != null) {
          keys.add(meant);
        }
        continue;
      }
      expr(key, scope, ctes);
      keys.add(key);
    }
    return keys;
  }

  private @Nullable Expr groupName(Expr.Column column, Scope scope, Tables ctes, Output output) {
    String name = column.last().text();
    List<OutputColumn> named = named(output, name);
    List<Visible> seen = visible(scope.names, name);
    if (!postgres && !named.isEmpty() && seen.size() != 1) {
      // MySQL looks at the select list first; a single column of the tables goes before it.
      return alias(named, column, scope, ctes);
    }
    if (seen.isEmpty() && !named.isEmpty() && !scope.names.open) {
      return alias(named, column, scope, ctes);
    }
    expr(column, scope, ctes);
    return column;
  }

  private @Nullable Expr alias(
      List<OutputColumn> named, Expr.Column column, Scope scope, Tables ctes) {
    OutputColumn first = named.getFirst();
    if (first.origin() != null) {
      columns.put(column, first.origin());
      return column;
    }
    Expr meant = first.expr();
    if (meant != null && scope.clause == Clause.GROUP_BY && containsAggregate(meant, scope)) {
      aggregateMisplaced(column.at(), Clause.GROUP_BY);
    }
    return meant;
  }

  private boolean containsAggregate(Expr expr, Scope scope) {
    if (expr instanceof Expr.Call call && call.over() == null && isAggregate(call)) {
      return scope.outer == null || call.children().stream().noneMatch(this::isOuter);
    }
    for (Expr child : expr.children()) {
      if (containsAggregate(child, scope)) {
        return true;
      }
    }
    return false;
  }

  private boolean isOuter(Expr expr) {
    Resolved resolved = columns.get(expr);
    return resolved != null && resolved.scope().outer == null;
  }

  private List<OutputColumn> named(Output output, String name) {
    return output.columns().stream()
        .filter(c -> c.name() != null && schema.sameColumn(c.name(), name))
        .toList();
  }

  private @Nullable Expr itemAt(Output output, Expr.Literal literal) {
    try {
      int index = Integer.parseInt(literal.text());
      return index >= 1 && index <= output.columns().size()
          ? output.columns().get(index - 1).expr()
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Whether the expression is the position of a result column; reports one that is none. */
  private boolean position(Expr expr, Output output, String clause) {
    if (!(expr instanceof Expr.Literal literal) || literal.kind() != Expr.Literal.Kind.INTEGER) {
      return false;
    }
    int index;
    try {
      index = Integer.parseInt(literal.text());
    } catch (NumberFormatException e) {
      return true;
    }
    if (!output.open() && (index < 1 || index > output.columns().size())) {
      reporter.schemaError(
          "position-out-of-range",
          expr.at(),
          clause
              + " names position "
              + index
              + ", but the select list has "
              + count(output.columns().size(), "column"),
          null,
          null);
    }
    return true;
  }

  /** PostgreSQL takes no constant but a position; reports one. */
  private boolean constant(Expr key, String clause) {
    if (!postgres || !(key instanceof Expr.Literal)) {
      return false;
    }
    reporter.schemaError(
        "position-out-of-range",
        key.at(),
        clause + " takes no constant but the position of a result column",
        "Text in single quotes is a constant; a name stands plainly or in double quotes.",
        null);
    return true;
  }

  /** Binds a sort key; returns the expression that it means, {@code null} for a position. */
  private @Nullable Expr orderKey(
      Expr key, Scope scope, Tables ctes, Output output, String clause) {
    if (position(key, output, clause) || constant(key, clause)) {
      return null;
    }
    if (key instanceof Expr.Column column && column.parts().size() == 1) {
      List<OutputColumn> named = named(output, column.last().text());
      if (!named.isEmpty()) {
        if (differ(named) && (postgres || aliases(named) != 1)) {
          ambiguous(column.last(), clause + " could mean more than one result column");
          return null;
        }
        OutputColumn first =
            named.stream().filter(OutputColumn::alias).findFirst().orElse(named.getFirst());
        if (first.origin() != null) {
          columns.put(column, first.origin());
          trail.add(first.origin());
          return column;
        }
        return first.expr();
      }
    }
    if (!postgres && key instanceof Expr.Call && isUnqualified(key) && isSelected(key, output)) {
      return null;
    }
    expr(key, scope, ctes);
    return key;
  }

  private static boolean isUnqualified(Expr expr) {
    return expr instanceof Expr.Column column
        ? column.parts().size() == 1
        : expr.children().stream().allMatch(Binder::isUnqualified);
  }

  /** MySQL compares a sort key with the select list before it looks up the key's names. */
  private static boolean isSelected(Expr key, Output output) {
    String form = Canonical.unbound(key);
    return form != null
        && output.columns().stream()
            .anyMatch(c -> c.expr() != null && form.equals(Canonical.unbound(c.expr())));
  }

  private static long aliases(List<OutputColumn> named) {
    return named.stream().filter(OutputColumn::alias).count();
  }

  private boolean differ(List<OutputColumn> named) {
    OutputColumn first = named.getFirst();
    for (OutputColumn other : named.subList(1, named.size())) {
      if (first.origin() != null && other.origin() != null) {
        if (!first.origin().key().equals(other.origin().key())) {
          return true;
        }
      } else if (first.expr() == null || other.expr() == null) {
        return false;
      } else {
        Canonical canonical = new Canonical(columns);
        String a = canonical.of(first.expr());
        String b = canonical.of(other.expr());
        if (a == null || b == null || !a.equals(b)) {
          return a != null && b != null;
        }
      }
    }
    return false;
  }

  private Output items(List<Query.Item> items, Scope scope, Tables ctes) {
    List<OutputColumn> result = new ArrayList<>();
    boolean open = false;
    for (Query.Item item : items) {
      if (item.expr() instanceof Expr.Star star) {
        Output expanded = star(star, scope);
        result.addAll(expanded.columns());
        open |= expanded.open();
        continue;
      }
      if (item.expr() instanceof Expr.Field field && field.name() == null) {
        expr(item.expr(), scope, ctes);
        open = true;
        continue;
      }
      expr(item.expr(), scope, ctes);
      Resolved origin = columns.get(item.expr());
      if (origin != null && origin.column() == null) {
        origin = null;
      }
      String name = item.alias() != null ? item.alias().text() : outputName(item);
      result.add(
          new OutputColumn(
              name,
              origin != null ? origin.type() : type(item.expr()),
              item.expr(),
              origin,
              item.alias() != null));
    }
    return new Output(result, open);
  }

  private Output star(Expr.Star star, Scope scope) {
    if (star.qualifier().isEmpty()) {
      if (scope.names.sources.isEmpty() && !scope.names.open) {
        reporter.schemaError(
            "star-without-table", star.at(), "* needs a table in FROM", null, null);
        return Output.UNKNOWN;
      }
      return star(scope.names.columns, scope.names.open);
    }
    Source source = findSource(star.qualifier(), scope);
    if (source == null) {
      return Output.UNKNOWN;
    }
    List<Visible> visible = new ArrayList<>();
    source.columns().forEach(c -> visible.add(new Visible(source, c)));
    return star(visible, source.open());
  }

  private static Output star(List<Visible> columns, boolean open) {
    List<OutputColumn> result = new ArrayList<>(columns.size());
    for (Visible visible : columns) {
      result.add(
          new OutputColumn(
              visible.name(),
              visible.column().type(),
              null,
              new Resolved(visible.source(), visible.name(), visible.column().type(), NOWHERE),
              false));
    }
    return new Output(result, open);
  }

  private static final Scope NOWHERE = new Scope(null);

  /** The name that the server gives to a column without an alias. */
  private @Nullable String outputName(Query.Item item) {
    if (!postgres) {
      if (item.expr() instanceof Expr.Column column) {
        return column.last().text();
      }
      int last = Math.max(item.at(), item.end() - 1);
      return text.script()
          .substring(text.tokens().get(item.at()).start(), text.tokens().get(last).end());
    }
    return postgresName(item.expr());
  }

  /** PostgreSQL's FigureColname. */
  private static @Nullable String postgresName(Expr expr) {
    return switch (expr) {
      case Expr.Column c -> c.last().text();
      case Expr.Field f -> f.name() == null ? null : f.name().text();
      case Expr.Subscript s -> postgresName(s.base());
      case Expr.Call c -> c.function();
      case Expr.Cast c -> {
        String inner = postgresName(c.operand());
        yield inner == null || inner.equals("?column?") || inner.equals("case")
            ? TypeNames.internal(c.type().name())
            : inner;
      }
      case Expr.TypedLiteral t -> TypeNames.internal(t.type().name());
      case Expr.Collate c -> postgresName(c.operand());
      case Expr.AtTimeZone _ -> "timezone";
      case Expr.Exists _ -> "exists";
      case Expr.Array _ -> "array";
      case Expr.Row _ -> "row";
      case Expr.Case c -> {
        Expr last = c.results().size() > c.conditions().size() ? c.results().getLast() : null;
        String name = last == null ? null : postgresName(last);
        yield name == null || name.equals("?column?") ? "case" : name;
      }
      case Expr.Subquery s -> {
        Query.Body body = s.query().body();
        if (body instanceof Query.Select select && !select.items().isEmpty()) {
          Query.Item first = select.items().getFirst();
          yield first.alias() != null ? first.alias().text() : postgresName(first.expr());
        }
        yield null;
      }
      case Expr.Star _ -> null;
      default -> "?column?";
    };
  }

  // ---------------------------------------------------------------- FROM

  private Names from(FromItem item, Scope scope, Tables ctes, Operation operation) {
    return switch (item) {
      case TableReference table -> table(table, scope, ctes, operation);
      case FromItem.Derived derived -> derived(derived, scope, ctes);
      case FromItem.Function function -> function(function, scope, ctes);
      case FromItem.Declared declared -> declared(declared, scope, ctes);
      case FromItem.Grouped grouped -> grouped(grouped, scope, ctes, operation);
      case FromItem.Join join -> join(join, scope, ctes, operation);
    };
  }

  private Names table(TableReference reference, Scope scope, Tables ctes, Operation operation) {
    Names names = new Names();
    if (reference.name().size() == 1) {
      Output output = findCommonTable(ctes, reference.name().getFirst().text());
      if (output != null) {
        Name alias = reference.alias() != null ? reference.alias() : reference.name().getFirst();
        names.add(sourceOf(reference.at(), alias, reference.columns(), output));
        return names;
      }
    }
    Table table = lookUp(reference, operation, ctes);
    names.add(source(reference, table));
    for (Expr expr : reference.sample()) {
      expr(expr, scope, ctes);
    }
    return names;
  }

  private @Nullable Output findCommonTable(Tables ctes, String name) {
    String key = tableKey(name);
    for (Tables level = ctes; level != null; level = level.outer()) {
      Output output = level.named().get(key);
      if (output != null) {
        return output;
      }
    }
    return null;
  }

  private String tableKey(String name) {
    return postgres ? name : name.toLowerCase(Locale.ROOT);
  }

  /** The table of a reference; {@code null} where nothing is known about it. */
  private @Nullable Table lookUp(TableReference reference, Operation operation, Tables ctes) {
    List<Name> name = reference.name();
    Name last = name.getLast();
    switch (schema.find(name)) {
      case Lookup.Found found -> {
        uses.add(new TableUse(last.at(), name, found.table(), false, operation));
        return found.table();
      }
      case Lookup.Unseen _ -> {
        uses.add(new TableUse(last.at(), name, null, false, operation));
        return null;
      }
      case Lookup.NoSchema missing -> {
        uses.add(new TableUse(last.at(), name, null, true, operation));
        reporter.schemaError(
            "unknown-schema",
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

  private void unknownTable(Name name, Tables ctes) {
    List<String> elsewhere = schema.schemasWith(name.text());
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
      for (Tables level = ctes; level != null; level = level.outer()) {
        candidates.addAll(level.named().keySet());
      }
      candidates.addAll(schema.tableNames());
      hint = NearestName.hint(NearestName.find(name.text(), candidates));
    }
    reporter.schemaError(
        "unknown-table", name.at(), "There is no table " + name.text(), hint, name.text());
  }

  private Source source(TableReference reference, @Nullable Table table) {
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
        ++sources,
        reference.at(),
        alias != null ? alias.text() : reference.name().getLast().text(),
        alias != null,
        reference.columns().isEmpty() ? table : null,
        list,
        table == null || table.open(),
        false);
  }

  private Source sourceOf(int at, @Nullable Name alias, List<Name> names, Output output) {
    Output renamed = alias == null ? output : rename(output, names, alias);
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
        ++sources, at, alias == null ? "" : alias.text(), true, null, list, open, false);
  }

  private Names derived(FromItem.Derived derived, Scope scope, Tables ctes) {
    Scope outer = scope.outer;
    if (derived.lateral()) {
      outer = scope;
      scope.clause = Clause.FROM;
    }
    Output output = query(derived.query(), outer, ctes);
    if (derived.alias() == null && (!postgres || rules.version() < 160000)) {
      reporter.schemaError(
          "derived-table-alias",
          derived.at(),
          "A subquery in FROM needs an alias",
          "Write AS and a name behind its closing parenthesis.",
          null);
    }
    if (!postgres) {
      uniqueColumns(output, derived.columns(), derived.at());
    }
    Names names = new Names();
    names.add(sourceOf(derived.at(), derived.alias(), derived.columns(), output));
    return names;
  }

  /** MySQL wants the columns of a derived table to differ in name. */
  private void uniqueColumns(Output output, List<Name> renamed, int at) {
    if (!renamed.isEmpty()) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (OutputColumn column : output.columns()) {
      if (column.name() != null && !seen.add(column.name().toLowerCase(Locale.ROOT))) {
        reporter.schemaError(
            "duplicate-column",
            at,
            "The subquery has two columns named " + column.name(),
            "Give one of them an alias.",
            column.name());
        return;
      }
    }
  }

  private Names function(FromItem.Function function, Scope scope, Tables ctes) {
    scope.clause = Clause.FROM;
    List<SourceColumn> list = new ArrayList<>();
    boolean open = false;
    for (Expr call : function.calls()) {
      expr(call, scope, ctes);
      if (!(call instanceof Expr.Call c)) {
        open = true;
        continue;
      }
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
    names.add(new Source(++sources, function.at(), alias, true, null, list, open, false));
    return names;
  }

  private Names declared(FromItem.Declared declared, Scope scope, Tables ctes) {
    scope.clause = Clause.FROM;
    for (Expr input : declared.inputs()) {
      expr(input, scope, ctes);
    }
    List<SourceColumn> list = new ArrayList<>();
    declared.declared().forEach(n -> list.add(new SourceColumn(n.text(), null)));
    for (int i = 0; i < declared.columns().size() && i < list.size(); i++) {
      list.set(i, new SourceColumn(declared.columns().get(i).text(), null));
    }
    Names names = new Names();
    names.add(
        new Source(
            ++sources,
            declared.at(),
            declared.alias() == null ? "" : declared.alias().text(),
            true,
            null,
            list,
            false,
            false));
    return names;
  }

  private Names grouped(FromItem.Grouped grouped, Scope scope, Tables ctes, Operation operation) {
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
            ++sources, grouped.at(), grouped.alias().text(), true, null, list, inner.open, false));
    return names;
  }

  private Names join(FromItem.Join join, Scope scope, Tables ctes, Operation operation) {
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
              ++sources, join.at(), join.usingAlias().text(), true, null, list, false, true));
      both.addAll(alias);
    }
    if (join.on() != null) {
      uniqueAliases(both);
      condition(join.on(), Scope.ofCondition(scope.owner, both), ctes);
    }
    return both;
  }

  private List<Name> shared(Names left, Names right, int at) {
    if (left.open || right.open) {
      return List.of();
    }
    List<Name> shared = new ArrayList<>();
    for (Visible visible : left.columns) {
      if (!visible(right, visible.name()).isEmpty()) {
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
      List<Visible> inLeft = visible(left, name.text());
      List<Visible> inRight = visible(right, name.text());
      if (report) {
        usingColumn(name, inLeft, left, "left");
        usingColumn(name, inRight, right, "right");
      }
      List<Visible> kept = join.kind().equals("right") ? inRight : inLeft;
      List<Visible> other = join.kind().equals("right") ? inLeft : inRight;
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
      reporter.schemaError(
          "unknown-column",
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
      ambiguous(name, "the " + which + " side of the join has it more than once");
    }
  }

  private void uniqueAliases(Names names) {
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
        reporter.schemaError(
            "duplicate-alias",
            source.at(),
            "The name " + source.alias() + " stands for two tables of this FROM",
            "Give one of them another alias.",
            source.alias());
      }
    }
  }

  private final Set<Integer> reportedAliases = new HashSet<>();

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

  // ---------------------------------------------------------------- expressions

  /** Binds a whole expression of a clause, and finds its type. */
  private void expr(Expr expr, Scope scope, Tables ctes) {
    part(expr, scope, ctes);
    if (typer != null) {
      typer.typeOf(expr);
    }
  }

  /** Binds a whole expression that has to be a condition. */
  private void condition(Expr expr, Scope scope, Tables ctes) {
    part(expr, scope, ctes);
    if (typer != null) {
      typer.condition(expr, scope.clause.words());
    }
  }

  private @Nullable String type(Expr expr) {
    return typer == null ? null : typer.typeOf(expr);
  }

  private void part(Expr expr, Scope scope, Tables ctes) {
    bindPart(expr, scope, ctes);
    if (comparisons != null) {
      comparisons.check(expr, changing && scope.outer == null);
    }
  }

  private void bindPart(Expr expr, Scope scope, Tables ctes) {
    switch (expr) {
      case Expr.Column column -> column(column, scope);
      case Expr.Star star -> {
        if (!star.qualifier().isEmpty()) {
          findSource(star.qualifier(), scope);
        }
      }
      case Expr.Call call -> call(call, scope, ctes);
      case Expr.Subquery subquery -> single(subquery.query(), scope, ctes, subquery.at());
      case Expr.Exists exists -> query(exists.query(), scope, ctes);
      case Expr.In in when in.query() != null -> in(in, in.query(), scope, ctes);
      case Expr.Quantified q when q.query() != null -> {
        part(q.operand(), scope, ctes);
        Output output = query(q.query(), scope, ctes);
        rowArity(q.operand(), output, q.at());
        limitInSubquery(q.query());
      }
      case Expr.Array array when array.query() != null -> query(array.query(), scope, ctes);
      case Expr.Chain chain -> chain(chain, scope, ctes);
      default -> {
        for (Expr child : expr.children()) {
          part(child, scope, ctes);
        }
      }
    }
  }

  private void chain(Expr.Chain chain, Scope scope, Tables ctes) {
    if (comparisons != null && !isComparison(chain.operators().getFirst())) {
      comparisons.singleValues(chain.operands());
    }
    for (Expr operand : chain.operands()) {
      boolean comparesRows =
          operand instanceof Expr.Subquery
              && chain.operands().size() == 2
              && chain.operands().stream().anyMatch(o -> o instanceof Expr.Row);
      if (comparesRows && operand instanceof Expr.Subquery subquery) {
        Output output = query(subquery.query(), scope, ctes);
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

  private static boolean isComparison(String operator) {
    return switch (operator) {
      case "=", "<", ">", "<=", ">=", "<>", "!=", "<=>" -> true;
      default -> false;
    };
  }

  private void single(Query query, Scope scope, Tables ctes, int at) {
    Output output = query(query, scope, ctes);
    if (!output.open() && output.columns().size() != 1) {
      reporter.schemaError(
          "subquery-columns",
          at,
          "A subquery used as a value has "
              + count(output.columns().size(), "column")
              + " instead of one",
          null,
          null);
    }
  }

  private void in(Expr.In in, Query query, Scope scope, Tables ctes) {
    part(in.operand(), scope, ctes);
    Output output = query(query, scope, ctes);
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
      reporter.schemaError(
          "subquery-columns",
          at,
          "The subquery has "
              + count(output.columns().size(), "column")
              + ", but is compared with "
              + count(wanted, "value"),
          null,
          null);
    }
  }

  private void limitInSubquery(Query query) {
    if (!postgres && !rules.mariaDb() && query.limited()) {
      reporter.schemaError(
          "limit-in-subquery",
          query.at(),
          "MySQL takes no LIMIT in a subquery of IN, ANY, SOME or ALL",
          "Join with the subquery, or wrap it into another one: IN (SELECT … FROM (…) AS t).",
          null);
    }
  }

  private boolean isAggregate(Expr.Call call) {
    if (functions.isAggregate(call)) {
      return true;
    }
    return schema.isAggregate(call.function());
  }

  private void call(Expr.Call call, Scope scope, Tables ctes) {
    boolean aggregate = isAggregate(call);
    function(call);
    if (call.over() != null) {
      windowed(call, scope);
      for (Expr argument : call.arguments()) {
        part(argument, scope, ctes);
      }
      call.orderBy().forEach(key -> part(key.expr(), scope, ctes));
      if (call.filter() != null) {
        part(call.filter(), scope, ctes);
      }
      window(call.over(), scope, ctes);
      return;
    }
    if (!aggregate) {
      for (Expr child : call.children()) {
        if (isMySqlValues(call)) {
          valuesOf(child, scope);
        } else {
          part(child, scope, ctes);
        }
      }
      return;
    }
    int mark = trail.size();
    int errors = unresolved;
    int nested = aggregates.size();
    scope.insideAggregate++;
    for (Expr child : call.children()) {
      part(child, scope, ctes);
    }
    scope.insideAggregate--;
    if (unresolved != errors) {
      return;
    }
    Scope home = home(scope, trail.subList(mark, trail.size()));
    if (!postgres) {
      home = allowing(scope, home, trail.size() > mark);
    }
    for (int i = nested; i < aggregates.size(); i++) {
      if (aggregates.get(i) == home) {
        reporter.schemaError(
            "nested-aggregate",
            call.at(),
            "The aggregate " + call.function() + "() encloses another one",
            "Compute the inner one in a subquery.",
            call.function());
      }
    }
    while (aggregates.size() > nested) {
      aggregates.removeLast();
    }
    aggregates.add(home);
    switch (home.clause) {
      case SELECT, HAVING, ORDER_BY, WINDOW -> home.aggregated = true;
      case RETURNING, VALUES, SET, WHERE, ON, GROUP_BY, LIMIT ->
          aggregateMisplaced(call.at(), home.clause);
      case FROM -> {
        if (home == scope) {
          aggregateMisplaced(call.at(), home.clause);
        }
      }
    }
  }

  private boolean isMySqlValues(Expr.Call call) {
    return !postgres && call.special() && call.function().equals("values");
  }

  /** VALUES(column) means the column of the new row. */
  private void valuesOf(Expr child, Scope scope) {
    if (child instanceof Expr.Column column && !scope.names.sources.isEmpty()) {
      Source target = scope.names.sources.getFirst();
      if (target.table() != null && findColumn(target.table(), column.last().text()) == null) {
        unknownColumnOf(target.table(), column.at(), column.last().text());
      }
    }
  }

  private final List<Scope> aggregates = new ArrayList<>();
  private int unresolved;

  /** The level whose rows an aggregate counts: the innermost that its arguments refer to. */
  private static Scope home(Scope scope, List<Resolved> references) {
    Scope home = null;
    for (Resolved resolved : references) {
      for (Scope level = scope; level != null; level = level.outer) {
        if (level.owner == resolved.scope()) {
          if (home == null || isInside(level, home)) {
            home = level;
          }
          break;
        }
      }
    }
    return home == null ? scope : home;
  }

  /**
   * MySQL takes an aggregate for that of another level where its own does not allow one: a level
   * further in, or, where it refers to no column, one further out.
   */
  private static Scope allowing(Scope scope, Scope home, boolean refers) {
    if (allowsAggregates(home)) {
      return home;
    }
    Scope best = home;
    for (Scope level = scope; level != home && level != null; level = level.outer) {
      if (allowsAggregates(level)) {
        best = level;
      }
    }
    if (best == home && !refers) {
      for (Scope level = home.outer; level != null; level = level.outer) {
        if (allowsAggregates(level)) {
          return level;
        }
      }
    }
    return best;
  }

  private static boolean allowsAggregates(Scope scope) {
    return switch (scope.clause) {
      case SELECT, HAVING, ORDER_BY -> true;
      default -> false;
    };
  }

  private static boolean isInside(Scope inner, Scope outer) {
    for (Scope level = inner; level != null; level = level.outer) {
      if (level == outer) {
        return true;
      }
    }
    return false;
  }

  private void aggregateMisplaced(int at, Clause clause) {
    String rule = clause == Clause.WHERE ? "aggregate-in-where" : "aggregate-misplaced";
    reporter.schemaError(
        rule,
        at,
        "An aggregate cannot stand in " + clause.words(),
        clause == Clause.WHERE
            ? "Conditions on groups belong into HAVING; compare with a subquery otherwise."
            : null,
        null);
  }

  private void windowed(Expr.Call call, Scope scope) {
    switch (scope.clause) {
      case WHERE, ON, GROUP_BY, HAVING, LIMIT, VALUES, SET, RETURNING, FROM ->
          reporter.schemaError(
              "window-misplaced",
              call.at(),
              "A window function cannot stand in " + scope.clause.words(),
              "Compute it in a subquery and use its result outside.",
              call.function());
      case SELECT, ORDER_BY, WINDOW -> {}
    }
  }

  private void window(Expr.Window window, Scope scope, Tables ctes) {
    for (Expr expr : window.partitionBy()) {
      part(expr, scope, ctes);
    }
    for (Expr.SortKey key : window.orderBy()) {
      part(key.expr(), scope, ctes);
    }
    for (Expr expr : window.frame()) {
      part(expr, scope, ctes);
    }
  }

  private void function(Expr.Call call) {
    String name = call.function();
    boolean qualified = call.name().size() > 1;
    if (qualified && postgres && !isSystemFunction(call)) {
      ofSchema(call);
      return;
    }
    if (!checksFunctions || qualified && !isSystemFunction(call)) {
      return;
    }
    boolean quoted = call.name().getLast().quoted();
    String exact = quoted && postgres ? call.name().getLast().text() : name;
    if (!functions.isKnown(exact)) {
      if (!call.special() && !schema.hasRoutine(exact)) {
        unknownFunction(call, exact);
      }
      return;
    }
    if (schema.hasRoutine(exact)) {
      return;
    }
    int arguments = call.arguments().size();
    boolean counted = !call.special() && !call.star() && !call.withinGroup();
    if (counted && !functions.takes(exact, arguments)) {
      String arity = functions.arity(exact);
      reporter.schemaError(
          "function-arguments",
          call.at(),
          "The function "
              + exact
              + " is called with "
              + count(arguments, "argument")
              + (arity.isEmpty() ? "" : ", but takes " + arity),
          null,
          exact);
      return;
    }
    if (call.over() == null && functions.isWindowOnly(exact) && !call.withinGroup()) {
      reporter.schemaError(
          "window-misplaced",
          call.at(),
          "The window function " + exact + " needs OVER",
          "Write OVER (ORDER BY …) behind it.",
          exact);
    }
  }

  /** A function with its schema before it. */
  private void ofSchema(Expr.Call call) {
    Name inSchema = call.name().get(call.name().size() - 2);
    String name = call.name().getLast().text();
    if (schema.isUncertain() || schema.isSystemSchema(inSchema.text()) || schema.hasRoutine(name)) {
      return;
    }
    if (!schema.hasSchema(inSchema.text())) {
      reporter.schemaError(
          "unknown-schema",
          inSchema.at(),
          "There is no schema " + inSchema,
          NearestName.hint(NearestName.find(inSchema.text(), schema.schemaNames())),
          inSchema.text());
    } else {
      unknownFunction(call, name);
    }
  }

  private boolean isSystemFunction(Expr.Call call) {
    return postgres
        && call.name().size() == 2
        && call.name().getFirst().text().equals("pg_catalog");
  }

  private void unknownFunction(Expr.Call call, String name) {
    if (schema.mayHaveMoreFunctions() || schema.isUncertain()) {
      reporter.notChecked("The function " + name + " is not known here; an extension may bring it");
      return;
    }
    List<String> near = ForeignFunctions.hint(postgres, name);
    String hint =
        near.isEmpty()
            ? NearestName.hint(NearestName.find(name, functions.names()))
            : near.getFirst();
    reporter.schemaError("unknown-function", call.at(), "There is no function " + name, hint, name);
  }

  // ---------------------------------------------------------------- columns

  private void column(Expr.Column column, Scope scope) {
    Resolved resolved = resolve(column, scope);
    if (resolved != null) {
      columns.put(column, resolved);
      trail.add(resolved);
    }
  }

  private @Nullable Resolved resolve(Expr.Column column, Scope scope) {
    return column.parts().size() == 1
        ? unqualified(column.last(), scope)
        : qualified(column, scope);
  }

  private @Nullable Resolved unqualified(Name name, Scope scope) {
    for (Scope level = scope; level != null; level = level.outer) {
      if (!postgres) {
        Resolved selected = selected(name, level);
        if (selected != null) {
          return selected == UNKNOWN ? null : selected;
        }
        if (level.clause == Clause.HAVING
            && level.insideAggregate == 0
            && !level.outputs.isEmpty()
            && !level.names.open) {
          if (level.outer == null) {
            unknownColumn(
                name,
                level,
                visible(level.names, name.text()).isEmpty()
                    ? null
                    : "HAVING sees the select list and the columns of GROUP BY alone.");
            return null;
          }
          continue;
        }
      }
      List<Visible> found = visible(level.names, name.text());
      if (found.size() > 1) {
        ambiguous(
            name,
            "it is a column of "
                + String.join(
                    " and ", found.stream().map(v -> v.source().alias()).distinct().toList()));
        unresolved++;
        return null;
      }
      if (found.size() == 1) {
        Visible visible = found.getFirst();
        return new Resolved(visible.source(), visible.name(), visible.column().type(), level.owner);
      }
      if (level.names.open) {
        return null;
      }
      if (postgres) {
        Resolved special = special(name, level);
        if (special != null) {
          return special;
        }
      } else if (isListClause(level.clause)) {
        List<OutputColumn> named = namedOutputs(level, name);
        if (!named.isEmpty()) {
          OutputColumn first = named.getFirst();
          return first.origin() == null ? null : at(first.origin(), level);
        }
      }
      if (level != scope && level.aliases.contains(name.text().toLowerCase(Locale.ROOT))) {
        return null;
      }
    }
    unknownColumn(name, scope, null);
    return null;
  }

  private static final Resolved UNKNOWN =
      new Resolved(new Source(0, 0, "", false, null, List.of(), true, false), null, null, NOWHERE);

  private static boolean isListClause(Clause clause) {
    return clause == Clause.ORDER_BY || clause == Clause.GROUP_BY || clause == Clause.HAVING;
  }

  private static Resolved at(Resolved resolved, Scope level) {
    return new Resolved(resolved.source(), resolved.column(), resolved.type(), level);
  }

  private List<OutputColumn> namedOutputs(Scope level, Name name) {
    return level.outputs.stream()
        .filter(c -> c.name() != null && schema.sameColumn(c.name(), name.text()))
        .toList();
  }

  /** MySQL's HAVING looks at the select list and the grouped columns first. */
  private @Nullable Resolved selected(Name name, Scope level) {
    if (level.clause != Clause.HAVING || level.insideAggregate > 0) {
      return null;
    }
    for (OutputColumn output : level.outputs) {
      boolean named = output.name() != null && schema.sameColumn(output.name(), name.text());
      boolean same =
          output.origin() != null
              && output.origin().column() != null
              && schema.sameColumn(output.origin().column(), name.text());
      if (named || same) {
        return output.origin() == null ? UNKNOWN : at(output.origin(), level);
      }
    }
    for (Resolved grouped : level.grouped) {
      if (grouped.column() != null && schema.sameColumn(grouped.column(), name.text())) {
        return grouped;
      }
    }
    return null;
  }

  /** PostgreSQL's system columns and whole rows. */
  private @Nullable Resolved special(Name name, Scope level) {
    if (POSTGRES_SYSTEM_COLUMNS.contains(name.text())) {
      List<Source> tables =
          level.names.sources.stream()
              .filter(s -> s.table() != null && !s.qualifiedOnly())
              .toList();
      if (tables.size() == 1) {
        return new Resolved(tables.getFirst(), name.text(), null, level.owner);
      }
    }
    for (Source source : level.names.sources) {
      if (source.alias().equals(name.text())) {
        return new Resolved(source, null, null, level.owner);
      }
    }
    return null;
  }

  private List<Visible> visible(Names names, String name) {
    List<Visible> found = new ArrayList<>(1);
    for (Visible visible : names.columns) {
      if (schema.sameColumn(visible.name(), name)) {
        found.add(visible);
      }
    }
    return found;
  }

  private @Nullable Resolved qualified(Expr.Column column, Scope scope) {
    List<Name> parts = column.parts();
    if (postgres && parts.size() > 3) {
      return null;
    }
    List<Name> qualifier = parts.subList(0, parts.size() - 1);
    Name name = column.last();
    Scope[] level = new Scope[1];
    List<Source> found = sources(qualifier, scope, level);
    if (found.isEmpty()) {
      noSource(qualifier, scope);
      unresolved++;
      return null;
    }
    // Two tables may share a name in PostgreSQL's MERGE and RETURNING: any of them will do.
    for (Source source : found) {
      for (SourceColumn candidate : source.columns()) {
        if (schema.sameColumn(candidate.name(), name.text())) {
          return duplicateIn(source, candidate, name)
                  || !havingSees(source, candidate, name, level[0])
              ? null
              : new Resolved(source, candidate.name(), candidate.type(), level[0].owner);
        }
      }
    }
    Source source = found.getFirst();
    if (source.open()) {
      return null;
    }
    if (postgres && POSTGRES_SYSTEM_COLUMNS.contains(name.text()) && source.table() != null) {
      return new Resolved(source, name.text(), null, level[0].owner);
    }
    if (postgres && schema.hasRoutine(name.text())) {
      return null;
    }
    unresolved++;
    reporter.schemaError(
        "unknown-column",
        name.at(),
        source.table() != null && !source.aliased()
            ? "The table " + source.table().name() + " has no column " + name
            : source.table() != null
                ? source.alias() + " (table " + source.table().name() + ") has no column " + name
                : source.alias() + " has no column " + name,
        columnHint(name, source, scope),
        name.text());
    return null;
  }

  /** MySQL's HAVING sees no other column than those selected and grouped, outside of aggregates. */
  private boolean havingSees(Source source, SourceColumn column, Name name, Scope level) {
    if (postgres
        || level.clause != Clause.HAVING
        || level.insideAggregate > 0
        || level.outputs.isEmpty()) {
      return true;
    }
    String key = source.id() + "." + column.name();
    boolean seen =
        level.outputs.stream().anyMatch(o -> o.origin() != null && o.origin().key().equals(key))
            || level.grouped.stream().anyMatch(g -> g.key().equals(key));
    if (!seen) {
      unresolved++;
      reporter.schemaError(
          "unknown-column",
          name.at(),
          "HAVING cannot see the column " + source.alias() + "." + column.name(),
          "HAVING sees the select list and the columns of GROUP BY alone.",
          name.text());
    }
    return seen;
  }

  /** A subquery of PostgreSQL may have two columns of one name; to use it is the error. */
  private boolean duplicateIn(Source source, SourceColumn candidate, Name name) {
    if (source.table() != null) {
      return false;
    }
    long same =
        source.columns().stream()
            .filter(c -> schema.sameColumn(c.name(), candidate.name()))
            .count();
    if (same > 1) {
      ambiguous(name, source.alias() + " has it more than once");
      unresolved++;
      return true;
    }
    return false;
  }

  private List<Source> sources(List<Name> qualifier, Scope scope, Scope[] found) {
    Name table = qualifier.getLast();
    String inSchema = qualifier.size() > 1 ? qualifier.get(qualifier.size() - 2).text() : null;
    for (Scope level = scope; level != null; level = level.outer) {
      List<Source> list = new ArrayList<>(1);
      for (Source source : level.names.sources) {
        if (!sameAlias(source, table.text())) {
          continue;
        }
        if (inSchema != null
            && postgres
            && (source.aliased()
                || source.table() != null && !inSchema.equals(source.table().schema()))) {
          continue;
        }
        list.add(source);
      }
      if (!list.isEmpty()) {
        found[0] = level;
        return list;
      }
    }
    return List.of();
  }

  private boolean sameAlias(Source source, String name) {
    if (postgres) {
      return source.alias().equals(name);
    }
    // The name of a derived table or common table expression never depends on the file system.
    return schema.sameTable(source.alias(), name)
        || !source.aliased() && source.table() == null && source.alias().equalsIgnoreCase(name);
  }

  private @Nullable Source findSource(List<Name> qualifier, Scope scope) {
    List<Source> found = sources(qualifier, scope, new Scope[1]);
    if (found.isEmpty()) {
      noSource(qualifier, scope);
      return null;
    }
    return found.getFirst();
  }

  private void noSource(List<Name> qualifier, Scope scope) {
    Name name = qualifier.getLast();
    List<String> aliases = new ArrayList<>();
    String hint = null;
    for (Scope level = scope; level != null; level = level.outer) {
      for (Source source : level.names.sources) {
        aliases.add(source.alias());
        if (source.aliased()
            && source.table() != null
            && schema.sameTable(source.table().name(), name.text())) {
          hint = "The table " + name + " is called " + source.alias() + " here.";
        }
      }
    }
    if (hint == null) {
      hint = NearestName.hint(NearestName.find(name.text(), aliases));
      if (hint.isEmpty() && schema.find(qualifier) instanceof Lookup.Found) {
        hint = "Add " + name + " to FROM.";
      }
    }
    reporter.schemaError(
        "unknown-alias",
        name.at(),
        "No table of this statement is called "
            + String.join(".", qualifier.stream().map(Name::text).toList()),
        hint,
        name.text());
  }

  private void ambiguous(Name name, String why) {
    reporter.schemaError(
        "ambiguous-column",
        name.at(),
        "The column " + name + " is ambiguous: " + why,
        "Write the table's name or alias before it.",
        name.text());
  }

  private void unknownColumn(Name name, Scope scope, @Nullable String advice) {
    unresolved++;
    String hint = advice;
    if (hint == null) {
      List<String> candidates = new ArrayList<>();
      for (Scope level = scope; level != null; level = level.outer) {
        level.names.columns.forEach(v -> candidates.add(v.name()));
        if (level.outputs.stream().anyMatch(o -> name.text().equals(o.name()))) {
          hint = "An alias of the select list cannot be used in " + scope.clause.words() + ".";
        }
      }
      if (hint == null) {
        hint = quotingHint(name, candidates);
      }
    }
    boolean none = scope.names.sources.isEmpty() && scope.outer == null;
    reporter.schemaError(
        "unknown-column",
        name.at(),
        none && scope.clause != Clause.VALUES
            ? "There is no column " + name + ": the statement has no FROM"
            : "There is no column " + name + " in the tables of this statement",
        hint,
        name.text());
  }

  private String quotingHint(Name name, List<String> candidates) {
    if (postgres) {
      if (name.quoted()) {
        for (String candidate : candidates) {
          if (candidate.equalsIgnoreCase(name.text())) {
            return "Its name is " + candidate + ": names between quotes keep their letter case.";
          }
        }
      } else {
        for (String candidate : candidates) {
          if (candidate.equalsIgnoreCase(name.text())) {
            return "Write \"" + candidate + "\" in quotes: its name has capital letters.";
          }
        }
      }
      List<String> near = NearestName.find(name.text(), candidates);
      if (near.isEmpty() && name.quoted()) {
        return "Text stands in single quotes; double quotes enclose names.";
      }
      return NearestName.hint(near);
    }
    return NearestName.hint(NearestName.find(name.text(), candidates));
  }

  private String columnHint(Name name, Source source, Scope scope) {
    List<String> own = source.columns().stream().map(SourceColumn::name).toList();
    for (String candidate : own) {
      if (candidate.equalsIgnoreCase(name.text())) {
        return quotingHint(name, own);
      }
    }
    for (Scope level = scope; level != null; level = level.outer) {
      for (Source other : level.names.sources) {
        if (other.columns().stream().anyMatch(c -> schema.sameColumn(c.name(), name.text()))) {
          return "It is a column of " + other.alias() + ".";
        }
      }
    }
    return NearestName.hint(NearestName.find(name.text(), own));
  }

  private Table.@Nullable TableColumn findColumn(@Nullable Table table, String name) {
    if (table == null) {
      return null;
    }
    for (Table.TableColumn column : table.columns()) {
      if (schema.sameColumn(column.name(), name)) {
        return column;
      }
    }
    return null;
  }

  private void unknownColumnOf(@Nullable Table table, int at, String name) {
    unknownColumnOf(table, at, name, null);
  }

  private void unknownColumnOf(
      @Nullable Table table, int at, String name, @Nullable String advice) {
    if (table == null || table.open()) {
      return;
    }
    List<String> own = table.columns().stream().map(Table.TableColumn::name).toList();
    reporter.schemaError(
        "unknown-column",
        at,
        "The table " + table.name() + " has no column " + name,
        advice != null ? advice : NearestName.hint(NearestName.find(name, own)),
        name);
  }
}
