package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** UPDATE and DELETE that reach every row of a table, or rows that nobody chose. */
final class UnfilteredChange implements RowRule {

  @Override
  public void check(RowStatement statement, Notes notes) {
    statement.changes().forEach(change -> check(statement, change, notes));
  }

  private static void check(RowStatement statement, Statement change, Notes notes) {
    switch (change) {
      case Statement.Update s -> {
        FromItem first = Conditions.leaves(s.tables()).getFirst();
        boolean joined = hasCondition(s.tables()) || s.currentOf();
        change(statement, true, first, s.where(), joined, s.limit(), notes);
      }
      case Statement.Delete s -> {
        FromItem first = s.table() != null ? s.table() : Conditions.leaves(s.using()).getFirst();
        boolean joined = hasCondition(s.using()) || s.currentOf();
        change(statement, false, first, s.where(), joined, s.limit(), notes);
      }
      default -> {}
    }
  }

  private static @Nullable Boolean truth(
      RowStatement statement, Expr where, FromItem target, boolean joined) {
    boolean plain = !joined && target instanceof FromItem.TableReference;
    return statement.truth(where, !plain);
  }

  private static boolean hasCondition(List<FromItem> items) {
    return items.stream()
        .anyMatch(i -> i instanceof FromItem.Join j && (j.on() != null || !j.using().isEmpty()));
  }

  private static void change(
      RowStatement statement,
      boolean update,
      FromItem target,
      @Nullable Expr where,
      boolean joined,
      @Nullable Expr limit,
      Notes notes) {
    String name =
        target instanceof FromItem.TableReference reference
            ? reference.name().getLast().text()
            : "the table";
    Table table =
        target instanceof FromItem.TableReference reference ? statement.find(reference) : null;
    Relation relation = table == null ? null : table.snapshot();
    RiskLevel level = Scale.loss(RiskLevel.HIGH, relation);
    String rows = Scale.text(relation);
    Boolean truth = where == null ? null : truth(statement, where, target, joined);
    if (limit != null) {
      notes.risk(
          RiskCode.CHANGE_WITH_LIMIT,
          "LIMIT decides which rows of "
              + name
              + " change; without a unique order these differ from run to run",
          name,
          "Choose the rows by their keys.");
    }
    if (where == null && !joined && limit == null) {
      notes.risk(
          update ? RiskCode.UPDATE_WITHOUT_WHERE : RiskCode.DELETE_WITHOUT_WHERE,
          level,
          (update ? "UPDATE changes" : "DELETE removes") + " every row of " + name + rows,
          name,
          update
              ? "Add a WHERE that chooses the rows."
              : "Add a WHERE that chooses the rows, and count them with a SELECT first.");
    } else if (truth != null && truth) {
      notes.risk(
          RiskCode.ALWAYS_TRUE_WHERE,
          level,
          "The WHERE holds for every row of " + name + rows,
          name,
          "Compare a column with the value that is meant.");
    }
  }
}
