package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
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

  /** Whether the expression compares two operands. */
  static Expr.@Nullable Chain comparison(Expr expr) {
    return expr instanceof Expr.Chain chain
            && chain.operands().size() == 2
            && COMPARISONS.contains(chain.operators().getFirst())
        ? chain
        : null;
  }

  /** Whether it holds for every row: TRUE, FALSE, or {@code null} where that is open. */
  static @Nullable Boolean truth(Expr expr) {
    return switch (expr) {
      case Expr.Literal literal -> truth(literal);
      case Expr.Chain chain -> truth(chain);
      case Expr.Logical logical -> truth(logical);
      case Expr.Unary unary when unary.operator().equalsIgnoreCase("not") -> {
        Boolean inner = truth(unary.operand());
        yield inner == null ? null : !inner;
      }
      case Expr.Row row when row.items().size() == 1 -> truth(row.items().getFirst());
      default -> null;
    };
  }

  private static @Nullable Boolean truth(Expr.Literal literal) {
    return switch (literal.kind()) {
      case BOOLEAN -> literal.text().equalsIgnoreCase("true");
      case INTEGER -> !literal.text().matches("0+");
      default -> null;
    };
  }

  private static @Nullable Boolean truth(Expr.Chain chain) {
    Expr.Chain comparison = comparison(chain);
    if (comparison == null
        || !(comparison.operands().getFirst() instanceof Expr.Literal a)
        || !(comparison.operands().getLast() instanceof Expr.Literal b)
        || a.kind() != b.kind()
        || a.isNull()) {
      return null;
    }
    boolean same = a.text().equals(b.text());
    return switch (comparison.operators().getFirst()) {
      case "=", "<=>" -> same;
      case "<>", "!=" -> !same;
      default -> null;
    };
  }

  private static @Nullable Boolean truth(Expr.Logical logical) {
    boolean and = logical.operator().equalsIgnoreCase("and");
    boolean or = logical.operator().equalsIgnoreCase("or");
    if (!and && !or) {
      return null;
    }
    boolean open = false;
    for (Expr operand : logical.operands()) {
      Boolean truth = truth(operand);
      if (truth == null) {
        open = true;
      } else if (truth == or) {
        return or;
      }
    }
    return open ? null : and;
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
