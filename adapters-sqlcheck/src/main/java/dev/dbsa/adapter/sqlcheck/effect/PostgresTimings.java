package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TableConstraint.Timing;

/**
 * What is written behind the constraints of a column and goes with some kinds of them alone
 * (parse_utilcmd.c: transformConstraintAttrs).
 */
final class PostgresTimings {
  private PostgresTimings() {}

  static void ofColumn(ColumnDefinition column, Step step) {
    for (Part part : column.parts()) {
      if (part instanceof Part.NotNull notNull) {
        check(notNull.at(), notNull.timing(), false, false, column, step);
      } else if (part instanceof Part.Constraint constraint) {
        TableConstraint it = constraint.constraint();
        boolean deferrable =
            !(it instanceof TableConstraint.Check || it instanceof TableConstraint.NotNull);
        boolean enforced =
            it instanceof TableConstraint.Check || it instanceof TableConstraint.ForeignKey;
        check(it.at(), it.timing(), deferrable, enforced, column, step);
      }
    }
  }

  private static void check(
      int at,
      Timing timing,
      boolean deferrable,
      boolean enforced,
      ColumnDefinition column,
      Step step) {
    String why = null;
    if (timing.contradictory()) {
      why = "has properties that exclude each other";
    } else if (!deferrable
        && (timing.deferrable() || timing.notDeferrable() || timing.initiallyDeferred())) {
      why = "is of a kind that is checked at once, so nothing says when";
    } else if (!enforced && (timing.enforced() || timing.notEnforced())) {
      why = "is of a kind that is always enforced, so nothing says whether";
    }
    if (why != null) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          at,
          "A constraint of the column " + column.name() + " " + why,
          null,
          column.name().text());
    }
  }
}
