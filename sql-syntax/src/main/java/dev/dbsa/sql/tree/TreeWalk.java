package dev.dbsa.sql.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Visits every expression, those of the queries inside as well. */
public final class TreeWalk {
  /** Takes one expression. */
  public interface Visitor {
    void visit(Expr expr);
  }

  private TreeWalk() {}

  /** The first expression for which the test holds, in the order of the text. */
  public static Optional<Expr> first(Expr expr, Predicate<Expr> test) {
    List<Expr> found = new ArrayList<>(1);
    walk(
        expr,
        part -> {
          if (found.isEmpty() && test.test(part)) {
            found.add(part);
          }
        });
    return found.stream().findFirst();
  }

  public static void walk(Expr expr, Visitor visitor) {
    visitor.visit(expr);
    for (Expr child : expr.children()) {
      walk(child, visitor);
    }
    if (expr.query() != null) {
      walk(expr.query(), visitor);
    }
  }

  public static void walk(Query query, Visitor visitor) {
    if (query.with() != null) {
      for (Query.CommonTable table : query.with().tables()) {
        if (table.statement() instanceof Statement.Select select) {
          walk(select.query(), visitor);
        }
      }
    }
    switch (query.body()) {
      case Query.Select select -> {
        select.distinctOn().forEach(e -> walk(e, visitor));
        select.items().forEach(i -> walk(i.expr(), visitor));
        select.from().forEach(f -> walk(f, visitor));
        walkAny(select.where(), visitor);
        if (select.groupBy() != null) {
          select.groupBy().keys().forEach(e -> walk(e, visitor));
        }
        walkAny(select.having(), visitor);
        walkAny(select.qualify(), visitor);
      }
      case Query.SetOperation operation -> operation.arms().forEach(a -> walk(a, visitor));
      case Query.Values values -> values.rows().forEach(row -> row.forEach(e -> walk(e, visitor)));
      case Query.Table _ -> {}
      case Query.Nested nested -> walk(nested.query(), visitor);
    }
    query.orderBy().forEach(k -> walk(k.expr(), visitor));
    walkAny(query.limit(), visitor);
    walkAny(query.offset(), visitor);
  }

  private static void walkAny(@Nullable Expr expr, Visitor visitor) {
    if (expr != null) {
      walk(expr, visitor);
    }
  }

  public static void walk(FromItem item, Visitor visitor) {
    switch (item) {
      case FromItem.TableReference table -> {
        table.sample().forEach(e -> walk(e, visitor));
        if (table.period() != null) {
          table.period().bounds().forEach(e -> walk(e, visitor));
        }
      }
      case FromItem.Derived derived -> walk(derived.query(), visitor);
      case FromItem.Function function -> function.calls().forEach(e -> walk(e, visitor));
      case FromItem.Declared declared -> declared.inputs().forEach(e -> walk(e, visitor));
      case FromItem.Grouped grouped -> walk(grouped.inner(), visitor);
      case FromItem.Join join -> {
        walk(join.left(), visitor);
        walk(join.right(), visitor);
        walkAny(join.on(), visitor);
      }
    }
  }
}
