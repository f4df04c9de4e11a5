package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.Statement;
import java.util.List;

/** INSERT, REPLACE and SET clauses that do more or other than they seem to. */
final class ChangeStyle implements RowRule {

  @Override
  public void check(RowStatement statement, Notes notes) {
    switch (statement.tree()) {
      case Statement.Insert s -> insert(statement, s, notes);
      case Statement.Update s -> sets(statement, s.sets(), notes);
      default -> {}
    }
  }

  private static void insert(RowStatement statement, Statement.Insert s, Notes notes) {
    String table = s.table().name().getLast().text();
    if (!s.columnsNamed() && s.source() != null) {
      notes.finding(
          FindingRule.INSERT_WITHOUT_COLUMNS,
          s.table().at(),
          "INSERT names no columns: it breaks when " + table + " gains one",
          "Name the columns.",
          table);
    }
    if (s.replace()) {
      notes.risk(
          RiskCode.REPLACE_DELETES_ROWS,
          "REPLACE deletes the old row: columns that it does not name fall back to their defaults,"
              + " and rows that refer to it may be deleted with it",
          table,
          "Write INSERT … ON DUPLICATE KEY UPDATE.");
    }
    if (s.ignore()) {
      notes.risk(
          RiskCode.IGNORED_ERRORS,
          "IGNORE turns errors into warnings: rows that do not fit are changed or left out silently",
          table,
          "Write INSERT … ON DUPLICATE KEY UPDATE for the duplicates that are expected.");
    }
    if (!statement.isPostgres() && s.source() != null) {
      locks(statement, s.source(), table, notes);
    }
    if (s.conflict() != null) {
      sets(statement, s.conflict().sets(), notes);
    }
  }

  /** InnoDB locks the rows that INSERT … SELECT reads (MySQL manual, "Locks Set by…"). */
  private static void locks(RowStatement statement, Query source, String target, Notes notes) {
    if (!(source.body() instanceof Query.Select select)) {
      return;
    }
    for (FromItem item : Conditions.leaves(select.from())) {
      if (item instanceof FromItem.TableReference reference) {
        Table table = statement.find(reference);
        if (table != null && notes.scale().isNotable(table)) {
          notes.risk(
              RiskCode.INSERT_SELECT_LOCKS,
              notes.scale().work(RiskLevel.MEDIUM, table.snapshot()),
              "INSERT … SELECT locks the rows of "
                  + table.name()
                  + Scale.text(table.snapshot())
                  + " that it reads, until the transaction ends",
              target,
              "Copy in portions by key.");
          return;
        }
      }
    }
  }

  /** {@code SET a = 1 AND b = 2} sets one column to a truth value. */
  private static void sets(RowStatement statement, List<Statement.SetItem> sets, Notes notes) {
    for (Statement.SetItem set : sets) {
      if (!statement.isPostgres()
          && set.value() instanceof Expr.Logical logical
          && logical.operator().equalsIgnoreCase("and")
          && logical.operands().stream().skip(1).anyMatch(ChangeStyle::looksAssigned)) {
        String column = set.targets().getFirst().name().getLast().text();
        notes.risk(
            RiskCode.SET_WITH_AND,
            "SET … AND … sets " + column + " to 0 or 1 and no other column",
            column,
            "Separate the assignments with commas.");
      }
    }
  }

  private static boolean looksAssigned(Expr expr) {
    Expr.Chain chain = Conditions.comparison(expr);
    return chain != null
        && chain.operators().getFirst().equals("=")
        && chain.operands().getFirst() instanceof Expr.Column;
  }
}
