package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.sql.tree.Expr;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the names of one statement mean. */
public final class Bound {
  private final Map<Expr, Scope.Resolved> columns;
  private final List<TableUse> uses;

  Bound(Map<Expr, Scope.Resolved> columns, List<TableUse> uses) {
    this.columns = new IdentityHashMap<>(columns);
    this.uses = List.copyOf(uses);
  }

  /** A statement of which nothing is known. */
  public static Bound nothing() {
    return new Bound(Map.of(), List.of());
  }

  /**
   * A column of a table.
   *
   * @param source tells apart two uses of one table
   */
  public record TableColumn(int source, Table table, String column) {}

  /** The table's column that an expression is; empty for any other expression. */
  public Optional<TableColumn> column(Expr expr) {
    Scope.Resolved resolved = columns.get(expr);
    if (resolved == null || resolved.column() == null || resolved.source().table() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new TableColumn(resolved.source().id(), resolved.source().table(), resolved.column()));
  }

  /** Whether it is known what a column reference means. */
  public boolean isKnown(Expr column) {
    return columns.containsKey(column);
  }

  /**
   * Whether an expression is a column of what stands at a place of FROM.
   *
   * @param at where the table, subquery or function stands
   */
  public boolean isOf(Expr column, int at) {
    Scope.Resolved resolved = columns.get(column);
    return resolved != null && resolved.source().at() == at;
  }

  /** All tables that the statement names, in its order. */
  public List<TableUse> uses() {
    return uses;
  }
}
