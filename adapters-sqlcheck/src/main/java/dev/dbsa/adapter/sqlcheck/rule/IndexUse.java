package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.bind.Bound.TableColumn;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.adapter.sqlcheck.rule.RowStatement.Block;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.IndexPart;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters over one large table that begin no index. */
final class IndexUse implements RowRule {
  private static final long MANY = 50_000;

  @Override
  public void check(RowStatement statement, Notes notes) {
    for (Block block : statement.blocks()) {
      if (block.select().from().size() == 1
          && block.select().from().getFirst() instanceof FromItem.TableReference reference) {
        Set<String> columns = unindexed(statement, reference, block.select().where());
        Table table = statement.find(reference);
        if (!columns.isEmpty() && table != null) {
          String list = String.join(", ", columns);
          notes.finding(
              FindingRule.NO_INDEX_FOR_FILTER,
              notes.scale().isBig(table) ? Severity.WARNING : Severity.INFO,
              reference.at(),
              "The filter on "
                  + list
                  + " reads all of "
                  + table.name()
                  + Scale.text(table.snapshot())
                  + ": no index begins with a column that it restricts",
              "Add an index on " + columns.iterator().next() + ", or filter by an indexed column.",
              table.name());
        }
      }
    }
    switch (statement.tree()) {
      case Statement.Update s when s.tables().size() == 1 && s.from().isEmpty() ->
          change(statement, s.tables().getFirst(), s.where(), notes);
      case Statement.Delete s when s.table() != null && s.using().isEmpty() ->
          change(statement, s.table(), s.where(), notes);
      default -> {}
    }
  }

  private static void change(
      RowStatement statement, FromItem item, @Nullable Expr where, Notes notes) {
    if (!(item instanceof FromItem.TableReference reference)) {
      return;
    }
    Set<String> columns = unindexed(statement, reference, where);
    Table table = statement.find(reference);
    if (columns.isEmpty() || table == null) {
      return;
    }
    notes.risk(
        RiskCode.CHANGE_SCANS_TABLE,
        notes.scale().work(RiskLevel.MEDIUM, table.snapshot()),
        "The change reads all of "
            + table.name()
            + Scale.text(table.snapshot())
            + ", because no index begins with "
            + String.join(" or ", columns)
            + (statement.isPostgres() ? "" : ", and InnoDB locks every row that it reads"),
        table.name(),
        "Choose the rows by an indexed column, or add an index first.");
  }

  /** The restricted columns, where the table is large and none of them begins an index. */
  private static Set<String> unindexed(
      RowStatement statement, FromItem.TableReference reference, @Nullable Expr where) {
    Table table = statement.find(reference);
    if (where == null
        || table == null
        || table.snapshot() == null
        || table.snapshot().kind() == dev.dbsa.domain.schema.RelationKind.VIEW
        || table.snapshot().partitioning() != null
        || !table.hasAtLeast(MANY)) {
      return Set.of();
    }
    Relation relation = table.snapshot();
    Set<String> columns = new LinkedHashSet<>();
    for (Expr part : Conditions.conjuncts(where)) {
      Expr operand =
          switch (part) {
            case Expr.Chain chain when Conditions.comparison(chain) != null ->
                chain.operands().getFirst() instanceof Expr.Column
                    ? chain.operands().getFirst()
                    : chain.operands().getLast();
            case Expr.Between between -> between.operand();
            case Expr.In in -> in.operand();
            case Expr.Is is -> is.operand();
            case Expr.Like like -> like.operand();
            default -> null;
          };
      if (!(operand instanceof Expr.Column)) {
        // Anything that is not understood may be what an index answers.
        return Set.of();
      }
      TableColumn column = statement.bound().column(operand).orElse(null);
      if (column == null || mayBeIndexed(statement, relation, column.column())) {
        return Set.of();
      }
      columns.add(column.column());
    }
    return columns;
  }

  private static boolean mayBeIndexed(RowStatement statement, Relation relation, String column) {
    for (Index index : relation.indexes()) {
      IndexPart first = index.parts().getFirst();
      boolean leads = first.column() != null && statement.sameColumn(first.column(), column);
      boolean other =
          !index.method().equals("btree")
              && index.parts().stream()
                  .anyMatch(p -> p.column() != null && statement.sameColumn(p.column(), column));
      boolean computed =
          index.parts().stream()
              .map(IndexPart::expression)
              .anyMatch(
                  e ->
                      e != null
                          && e.toLowerCase(Locale.ROOT).contains(column.toLowerCase(Locale.ROOT)));
      if (leads || other || computed || covers(index, column)) {
        return true;
      }
    }
    List<String> key = relation.primaryKey() == null ? List.of() : relation.primaryKey().columns();
    return !key.isEmpty() && statement.sameColumn(key.getFirst(), column);
  }

  /** The condition of a partial index may be the filter itself. */
  private static boolean covers(Index index, String column) {
    return index.predicate() != null && index.predicate().contains(column);
  }
}
