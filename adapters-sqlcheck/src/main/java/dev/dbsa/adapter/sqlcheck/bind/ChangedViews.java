package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.RowTriggers;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.RelationTraits.Updatability;
import dev.dbsa.domain.script.Operation;
import dev.dbsa.sql.grammar.StatementParser;
import dev.dbsa.sql.grammar.StatementParser.Result;
import dev.dbsa.sql.lex.ScriptSplitter;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.Statement;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says which rows cannot be changed through a view of the snapshot. */
final class ChangedViews {
  private final Binding binding;

  ChangedViews(Binding binding) {
    this.binding = binding;
  }

  /** Reports a view through which no row can be changed so. */
  void requireChangeable(int at, @Nullable Table table, Operation operation) {
    if (table == null || table.kind().isTable()) {
      return;
    }
    boolean stored = table.kind() == RelationKind.MATERIALIZED_VIEW;
    if (stored || table.isOld() && !takes(table, operation)) {
      report(
          at,
          (stored ? "The materialized view " : "The view ")
              + table.name()
              + " takes no "
              + operation.label().toUpperCase(Locale.ROOT),
          stored ? "Refresh it instead." : "Change the tables that it reads.",
          table);
    }
  }

  private boolean takes(Table view, Operation operation) {
    if (RowTriggers.mayReplace(view, operation.label(), binding.schema)) {
      return true;
    }
    Updatability updatability = view.relation().traits().updatability();
    if (updatability == null) {
      return true;
    }
    return switch (operation) {
      // MySQL inserts through a view whose columns are all columns of tables.
      case INSERT ->
          updatability.insert()
              && (binding.postgres || binding.server.isMariaDb() || isOfColumns(view));
      case DELETE -> updatability.delete();
      default -> updatability.update();
    };
  }

  /** Reports columns of a view that are computed from others. */
  void requireStored(List<Name> columns, @Nullable Table table, Operation operation) {
    if (columns.isEmpty()
        || table == null
        || !table.isOld()
        || table.kind().isTable()
        || !takes(table, operation)
        || !table.relation().traits().rules().isEmpty()
        || RowTriggers.mayReplace(table, operation.label(), binding.schema)) {
      return;
    }
    List<Query.Item> items = items(table);
    for (Name column : columns) {
      for (int i = 0; i < items.size() && i < table.columns().size(); i++) {
        if (binding.schema.sameColumn(table.columns().get(i).name(), column.text())
            && !(items.get(i).expr() instanceof Expr.Column)) {
          report(
              column.at(),
              "The column " + column + " of the view " + table.name() + " is computed",
              "Leave it out, or change the columns that it is computed from.",
              table);
        }
      }
    }
  }

  private boolean isOfColumns(Table view) {
    return items(view).stream().allMatch(item -> item.expr() instanceof Expr.Column);
  }

  /** What the columns of a view are; empty where that is not known. */
  private List<Query.Item> items(Table view) {
    String definition = view.relation().definition();
    if (definition == null) {
      return List.of();
    }
    List<ScriptStatement> statements =
        ScriptSplitter.split(definition, binding.server).statements();
    if (statements.size() != 1
        || !(StatementParser.read(statements.getFirst(), binding.server)
            instanceof Result.Tree tree)
        || !(tree.statement() instanceof Statement.Select select)
        || !(select.query().body() instanceof Query.Select body)) {
      return List.of();
    }
    boolean open = body.items().stream().anyMatch(item -> item.expr() instanceof Expr.Star);
    return open ? List.of() : body.items();
  }

  private void report(int at, String message, String hint, Table view) {
    binding.reporter.report(FindingRule.READ_ONLY_VIEW, at, message, hint, view.name());
  }
}
