package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Clause;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Names;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Output;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Resolved;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Source;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.script.Operation;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.FromItem.TableReference;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.Statement.SetItem;
import dev.dbsa.sql.tree.Statement.SetTarget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds UPDATE, DELETE and MERGE, and what they return. */
final class ChangeBinder {
  private final Binding binding;
  private final SchemaState schema;
  private final Server server;
  private final Reporter reporter;
  private final boolean postgres;
  private final @Nullable PostgresTyper typer;
  private final List<TableUse> uses;
  private final Binders parts;

  ChangeBinder(Binding binding, Binders parts) {
    this.binding = binding;
    this.schema = binding.schema;
    this.server = binding.server;
    this.reporter = binding.reporter;
    this.postgres = binding.postgres;
    this.typer = binding.typer;
    this.uses = binding.uses;
    this.parts = parts;
  }

  Output update(Statement.Update s, CommonTables outerCtes) {
    CommonTables ctes = parts.commonTables.with(s.with(), null, outerCtes);
    Scope scope = new Scope(binding.around);
    List<Source> targets = new ArrayList<>();
    for (FromItem item : s.tables()) {
      scope.names.addAll(parts.from.from(item, scope, ctes, Operation.UPDATE));
    }
    parts.from.uniqueAliases(scope.names);
    targets.addAll(scope.names.sources);
    for (FromItem item : s.from()) {
      scope.names.addAll(parts.from.from(item, scope, ctes, Operation.READ));
    }
    parts.from.uniqueAliases(scope.names);
    boolean limited = s.limit() != null || !s.orderBy().isEmpty();
    if (limited && targets.size() > 1 && !server.isMariaDb()) {
      reporter.report(
          FindingRule.INCORRECT_USAGE,
          s.limit() != null ? s.limit().at() : s.orderBy().getFirst().expr().at(),
          "An UPDATE of joined tables takes no ORDER BY and no LIMIT",
          "Choose the rows in a subquery.",
          null);
    }
    scope.clause = Clause.SET;
    Set<String> seen = new HashSet<>();
    for (SetItem set : s.sets()) {
      set(set, scope, ctes, targets);
      for (SetTarget target : set.targets()) {
        if (postgres && !target.indirection() && !seen.add(target.name().getLast().text())) {
          reporter.report(
              FindingRule.DUPLICATE_SET_COLUMN,
              target.at(),
              "SET assigns the column " + target.name().getLast() + " twice",
              "Keep one of the assignments.",
              target.name().getLast().text());
        }
      }
    }
    if (targets.size() == 1) {
      parts.views.requireChangeable(
          targets.getFirst().at(), targets.getFirst().table(), Operation.UPDATE);
      parts.stored.update(s.sets(), targets.getFirst().table(), s.ignore(), true);
      parts.views.requireStored(columns(s.sets()), targets.getFirst().table(), Operation.UPDATE);
    }
    binding.changing = true;
    parts.expressions.where(s.where(), scope, ctes);
    binding.changing = false;
    changedOrder(s.orderBy(), s.limit(), scope, ctes);
    return returning(s.returning(), scope, ctes, targets.isEmpty() ? null : targets.getFirst());
  }

  private static List<Name> columns(List<SetItem> sets) {
    List<Name> names = new ArrayList<>();
    for (SetItem set : sets) {
      set.targets().forEach(target -> names.add(target.name().getLast()));
    }
    return names;
  }

  private void changedOrder(
      List<Expr.SortKey> orderBy, @Nullable Expr limit, Scope scope, CommonTables ctes) {
    scope.clause = Clause.ORDER_BY;
    for (Expr.SortKey key : orderBy) {
      parts.expressions.expr(key.expr(), scope, ctes);
    }
    if (limit != null) {
      scope.clause = Clause.LIMIT;
      parts.expressions.expr(limit, scope, ctes);
    }
  }

  void set(SetItem set, Scope scope, CommonTables ctes, List<Source> targets) {
    for (SetTarget target : set.targets()) {
      setTarget(target, scope, targets);
      for (Expr subscript : target.subscripts()) {
        parts.expressions.expr(subscript, scope, ctes);
      }
    }
    if (!set.multiple()) {
      parts.expressions.expr(set.value(), scope, ctes);
      assigned(set, targets);
      return;
    }
    int wanted = set.targets().size();
    int given = -1;
    switch (set.value()) {
      case Expr.Row row -> given = row.items().size();
      case Expr.Subquery subquery -> {
        Output output = parts.queries.query(subquery.query(), scope, ctes);
        if (!output.open()) {
          given = output.columns().size();
        }
      }
      default -> {}
    }
    if (!(set.value() instanceof Expr.Subquery)) {
      parts.expressions.expr(set.value(), scope, ctes);
    }
    if (given >= 0 && given != wanted) {
      reporter.report(
          FindingRule.SET_ARITY,
          set.at(),
          "SET assigns " + Words.count(given, "value") + " to " + Words.count(wanted, "column"),
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
        parts.columns.findColumn(targets.getFirst().table(), target.name().getLast().text());
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
      if (parts.columns.findColumn(source.table(), column.text()) == null) {
        boolean qualified = target.indirection() && source.alias().equals(column.text());
        parts.columns.unknownColumnOf(
            source.table(),
            column.at(),
            column.text(),
            qualified ? "SET takes the column's name without its table." : null);
      }
      return;
    }
    boolean single = targets.size() == 1 && target.name().size() == 1;
    if (single && parts.columns.findColumn(targets.getFirst().table(), column.text()) != null) {
      // Whatever else bears the name, as the row alias of ON DUPLICATE KEY UPDATE may.
      return;
    }
    Expr.Column reference = new Expr.Column(target.at(), target.name());
    Resolved resolved = parts.columns.resolve(reference, scope);
    if (resolved != null
        && resolved.source().table() != null
        && resolved.column() != null
        && !targets.contains(resolved.source())) {
      parts.columns.unknownColumnOf(resolved.source().table(), column.at(), column.text());
    }
  }

  Output delete(Statement.Delete s, CommonTables outerCtes) {
    CommonTables ctes = parts.commonTables.with(s.with(), null, outerCtes);
    Scope scope = new Scope(binding.around);
    Source target = null;
    if (s.table() != null) {
      Table table = target(s.table(), Operation.DELETE);
      parts.views.requireChangeable(s.table().at(), table, Operation.DELETE);
      target = parts.from.source(s.table(), table);
      scope.names.add(target);
    }
    for (FromItem item : s.using()) {
      scope.names.addAll(parts.from.from(item, scope, ctes, Operation.READ));
    }
    parts.from.uniqueAliases(scope.names);
    for (List<Name> name : s.targets()) {
      deleteTarget(name, scope);
    }
    binding.changing = true;
    parts.expressions.where(s.where(), scope, ctes);
    binding.changing = false;
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
    reporter.report(
        FindingRule.UNKNOWN_ALIAS,
        last.at(),
        "DELETE names " + last + ", which is no table of its FROM",
        NearestName.hint(
            NearestName.find(
                last.text(), scope.names.sources.stream().map(Source::alias).toList())),
        last.text());
  }

  Output merge(Statement.Merge s, CommonTables outerCtes) {
    CommonTables ctes = parts.commonTables.with(s.with(), null, outerCtes);
    Table table = target(s.target(), Operation.UPDATE);
    parts.views.requireChangeable(s.target().at(), table, Operation.UPDATE);
    Source target = parts.from.source(s.target(), table);
    Scope scope = new Scope(binding.around);
    Names source = parts.from.from(s.source(), new Scope(binding.around), ctes, Operation.READ);
    scope.names.add(target);
    scope.names.addAll(source);
    parts.from.uniqueAliases(scope.names);
    scope.clause = Clause.ON;
    parts.expressions.condition(s.on(), scope, ctes);
    for (Statement.MergeWhen when : s.whens()) {
      Scope seen = new Scope(binding.around);
      if (when.matched() || when.bySource()) {
        seen.names.add(target);
      }
      if (!when.bySource()) {
        seen.names.addAll(source);
      }
      if (when.condition() != null) {
        seen.clause = Clause.WHERE;
        parts.expressions.condition(when.condition(), seen, ctes);
      }
      seen.clause = Clause.SET;
      for (SetItem set : when.sets()) {
        set(set, seen, ctes, List.of(target));
      }
      parts.stored.update(when.sets(), table, false, false);
      parts.stored.merge(when, table);
      for (Name column : when.columns()) {
        if (table != null && parts.columns.findColumn(table, column.text()) == null) {
          parts.columns.unknownColumnOf(table, column.at(), column.text());
        }
      }
      seen.clause = Clause.VALUES;
      for (Expr value : when.values()) {
        parts.expressions.expr(value, seen, ctes);
      }
      int expected =
          when.columnsNamed()
              ? when.columns().size()
              : table == null || table.open() ? -1 : table.columns().size();
      int given = when.values().size();
      if (given > 0
          && expected >= 0
          && (given > expected || given < expected && when.columnsNamed())) {
        parts.inserts.arity(when.at(), s.target(), "VALUES", given, expected);
      }
    }
    Scope all = new Scope(binding.around);
    all.names.add(target);
    all.names.addAll(source);
    return returning(s.returning(), all, ctes, target);
  }

  Output returning(
      Statement.Returning returning, Scope scope, CommonTables ctes, @Nullable Source target) {
    if (returning.items().isEmpty()) {
      return new Output(List.of(), false);
    }
    if (target != null && postgres && server.version() >= 180000) {
      for (String name : List.of("old", "new")) {
        scope.names.add(
            new Source(
                binding.nextSource(),
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
                binding.nextSource(),
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
    return parts.selectLists.items(returning.items(), scope, ctes);
  }

  @Nullable Table target(TableReference reference, Operation operation) {
    return parts.from.lookUp(reference, operation, CommonTables.NONE);
  }
}
