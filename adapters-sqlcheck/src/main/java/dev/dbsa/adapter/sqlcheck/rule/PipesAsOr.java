package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.sql.tree.Expr;
import java.util.List;

/** {@code ||} between texts, which joins them in other servers and is OR in MySQL. */
final class PipesAsOr implements RowRule {

  @Override
  public void check(RowStatement statement, Notes notes) {
    if (statement.isPostgres()) {
      return;
    }
    for (Expr expr : statement.expressions()) {
      if (expr instanceof Expr.Logical logical && logical.operator().equals("or")) {
        check(statement, logical, notes);
      }
    }
  }

  private static void check(RowStatement statement, Expr.Logical logical, Notes notes) {
    List<Expr> operands = logical.operands();
    for (int i = 1; i < operands.size(); i++) {
      int sign = operands.get(i).at() - 1;
      if (statement.text().token(sign).is("||")
          && (isText(statement, operands.get(i - 1)) || isText(statement, operands.get(i)))) {
        notes.finding(
            FindingRule.PIPES_AS_OR,
            sign,
            "|| is OR here: it yields 0 or 1, and joins no texts",
            "Write CONCAT(…).",
            null);
        return;
      }
    }
  }

  private static boolean isText(RowStatement statement, Expr operand) {
    return operand instanceof Expr.Literal literal && literal.kind() == Expr.Literal.Kind.STRING
        || operand instanceof Expr.Call call && call.function().startsWith("concat")
        || statement.bound().column(operand).flatMap(Truth::type).filter(Truth::isText).isPresent();
  }
}
