package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.bind.Bound;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.TreeWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What conditions are made of. */
final class Conditions {
  static final Set<String> COMPARISONS = Set.of("=", "<", ">", "<=", ">=", "<>", "!=", "<=>");

  private Conditions() {}

  /** The parts that all have to hold. */
  static List<Expr> conjuncts(@Nullable Expr condition) {
    List<Expr> parts = new ArrayList<>();
    if (condition != null) {
      addConjuncts(condition, parts);
    }
    return parts;
  }

  private static void addConjuncts(Expr condition, List<Expr> parts) {
    if (condition instanceof Expr.Logical logical && logical.operator().equalsIgnoreCase("and")) {
      logical.operands().forEach(o -> addConjuncts(o, parts));
    } else {
      parts.add(condition);
    }
  }

  /** What decides over the rows that a SELECT finds, its list aside. */
  static List<Expr> restricting(Query.Select select) {
    List<Expr> parts = new ArrayList<>();
    select.from().forEach(item -> TreeWalk.walk(item, parts::add));
    if (select.where() != null) {
      parts.add(select.where());
    }
    if (select.groupBy() != null) {
      parts.addAll(select.groupBy().keys());
    }
    if (select.having() != null) {
      parts.add(select.having());
    }
    return parts;
  }

  /** Whether the expression compares two operands. */
  static Expr.@Nullable Chain comparison(Expr expr) {
    return expr instanceof Expr.Chain chain
            && chain.operands().size() == 2
            && COMPARISONS.contains(chain.operators().getFirst())
        ? chain
        : null;
  }

  /** Every column reference in an expression, outside the queries in it. */
  static List<Expr.Column> columns(Expr expr) {
    List<Expr.Column> columns = new ArrayList<>();
    addColumns(expr, columns);
    return columns;
  }

  private static void addColumns(Expr expr, List<Expr.Column> columns) {
    if (expr instanceof Expr.Column column) {
      columns.add(column);
    }
    expr.children().forEach(c -> addColumns(c, columns));
  }

  /**
   * Whether a column of what stands at a place of FROM occurs in the expression, or in a query in
   * it. A column of which nothing is known may be one.
   */
  static boolean mentions(Bound bound, Expr expr, int at) {
    return TreeWalk.first(
            expr, e -> e instanceof Expr.Column && (bound.isOf(e, at) || !bound.isKnown(e)))
        .isPresent();
  }

  /** The same, of columns that are known. */
  static boolean takes(Bound bound, Expr expr, int at) {
    return TreeWalk.first(expr, e -> e instanceof Expr.Column && bound.isOf(e, at)).isPresent();
  }

  /** Whether a query stands anywhere in it. */
  static boolean hasQuery(Expr expr) {
    return expr.query() != null || expr.children().stream().anyMatch(Conditions::hasQuery);
  }

  /** The tables, subqueries and functions that FROM joins. */
  static List<FromItem> leaves(List<FromItem> from) {
    List<FromItem> leaves = new ArrayList<>();
    from.forEach(f -> addLeaves(f, leaves));
    return leaves;
  }

  /** Adds what joins have to hold; a column of USING as the column alone. */
  static void addJoined(FromItem item, List<Expr> conditions) {
    switch (item) {
      case FromItem.Join join -> {
        addJoined(join.left(), conditions);
        addJoined(join.right(), conditions);
        conditions.addAll(Conditions.conjuncts(join.on()));
        for (Name column : join.using()) {
          conditions.add(new Expr.Column(column.at(), List.of(column)));
        }
      }
      case FromItem.Grouped grouped -> addJoined(grouped.inner(), conditions);
      default -> {}
    }
  }

  private static void addLeaves(FromItem item, List<FromItem> leaves) {
    switch (item) {
      case FromItem.Join join -> {
        addLeaves(join.left(), leaves);
        addLeaves(join.right(), leaves);
      }
      case FromItem.Grouped grouped when grouped.alias() == null ->
          addLeaves(grouped.inner(), leaves);
      default -> leaves.add(item);
    }
  }
}
