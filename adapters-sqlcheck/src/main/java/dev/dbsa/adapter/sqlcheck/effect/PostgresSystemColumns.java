package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TreeWalk;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns that PostgreSQL gives every table (heap.c), which definitions cannot use freely. */
final class PostgresSystemColumns {
  private static final Set<String> NAMES =
      Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

  private PostgresSystemColumns() {}

  /** Refuses what is to be made among the server's own tables. */
  static void notInCatalog(List<Name> name, Step step) {
    if (name.size() > 1 && name.get(name.size() - 2).text().equals("pg_catalog")) {
      step.refuse(
          FindingRule.INVALID_OBJECT,
          name.getLast(),
          "Nothing is made in pg_catalog, which holds the server's own tables",
          null);
    }
  }

  /** Refuses the name of such a column for another one. */
  static void name(Name name, Step step) {
    if (NAMES.contains(name.text())) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          name,
          "The column name " + name + " is one of the server's own columns",
          "Choose another name.");
    }
  }

  /**
   * The column that an action changes; a refusal and {@code null} where the table does not have it
   * or it is the server's own.
   */
  static @Nullable Column change(Name column, TableDraft draft, Step step) {
    if (isSystem(column, draft)) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          column,
          "The column " + column + " is the server's own, and stays as it is",
          null);
      return null;
    }
    return Keys.column(column, draft, step);
  }

  /** Refuses such a column in a key or an index. */
  static void inKey(Name column, TableDraft draft, Step step) {
    if (isSystem(column, draft)) {
      step.refuse(
          FindingRule.INVALID_KEY,
          column,
          "The column " + column + " is the server's own, and in no key or index",
          null);
    }
  }

  /**
   * Refuses such columns in an expression.
   *
   * @param what what the expression is, for people
   * @param tableToo whether tableoid is refused as well
   */
  static void in(Expr expr, String what, boolean tableToo, Table table, Step step) {
    Optional<Expr> found =
        TreeWalk.first(
            expr,
            e ->
                e instanceof Expr.Column c
                    && NAMES.contains(c.last().text())
                    && table.relation().findColumn(c.last().text()).isEmpty()
                    && (tableToo || !c.last().text().equals("tableoid")));
    if (found.isPresent() && found.get() instanceof Expr.Column column) {
      step.refuse(
          FindingRule.DEFINITION_EXPRESSION,
          column.last(),
          "The server's own column " + column.last() + " cannot stand in " + what,
          null);
    }
  }

  /** Whether the name means a column that the server gives the table. */
  static boolean isSystem(Name column, TableDraft draft) {
    return NAMES.contains(column.text()) && draft.column(column.text()) == null;
  }
}
