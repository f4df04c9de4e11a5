package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.RelationTraits.Updatability;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.TableStatement.CreateView;
import dev.dbsa.sql.tree.TreeWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query of a MySQL view: how its columns are called, and whether rows go through it. */
final class MySqlViewShape {
  private static final Set<String> AGGREGATES =
      Set.of(
          "avg",
          "bit_and",
          "bit_or",
          "bit_xor",
          "count",
          "group_concat",
          "json_arrayagg",
          "json_objectagg",
          "max",
          "min",
          "std",
          "stddev",
          "stddev_pop",
          "stddev_samp",
          "sum",
          "var_pop",
          "var_samp",
          "variance");

  private MySqlViewShape() {}

  /** The first of the queries that a view unites, which names its columns. */
  private static Query.@Nullable Select first(Statement query) {
    return query instanceof Statement.Select select ? first(select.query()) : null;
  }

  private static Query.@Nullable Select first(Query query) {
    return switch (query.body()) {
      case Query.Select select -> select;
      case Query.SetOperation operation -> first(operation.arms().getFirst());
      case Query.Nested nested -> first(nested.query());
      default -> null;
    };
  }

  /**
   * Which columns bear names that somebody chose, so that the server gives them no other; those of
   * which that is not known are not among them.
   */
  static boolean[] chosen(CreateView d, int count) {
    boolean[] chosen = new boolean[count];
    Query.Select select = first(d.query());
    if (select == null) {
      return chosen;
    }
    long stars = select.items().stream().filter(i -> i.expr() instanceof Expr.Star).count();
    int wide = count - select.items().size() + 1;
    if (stars > 1 || stars == 0 && wide != 1 || wide < 0) {
      return chosen;
    }
    int at = 0;
    for (Query.Item item : select.items()) {
      boolean star = item.expr() instanceof Expr.Star;
      for (int i = 0; i < (star ? wide : 1); i++) {
        chosen[at++] = star || item.alias() != null || item.expr() instanceof Expr.Column;
      }
    }
    return chosen;
  }

  /** Why no row goes through the view; {@code null} where some may. */
  static @Nullable String whyFixed(CreateView d, Situation.@Nullable Result result, Step step) {
    if (!(d.query() instanceof Statement.Select statement)) {
      return null;
    }
    for (Option option : d.options()) {
      if (option.name().equals("algorithm") && option.value().equalsIgnoreCase("temptable")) {
        return "is kept as a temporary table";
      }
    }
    Query query = statement.query();
    if (query.limited()) {
      return "has a LIMIT";
    }
    if (!(query.body() instanceof Query.Select select)) {
      return query.body() instanceof Query.SetOperation ? "unites queries" : null;
    }
    String why = whyFixed(select, step);
    return why == null && result != null ? whyRead(result.tables(), step) : why;
  }

  private static @Nullable String whyFixed(Query.Select select, Step step) {
    if (select.distinct()) {
      return "has DISTINCT";
    }
    if (select.groupBy() != null || select.having() != null) {
      return "groups its rows";
    }
    if (select.from().isEmpty()) {
      return "reads no table";
    }
    List<Expr> values = new ArrayList<>();
    select.items().forEach(i -> values.add(i.expr()));
    for (Expr value : values) {
      if (TreeWalk.first(value, MySqlViewShape::isOfManyRows).isPresent()) {
        return "computes values of several rows";
      }
      if (TreeWalk.first(value, e -> e.query() != null).isPresent()) {
        return "has a subquery among its columns";
      }
    }
    if (select.from().stream().anyMatch(MySqlViewShape::isOuter)) {
      return "has an outer join";
    }
    boolean computed =
        values.stream().noneMatch(v -> v instanceof Expr.Star || v instanceof Expr.Column);
    return computed && !step.isMariaDb() ? "has no column of a table" : null;
  }

  private static boolean isOfManyRows(Expr expr) {
    return expr instanceof Expr.Call call
        && call.name().size() == 1
        && (call.over() != null || AGGREGATES.contains(call.function()));
  }

  private static boolean isOuter(FromItem item) {
    return switch (item) {
      case FromItem.Join join ->
          join.kind().equals("left")
              || join.kind().equals("right")
              || isOuter(join.left())
              || isOuter(join.right());
      case FromItem.Grouped grouped -> isOuter(grouped.inner());
      default -> false;
    };
  }

  /** A view over one through which no row goes. */
  private static @Nullable String whyRead(List<ObjectName> tables, Step step) {
    for (ObjectName name : tables) {
      Table table = step.state().find(name).orElse(null);
      Updatability updatability =
          table == null || table.kind().isTable() ? null : table.relation().traits().updatability();
      if (tables.size() == 1 && updatability != null && !updatability.update()) {
        return "reads " + name.name() + ", through which no row goes";
      }
    }
    return null;
  }

  /** The view itself among what it reads; {@code null} where it is not. */
  static @Nullable Name itself(CreateView d, Situation.@Nullable Result result, ObjectName full) {
    return result != null && result.tables().contains(full) ? d.name().getLast() : null;
  }
}
