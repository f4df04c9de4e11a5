package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Query;
import java.util.Optional;
import java.util.Set;

/** Comparisons that NULL makes neither true nor false. */
final class NullLogic implements RowRule {
  private static final Set<String> EQUALITIES = Set.of("=", "<>", "!=");

  private static final String NOT_EXISTS =
      "Write NOT EXISTS, or leave the NULLs out of the subquery.";

  @Override
  public void check(RowStatement statement, Notes notes) {
    for (Expr expr : statement.expressions()) {
      switch (expr) {
        case Expr.Chain chain -> comparison(chain, notes);
        case Expr.In in when in.not() -> notIn(statement, in, notes);
        case Expr.Quantified quantified when quantified.all() && quantified.query() != null ->
            differsFromAll(statement, quantified, quantified.query(), notes);
        default -> {}
      }
    }
  }

  private static void comparison(Expr.Chain chain, Notes notes) {
    for (int i = 0; i < chain.operators().size(); i++) {
      String operator = chain.operators().get(i);
      boolean nothing = isNull(chain.operands().get(i)) || isNull(chain.operands().get(i + 1));
      if (EQUALITIES.contains(operator) && nothing) {
        notes.finding(
            FindingRule.COMPARISON_WITH_NULL,
            chain.operatorsAt().get(i),
            "A comparison with NULL by " + operator + " is never true",
            operator.equals("=") ? "Write IS NULL." : "Write IS NOT NULL.",
            null);
      }
    }
  }

  private static boolean isNull(Expr expr) {
    return expr instanceof Expr.Literal literal && literal.isNull();
  }

  private static void notIn(RowStatement statement, Expr.In in, Notes notes) {
    if (in.list().stream().anyMatch(NullLogic::isNull)) {
      notes.finding(
          FindingRule.COMPARISON_WITH_NULL,
          in.at(),
          "NOT IN with NULL in the list is never true",
          "Take NULL out of the list.",
          null);
      return;
    }
    if (in.query() != null && mayYieldNull(statement, in.query())) {
      notes.finding(
          FindingRule.NOT_IN_SUBQUERY,
          in.at(),
          "NOT IN finds no row at all when the subquery yields a NULL, and its column may be NULL",
          NOT_EXISTS,
          null);
    }
  }

  private static void differsFromAll(
      RowStatement statement, Expr.Quantified quantified, Query query, Notes notes) {
    if (mayYieldNull(statement, query)) {
      notes.finding(
          FindingRule.NOT_IN_SUBQUERY,
          quantified.at(),
          quantified.operator()
              + " ALL finds no row at all when the subquery yields a NULL, and its column may be"
              + " NULL",
          NOT_EXISTS,
          null);
    }
  }

  private static boolean mayYieldNull(RowStatement statement, Query query) {
    if (!(query.body() instanceof Query.Select select)
        || select.items().size() != 1
        || excludesNull(select)) {
      return false;
    }
    Expr item = select.items().getFirst().expr();
    return item instanceof Expr.Column
        && statement.bound().column(item).isPresent()
        && isNullable(statement, item);
  }

  private static boolean isNullable(RowStatement statement, Expr item) {
    var column = statement.bound().column(item).orElseThrow();
    Relation relation = column.table().snapshot();
    if (relation == null || !relation.kind().isTable()) {
      return false;
    }
    Optional<Column> found =
        relation.columns().stream()
            .filter(c -> statement.sameColumn(c.name(), column.column()))
            .findFirst();
    return found.isPresent() && found.get().nullable();
  }

  private static boolean excludesNull(Query.Select select) {
    // Any condition on the column itself leaves its NULLs out, so only none at all is certain.
    return Conditions.conjuncts(select.where()).stream()
        .anyMatch(
            c -> {
              boolean own =
                  Conditions.columns(c).stream()
                      .anyMatch(
                          x ->
                              select.items().getFirst().expr() instanceof Expr.Column item
                                  && x.last().text().equalsIgnoreCase(item.last().text()));
              return own && !(c instanceof Expr.Is is && is.what().equals("null") && !is.not());
            });
  }
}
