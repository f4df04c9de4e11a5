package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Output;
import dev.dbsa.adapter.sqlcheck.bind.Scope.OutputColumn;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Resolved;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Source;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Visible;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binds select lists, and names their columns as the server does. */
final class SelectListBinder {
  private final ScriptStatement text;
  private final Reporter reporter;
  private final boolean postgres;
  private final Map<Expr, Resolved> columns;
  private final Binders parts;

  SelectListBinder(Binding binding, Binders parts) {
    this.text = binding.text;
    this.reporter = binding.reporter;
    this.postgres = binding.postgres;
    this.columns = binding.columns;
    this.parts = parts;
  }

  /**
   * The result columns of a query. Stars may double them at each level, so their number is bounded
   * before they are laid out: by PostgreSQL's MaxTupleAttributeNumber, and by as many columns as a
   * MySQL table can have.
   */
  Output items(List<Query.Item> items, Scope scope, CommonTables ctes) {
    List<OutputColumn> result = new ArrayList<>();
    boolean open = false;
    for (Query.Item item : items) {
      if (item.expr() instanceof Expr.Star star) {
        Output expanded = star(star, scope);
        if (result.size() + expanded.columns().size() > mostColumns()) {
          tooMany(star);
          return Output.UNKNOWN;
        }
        result.addAll(expanded.columns());
        open |= expanded.open();
        continue;
      }
      if (item.expr() instanceof Expr.Field field && field.name() == null) {
        parts.expressions.expr(item.expr(), scope, ctes);
        open = true;
        continue;
      }
      parts.expressions.expr(item.expr(), scope, ctes);
      Resolved origin = columns.get(item.expr());
      if (origin != null && origin.column() == null) {
        origin = null;
      }
      String name = item.alias() != null ? item.alias().text() : outputName(item);
      result.add(
          new OutputColumn(
              name,
              origin != null ? origin.type() : parts.expressions.type(item.expr()),
              item.expr(),
              origin,
              item.alias() != null));
    }
    return new Output(result, open);
  }

  private int mostColumns() {
    return postgres ? 1664 : 4096;
  }

  private void tooMany(Expr.Star star) {
    if (postgres) {
      reporter.report(
          FindingRule.TOO_MANY_COLUMNS,
          star.at(),
          "The query has more than " + mostColumns() + " result columns",
          "Name the columns that are needed.",
          null);
    } else {
      reporter.notRead("Queries of more than " + mostColumns() + " columns.");
    }
  }

  Output star(Expr.Star star, Scope scope) {
    if (star.qualifier().isEmpty()) {
      if (scope.names.sources.isEmpty() && !scope.names.open) {
        reporter.report(
            FindingRule.STAR_WITHOUT_TABLE, star.at(), "* needs a table in FROM", null, null);
        return Output.UNKNOWN;
      }
      return star(scope.names.columns, scope.names.open);
    }
    Source source = parts.columns.findSource(star.qualifier(), scope);
    if (source == null) {
      return Output.UNKNOWN;
    }
    List<Visible> visible = new ArrayList<>();
    source.columns().forEach(c -> visible.add(new Visible(source, c)));
    return star(visible, source.open());
  }

  static Output star(List<Visible> columns, boolean open) {
    List<OutputColumn> result = new ArrayList<>(columns.size());
    for (Visible visible : columns) {
      if (isInvisible(visible)) {
        continue;
      }
      result.add(
          new OutputColumn(
              visible.name(),
              visible.column().type(),
              null,
              new Resolved(
                  visible.source(), visible.name(), visible.column().type(), Scope.NOWHERE),
              false));
    }
    return new Output(result, open);
  }

  private static boolean isInvisible(Visible visible) {
    Table table = visible.source().table();
    return table != null
        && table.visibleColumns().size() < table.columns().size()
        && table.visibleColumns().stream().noneMatch(c -> c.name().equals(visible.name()));
  }

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
    return ColumnNames.ofResult(item.expr());
  }
}
