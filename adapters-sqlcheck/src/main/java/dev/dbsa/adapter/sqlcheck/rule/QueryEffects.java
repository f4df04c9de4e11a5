package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.bind.Bound;
import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Queries that do more than they seem to: lock, make tables, or look at the wrong column. */
final class QueryEffects implements RowRule {

  @Override
  public void check(RowStatement statement, Notes notes) {
    if (locksRows(statement)) {
      notes.risk(
          RiskCode.ROWS_LOCKED,
          "The rows that the query reads stay locked until its transaction ends",
          null,
          null);
    }
    if (statement.isPostgres() && makesTable(statement)) {
      notes.risk(RiskCode.TABLE_FROM_QUERY, "INTO makes a table of the rows", null, null);
    }
    for (Expr expr : statement.expressions()) {
      if (expr instanceof Expr.In in && in.query() != null) {
        outerColumn(statement, in.query(), notes);
      } else if (expr instanceof Expr.Quantified quantified && quantified.query() != null) {
        outerColumn(statement, quantified.query(), notes);
      }
    }
  }

  /** Whether the query locks rows, or puts them into a table, a file or variables. */
  static boolean hasEffects(RowStatement statement) {
    return locksRows(statement) || makesTable(statement);
  }

  private static boolean locksRows(RowStatement statement) {
    return statement.blocks().stream().anyMatch(b -> b.query().locking());
  }

  private static boolean makesTable(RowStatement statement) {
    return statement.tree() instanceof Statement.Select select && select.query().into();
  }

  /**
   * {@code WHERE id IN (SELECT id FROM other)}, where {@code other} has no {@code id}: the server
   * takes the outer table's, so that the condition holds for every row.
   */
  private static void outerColumn(RowStatement statement, Query query, Notes notes) {
    if (!(query.body() instanceof Query.Select select)
        || select.items().size() != 1
        || !(select.items().getFirst().expr() instanceof Expr.Column column)
        || column.parts().size() != 1) {
      return;
    }
    Optional<Bound.TableColumn> meant = statement.bound().column(column);
    List<FromItem> inner = Conditions.leaves(select.from());
    if (meant.isEmpty() || inner.isEmpty()) {
      return;
    }
    for (FromItem item : inner) {
      Table table =
          item instanceof FromItem.TableReference reference ? statement.find(reference) : null;
      if (table == null || table.open() || isSame(table, meant.get().table())) {
        return;
      }
    }
    notes.risk(
        RiskCode.OUTER_COLUMN_IN_SUBQUERY,
        column.last()
            + " in the subquery is the outer table's: no table of the subquery has such a column",
        column.last().text(),
        "Write the column with its table's name in front.");
  }

  private static boolean isSame(Table a, @Nullable Table b) {
    return b != null && a.fullName().equals(b.fullName());
  }
}
