package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.Query.CommonTable;
import dev.dbsa.sql.tree.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The form that WITH RECURSIVE needs on PostgreSQL (parse_cte.c). */
final class Recursion {
  private final Reporter reporter;
  private final CallBinder calls;

  Recursion(Reporter reporter, CallBinder calls) {
    this.reporter = reporter;
    this.calls = calls;
  }

  /** Where a reference to the query stands in itself. */
  private enum Place {
    FINE(""),
    SUBQUERY("in a subquery"),
    OUTER_JOIN("on the optional side of an outer join"),
    INTERSECT("in INTERSECT"),
    EXCEPT("in EXCEPT");

    private final String words;

    Place(String words) {
      this.words = words;
    }
  }

  private record Reference(int at, String name, Place place) {}

  void check(Query.With with) {
    if (!with.recursive()) {
      return;
    }
    Set<String> names = new HashSet<>();
    with.tables().forEach(t -> names.add(t.name().text()));
    Map<String, Set<String>> uses = new HashMap<>();
    for (CommonTable table : with.tables()) {
      Set<String> used = new LinkedHashSet<>();
      references(table.statement()).forEach(r -> used.add(r.name()));
      used.retainAll(names);
      uses.put(table.name().text(), used);
    }
    for (CommonTable table : with.tables()) {
      String name = table.name().text();
      if (uses.getOrDefault(name, Set.of()).contains(name)) {
        recursive(table);
      } else if (reaches(name, name, uses, new LinkedHashSet<>())) {
        report(table.name().at(), table, "WITH queries cannot refer to each other in a circle");
        return;
      }
    }
  }

  private static boolean reaches(
      String from, String to, Map<String, Set<String>> uses, Set<String> seen) {
    for (String next : uses.getOrDefault(from, Set.of())) {
      if (next.equals(to) || seen.add(next) && reaches(next, to, uses, seen)) {
        return true;
      }
    }
    return false;
  }

  private static List<Reference> references(Statement statement) {
    Walk walk = new Walk();
    walk.statement(statement);
    return walk.found;
  }

  private void report(int at, CommonTable table, String message) {
    reporter.report(
        FindingRule.RECURSION_FORM,
        at,
        message,
        "A recursive query is: a start UNION ALL a step that reads the query once.",
        table.name().text());
  }

  private void recursive(CommonTable table) {
    String name = table.name().text();
    if (!(table.statement() instanceof Statement.Select select)) {
      report(table.name().at(), table, "The recursive query " + name + " changes rows");
      return;
    }
    Query query = bare(select.query());
    if (!(query.body() instanceof Query.SetOperation union)
        || !union.operators().getLast().startsWith("union")) {
      report(
          table.name().at(),
          table,
          "The recursive query " + name + " is no UNION of a start and a step");
      return;
    }
    String more =
        !query.orderBy().isEmpty()
            ? "ORDER BY"
            : query.offset() != null
                ? "OFFSET"
                : query.limited() && query.limit() != null
                    ? "LIMIT"
                    : query.locking() ? query.locks().getFirst().words() : null;
    if (more != null) {
      report(table.name().at(), table, "The recursive query " + name + " cannot have " + more);
      return;
    }
    Walk start = new Walk();
    if (query.with() != null) {
      start.with(query.with());
    }
    int last = union.arms().size() - 1;
    union.arms().subList(0, last).forEach(start::query);
    for (Reference reference : start.found) {
      if (reference.name().equals(name)) {
        report(reference.at(), table, "The start of the recursive query " + name + " refers to it");
        return;
      }
    }
    step(table, name, union.arms().get(last));
  }

  /** Parentheses around the whole query say nothing. */
  private static Query bare(Query query) {
    boolean nothing =
        query.body() instanceof Query.Nested
            && query.with() == null
            && query.orderBy().isEmpty()
            && !query.limited()
            && query.offset() == null;
    return nothing && query.body() instanceof Query.Nested nested ? bare(nested.query()) : query;
  }

  private void step(CommonTable table, String name, Query step) {
    Walk walk = new Walk();
    walk.query(step);
    List<Reference> own = walk.found.stream().filter(r -> r.name().equals(name)).toList();
    for (Reference reference : own) {
      if (reference.place() != Place.FINE) {
        report(
            reference.at(),
            table,
            "The recursive query " + name + " refers to itself " + reference.place().words);
        return;
      }
    }
    if (own.size() > 1) {
      report(
          own.get(1).at(),
          table,
          "The recursive query " + name + " refers to itself more than once");
      return;
    }
    Expr aggregate = aggregate(bare(step), name);
    if (aggregate != null) {
      report(aggregate.at(), table, "The step of the recursive query " + name + " aggregates");
    }
  }

  /** An aggregate over the rows of the recursion itself. */
  private @Nullable Expr aggregate(Query query, String name) {
    if (!(query.body() instanceof Query.Select select)
        || select.from().stream().noneMatch(f -> reads(f, name))) {
      return null;
    }
    for (Query.Item item : select.items()) {
      Expr found = aggregate(item.expr());
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static boolean reads(FromItem item, String name) {
    return switch (item) {
      case FromItem.TableReference t ->
          t.name().size() == 1 && t.name().getFirst().text().equals(name);
      case FromItem.Join j -> reads(j.left(), name) || reads(j.right(), name);
      case FromItem.Grouped g -> reads(g.inner(), name);
      default -> false;
    };
  }

  private @Nullable Expr aggregate(Expr expr) {
    if (expr instanceof Expr.Call call && call.over() == null && calls.isAggregate(call)) {
      return call;
    }
    for (Expr child : expr.children()) {
      Expr found = aggregate(child);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Finds the names of single tables, each with the place that it stands in. */
  private static final class Walk {
    private final List<Reference> found = new ArrayList<>();
    private final List<Set<String>> hidden = new ArrayList<>();
    private Place place = Place.FINE;

    private void inside(Place other, Runnable walk) {
      Place before = place;
      place = place == Place.FINE ? other : place;
      walk.run();
      place = before;
    }

    void statement(Statement statement) {
      switch (statement) {
        case Statement.Select s -> query(s.query());
        case Statement.Insert s -> {
          if (s.source() != null) {
            query(s.source());
          }
        }
        case Statement.Update s -> {
          s.from().forEach(this::from);
          expr(s.where());
        }
        case Statement.Delete s -> {
          s.using().forEach(this::from);
          expr(s.where());
        }
        default -> {}
      }
    }

    void with(Query.With with) {
      inside(Place.SUBQUERY, () -> with.tables().forEach(t -> statement(t.statement())));
    }

    void query(Query query) {
      Set<String> names = new LinkedHashSet<>();
      if (query.with() != null) {
        query.with().tables().forEach(t -> names.add(t.name().text()));
        hidden.add(names);
        query.with().tables().forEach(t -> statement(t.statement()));
      }
      body(query.body());
      query.orderBy().forEach(k -> expr(k.expr()));
      expr(query.limit());
      expr(query.offset());
      if (query.with() != null) {
        hidden.removeLast();
      }
    }

    private void body(Query.Body body) {
      switch (body) {
        case Query.Select select -> {
          select.from().forEach(this::from);
          select.items().forEach(i -> expr(i.expr()));
          select.distinctOn().forEach(this::expr);
          expr(select.where());
          if (select.groupBy() != null) {
            select.groupBy().keys().forEach(this::expr);
          }
          expr(select.having());
        }
        case Query.SetOperation operation -> arms(operation);
        case Query.Values values -> values.rows().forEach(row -> row.forEach(this::expr));
        case Query.Table table -> from(table.table());
        case Query.Nested nested -> query(nested.query());
      }
    }

    private void arms(Query.SetOperation operation) {
      for (int i = 0; i < operation.arms().size(); i++) {
        Query arm = operation.arms().get(i);
        // The operators that the arm is an operand of: the one before it, and those behind it.
        String before = i == 0 ? "" : operation.operators().get(i - 1);
        List<String> behind =
            operation.operators().subList(Math.max(0, i), operation.operators().size());
        Place inside =
            before.startsWith("except") || behind.contains("except all")
                ? Place.EXCEPT
                : before.equals("intersect all") || behind.contains("intersect all")
                    ? Place.INTERSECT
                    : Place.FINE;
        inside(inside, () -> query(arm));
      }
    }

    private void from(FromItem item) {
      switch (item) {
        case FromItem.TableReference t -> {
          String name = t.name().getFirst().text();
          if (t.name().size() == 1 && hidden.stream().noneMatch(h -> h.contains(name))) {
            found.add(new Reference(t.at(), name, place));
          }
        }
        case FromItem.Derived d -> query(d.query());
        case FromItem.Function f -> f.calls().forEach(this::expr);
        case FromItem.Declared d -> d.inputs().forEach(this::expr);
        case FromItem.Grouped g -> from(g.inner());
        case FromItem.Join j -> {
          boolean full = j.kind().equals("full");
          Place left = full || j.kind().equals("right") ? Place.OUTER_JOIN : Place.FINE;
          Place right = full || j.kind().equals("left") ? Place.OUTER_JOIN : Place.FINE;
          inside(left, () -> from(j.left()));
          inside(right, () -> from(j.right()));
          expr(j.on());
        }
      }
    }

    private void expr(@Nullable Expr expr) {
      if (expr == null) {
        return;
      }
      expr.children().forEach(this::expr);
      Query query = expr.query();
      if (query != null) {
        inside(Place.SUBQUERY, () -> query(query));
      }
    }
  }
}
