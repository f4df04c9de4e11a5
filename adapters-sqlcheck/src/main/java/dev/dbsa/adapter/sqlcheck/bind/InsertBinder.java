package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Clause;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Output;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Source;
import dev.dbsa.adapter.sqlcheck.bind.Scope.SourceColumn;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.script.Operation;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem.TableReference;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.Statement.SetItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds INSERT and REPLACE: what goes into which column, and what happens on a conflict. */
final class InsertBinder {
  private final Binding binding;
  private final ScriptStatement text;
  private final Reporter reporter;
  private final boolean postgres;
  private final @Nullable PostgresTyper typer;
  private final Binders parts;

  InsertBinder(Binding binding, Binders parts) {
    this.binding = binding;
    this.text = binding.text;
    this.reporter = binding.reporter;
    this.postgres = binding.postgres;
    this.typer = binding.typer;
    this.parts = parts;
  }

  Output insert(Statement.Insert s, CommonTables outerCtes) {
    CommonTables ctes = parts.commonTables.with(s.with(), null, outerCtes);
    Table target = parts.changes.target(s.table(), Operation.INSERT);
    parts.views.requireChangeable(s.table().at(), target, Operation.INSERT);
    parts.views.requireStored(s.columns(), target, Operation.INSERT);
    Source source = parts.from.source(s.table(), target);
    Scope scope = new Scope(binding.around);
    scope.names.add(source);
    Set<String> seen = new HashSet<>();
    for (Name name : s.columns()) {
      Table.TableColumn column = parts.columns.findColumn(target, name.text());
      if (column == null) {
        parts.columns.unknownColumnOf(target, name.at(), name.text());
      } else if (!seen.add(column.name()) && !isAssignedInParts(s, name)) {
        reporter.report(
            FindingRule.DUPLICATE_COLUMN,
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
      expected = target.visibleColumns().size();
    }
    if (s.source() != null) {
      insertSource(s, s.source(), target, expected, ctes);
    }
    parts.stored.insert(s, target);
    scope.clause = Clause.SET;
    for (SetItem set : s.sets()) {
      parts.changes.set(set, scope, ctes, List.of(source));
    }
    if (s.conflict() != null) {
      conflict(s, s.conflict(), source, target, ctes);
    }
    return parts.changes.returning(s.returning(), scope, ctes, source);
  }

  /** Fields or elements of one column may be set one by one. */
  private boolean isAssignedInParts(Statement.Insert insert, Name name) {
    int behind = name.at() + 1;
    return postgres
        && insert.at() < behind
        && (text.tokens().get(behind).is(".") || text.tokens().get(behind).is("["));
  }

  private void insertSource(
      Statement.Insert insert,
      Query query,
      @Nullable Table target,
      int expected,
      CommonTables ctes) {
    if (query.body() instanceof Query.Values values && query.with() == null) {
      Scope scope = new Scope(binding.around);
      scope.clause = values.rows().size() == 1 ? Clause.ROW : Clause.VALUES;
      if (!postgres) {
        // MySQL lets a value refer to the columns of the row before it.
        if (target != null) {
          scope.names.add(parts.from.source(insert.table(), target));
        } else {
          scope.names.open = true;
        }
      }
      int first = values.rows().getFirst().size();
      for (List<Expr> row : values.rows()) {
        for (int i = 0; i < row.size(); i++) {
          parts.expressions.expr(row.get(i), scope, ctes);
          Table.TableColumn column = insertColumn(insert, target, i);
          if (typer != null && column != null) {
            typer.assign(row.get(i), column.name(), column.type());
          }
        }
        insertArity(insert, row, first, expected, target);
      }
      parts.queries.orderAndLimit(query, scope, ctes);
      return;
    }
    Output output = parts.queries.query(query, null, ctes);
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
        return;
      }
    }
    parts.stored.insert(insert, target, output);
  }

  /** The column that the value at a place is stored in; {@code null} where it is not known. */
  private Table.@Nullable TableColumn insertColumn(
      Statement.Insert insert, @Nullable Table target, int index) {
    if (target == null) {
      return null;
    }
    if (!insert.columnsNamed()) {
      return index < target.visibleColumns().size() ? target.visibleColumns().get(index) : null;
    }
    if (index >= insert.columns().size()
        || isAssignedInParts(insert, insert.columns().get(index))) {
      return null;
    }
    return parts.columns.findColumn(target, insert.columns().get(index).text());
  }

  private void insertArity(
      Statement.Insert insert, List<Expr> row, int first, int expected, @Nullable Table target) {
    int given = row.size();
    int at = row.isEmpty() ? insert.at() : row.getFirst().at();
    if (postgres) {
      if (given != first) {
        reporter.report(
            FindingRule.INSERT_ARITY,
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
      if (!none || target == null || given != target.visibleColumns().size()) {
        arity(at, insert.table(), "VALUES", given, expected);
      }
    }
  }

  void arity(int at, TableReference table, String what, int given, int expected) {
    reporter.report(
        FindingRule.INSERT_ARITY,
        at,
        what + " gives " + Words.count(given, "value") + " for " + Words.count(expected, "column"),
        "Name the columns of the INSERT, one for each value.",
        table.name().getLast().text());
  }

  private void conflict(
      Statement.Insert s,
      Statement.Conflict conflict,
      Source source,
      @Nullable Table target,
      CommonTables ctes) {
    Scope scope = new Scope(binding.around);
    scope.names.add(source);
    scope.clause = Clause.WHERE;
    for (Expr expr : conflict.target()) {
      parts.expressions.expr(expr, scope, ctes);
    }
    if (conflict.targetWhere() != null) {
      parts.expressions.expr(conflict.targetWhere(), scope, ctes);
    }
    if (postgres) {
      new ConflictTargets(reporter, parts.columns).check(conflict, target);
    }
    scope.clause = Clause.SET;
    if (postgres) {
      Source excluded =
          new Source(
              binding.nextSource(),
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
                binding.nextSource(),
                s.rowAlias().at(),
                s.rowAlias().text(),
                true,
                null,
                renamed,
                source.open(),
                !distinctNames));
      }
      if (s.source() != null && !(s.source().body() instanceof Query.Values)) {
        // The tables of the query are in sight too.
        scope.names.open = true;
        scope.names.moreSources = true;
      }
    }
    for (SetItem set : conflict.sets()) {
      parts.changes.set(set, scope, ctes, List.of(source));
    }
    parts.stored.update(conflict.sets(), target, s.ignore(), false);
    if (conflict.where() != null) {
      scope.clause = Clause.WHERE;
      parts.expressions.condition(conflict.where(), scope, ctes);
    }
  }

  private static List<SourceColumn> namedColumns(Statement.Insert s, Source source) {
    return s.columns().isEmpty()
        ? source.columns()
        : s.columns().stream().map(n -> new SourceColumn(n.text(), null)).toList();
  }
}
