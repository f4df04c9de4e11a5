package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Query;
import java.util.Optional;
import java.util.Set;

/** Queries that yield one row whatever the tables hold: aggregates without groups. */
final class SingleRow {
  private static final Set<String> AGGREGATES =
      Set.of("count", "sum", "avg", "min", "max", "bool_and", "bool_or", "every");

  private SingleRow() {}

  /** The aggregate that a query yields; empty for any other query. */
  static Optional<Expr> value(Query query) {
    return yieldsOne(query)
            && query.body() instanceof Query.Select select
            && select.items().size() == 1
        ? Optional.of(select.items().getFirst().expr())
        : Optional.empty();
  }

  static boolean yieldsOne(Query query) {
    return query.body() instanceof Query.Select select
        && select.groupBy() == null
        && select.having() == null
        && !select.items().isEmpty()
        && select.items().stream().allMatch(i -> isAggregate(i.expr()))
        && query.limit() == null
        && query.offset() == null;
  }

  private static boolean isAggregate(Expr expr) {
    return expr instanceof Expr.Call call
        && call.over() == null
        && call.name().size() == 1
        && AGGREGATES.contains(call.function());
  }

  static boolean isCount(Expr expr) {
    return expr instanceof Expr.Call call && call.function().equals("count");
  }
}
