package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Output;
import dev.dbsa.adapter.sqlcheck.bind.Scope.OutputColumn;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Resolved;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Source;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.TreeWalk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks that a grouped query refers to nothing that differs within a group: PostgreSQL's rule
 * (only a grouped primary key determines other columns) and MySQL's ONLY_FULL_GROUP_BY (keys and
 * equalities do).
 */
final class GroupingCheck {
  private final Map<Expr, Resolved> columns;
  private final Map<Query, Output> outputs;
  private final Functions functions;
  private final SchemaState schema;
  private final Reporter reporter;
  private final boolean postgres;
  private final Canonical canonical;
  private final Set<String> keys = new HashSet<>();
  private final Set<String> determined = new HashSet<>();
  private boolean unsure;
  private boolean reported;

  GroupingCheck(
      Map<Expr, Resolved> columns,
      Map<Query, Output> outputs,
      Functions functions,
      SchemaState schema,
      Reporter reporter,
      boolean postgres) {
    this.columns = columns;
    this.outputs = outputs;
    this.functions = functions;
    this.schema = schema;
    this.reporter = reporter;
    this.postgres = postgres;
    this.canonical = new Canonical(columns);
  }

  void check(
      Query.Select select, Scope scope, Output output, List<Expr> groupBy, List<Expr> orderBy) {
    boolean grouped =
        select.groupBy() != null || scope.aggregated || postgres && select.having() != null;
    if (select.distinct() && select.distinctOn().isEmpty() && (postgres || !grouped)) {
      distinctOrder(output, orderBy, scope);
    }
    if (!grouped || scope.names.open) {
      return;
    }
    for (Expr key : groupBy) {
      String form = canonical.of(key);
      if (form == null) {
        unsure = true;
      } else {
        keys.add(form);
      }
      Resolved resolved = columns.get(key);
      if (resolved != null && resolved.column() != null) {
        determined.add(resolved.key());
      }
    }
    if (unsure) {
      return;
    }
    close(select, scope);
    boolean explicit = select.groupBy() != null;
    for (OutputColumn column : output.columns()) {
      if (column.expr() != null) {
        expr(column.expr(), scope, explicit);
      } else if (column.origin() != null && !isDetermined(column.origin())) {
        report(select.at(), column.origin(), explicit);
      }
    }
    if (select.having() != null) {
      expr(select.having(), scope, explicit);
    }
    // Without GROUP BY there is one row: MySQL drops the order.
    if (explicit || postgres) {
      for (Expr key : orderBy) {
        expr(key, scope, explicit);
      }
    }
  }

  /** Adds everything that the grouped columns determine. */
  private void close(Query.Select select, Scope scope) {
    List<String[]> equal = new ArrayList<>();
    if (!postgres) {
      if (select.where() != null) {
        equalities(select.where(), scope, equal);
      }
      for (FromItem item : select.from()) {
        conditions(item, scope, equal);
      }
    }
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Source source : scope.names.sources) {
        grew |= close(source);
      }
      for (String[] pair : equal) {
        if (determined.contains(pair[0])) {
          grew |= determined.add(pair[1]);
        }
      }
    }
  }

  private boolean close(Source source) {
    Table table = source.table();
    boolean all = false;
    if (table == null) {
      // What a grouped column of a subquery determines there is not followed: all of them.
      all =
          !postgres
              && source.columns().stream()
                  .anyMatch(c -> determined.contains(source.id() + "." + c.name()));
    } else if (postgres) {
      all = containsAll(source, table.primaryKey());
    } else {
      boolean view = !table.kind().isTable();
      all =
          view
              && source.columns().stream()
                  .anyMatch(c -> determined.contains(source.id() + "." + c.name()));
      for (Set<String> key : table.keys()) {
        all |= containsAll(source, key);
      }
    }
    boolean grew = false;
    if (all) {
      for (Scope.SourceColumn column : source.columns()) {
        grew |= determined.add(source.id() + "." + column.name());
      }
    }
    return grew;
  }

  private boolean containsAll(Source source, Set<String> key) {
    return !key.isEmpty() && key.stream().allMatch(c -> determined.contains(source.id() + "." + c));
  }

  private void conditions(FromItem item, Scope scope, List<String[]> equal) {
    switch (item) {
      case FromItem.Join join -> {
        conditions(join.left(), scope, equal);
        conditions(join.right(), scope, equal);
        if (join.on() != null) {
          equalities(join.on(), scope, equal);
        }
        if (!join.using().isEmpty() || join.natural()) {
          usingEqualities(scope, equal);
        }
      }
      case FromItem.Grouped grouped -> conditions(grouped.inner(), scope, equal);
      default -> {}
    }
  }

  /** Columns of one name on both sides of USING are equal; which ones is not followed. */
  private void usingEqualities(Scope scope, List<String[]> equal) {
    for (Source a : scope.names.sources) {
      for (Scope.SourceColumn column : a.columns()) {
        for (Source b : scope.names.sources) {
          if (a != b
              && b.columns().stream().anyMatch(c -> c.name().equalsIgnoreCase(column.name()))) {
            for (Scope.SourceColumn other : b.columns()) {
              if (other.name().equalsIgnoreCase(column.name())) {
                equal.add(new String[] {a.id() + "." + column.name(), b.id() + "." + other.name()});
              }
            }
          }
        }
      }
    }
  }

  /** Conjuncts of the form column = column and column = constant. */
  private void equalities(Expr condition, Scope scope, List<String[]> equal) {
    if (condition instanceof Expr.Logical logical && logical.operator().equals("and")) {
      logical.operands().forEach(o -> equalities(o, scope, equal));
      return;
    }
    if (!(condition instanceof Expr.Chain chain)
        || chain.operands().size() != 2
        || !chain.operators().getFirst().equals("=")) {
      return;
    }
    Expr left = chain.operands().getFirst();
    Expr right = chain.operands().getLast();
    equality(left, right, scope, equal);
    equality(right, left, scope, equal);
  }

  private void equality(Expr target, Expr value, Scope scope, List<String[]> equal) {
    Resolved to = columns.get(target);
    if (to == null || to.column() == null) {
      return;
    }
    Resolved from = columns.get(value);
    if (from != null && from.column() != null && from.scope() == scope) {
      equal.add(new String[] {from.key(), to.key()});
      return;
    }
    if (isConstant(value, scope)) {
      determined.add(to.key());
    }
  }

  private boolean isConstant(Expr expr, Scope scope) {
    if (expr instanceof Expr.Subquery subquery) {
      return !refersTo(subquery.query(), scope);
    }
    if (expr.query() != null) {
      return false;
    }
    Resolved resolved = columns.get(expr);
    if (expr instanceof Expr.Column) {
      return resolved != null && resolved.scope() != scope;
    }
    return expr.children().stream().allMatch(c -> isConstant(c, scope));
  }

  private boolean refersTo(Query query, Scope scope) {
    boolean[] found = new boolean[1];
    TreeWalk.walk(
        query,
        e -> {
          Resolved resolved = columns.get(e);
          found[0] |= resolved != null && resolved.scope() == scope;
        });
    return found[0];
  }

  private boolean isDetermined(Resolved resolved) {
    return determined.contains(resolved.key());
  }

  private boolean isAggregate(Expr.Call call) {
    return call.over() == null
        && (functions.isAggregate(call) || schema.isAggregate(call.function()));
  }

  private void expr(Expr expr, Scope scope, boolean explicit) {
    if (reported) {
      return;
    }
    if (!(expr instanceof Expr.Literal) && !keys.isEmpty()) {
      String form = canonical.of(expr);
      if (form != null && keys.contains(form)) {
        return;
      }
    }
    if (expr instanceof Expr.Call call) {
      boolean free = call.function().equals("any_value") || call.function().equals("grouping");
      if (isAggregate(call) && belongsTo(call, scope) || free) {
        return;
      }
      if (!postgres && call.special() && call.function().equals("values")) {
        return;
      }
    }
    Resolved resolved = columns.get(expr);
    if (resolved != null) {
      if (resolved.scope() == scope) {
        if (resolved.column() == null) {
          wholeRow(expr, resolved, explicit);
        } else if (!isDetermined(resolved)) {
          report(expr.at(), resolved, explicit);
        }
      }
      return;
    }
    Query query = expr.query();
    if (query != null) {
      TreeWalk.walk(query, inner -> fromSubquery(inner, scope, explicit));
    }
    for (Expr child : expr.children()) {
      expr(child, scope, explicit);
    }
  }

  private void wholeRow(Expr expr, Resolved resolved, boolean explicit) {
    for (Scope.SourceColumn column : resolved.source().columns()) {
      if (!determined.contains(resolved.source().id() + "." + column.name())) {
        report(expr.at(), resolved, explicit);
        return;
      }
    }
  }

  /** An aggregate whose arguments are outer columns alone belongs to the outer query. */
  private boolean belongsTo(Expr.Call call, Scope scope) {
    boolean[] inner = new boolean[1];
    boolean[] any = new boolean[1];
    for (Expr child : call.children()) {
      TreeWalk.walk(
          child,
          e -> {
            Resolved resolved = columns.get(e);
            if (resolved != null) {
              any[0] = true;
              inner[0] |= resolved.scope() == scope;
            }
          });
    }
    return inner[0] || !any[0] || scope.outer == null;
  }

  private void fromSubquery(Expr expr, Scope scope, boolean explicit) {
    if (expr instanceof Expr.Call call && isAggregate(call) && belongsTo(call, scope)) {
      call.children().forEach(c -> TreeWalk.walk(c, outerAggregate::add));
      return;
    }
    Resolved resolved = columns.get(expr);
    if (!reported
        && resolved != null
        && resolved.scope() == scope
        && resolved.column() != null
        && !isDetermined(resolved)
        && !outerAggregate.contains(expr)) {
      report(expr.at(), resolved, explicit);
    }
  }

  /** References inside an aggregate of this query that stands in a subquery. */
  private final Set<Expr> outerAggregate = Collections.newSetFromMap(new IdentityHashMap<>());

  private void report(int at, Resolved resolved, boolean explicit) {
    if (reported) {
      return;
    }
    reported = true;
    String name =
        resolved.column() == null
            ? resolved.source().alias()
            : resolved.source().alias().isEmpty()
                ? resolved.column()
                : resolved.source().alias() + "." + resolved.column();
    reporter.report(
        FindingRule.NOT_GROUPED,
        at,
        explicit
            ? "The column " + name + " is neither in GROUP BY nor inside an aggregate"
            : "The column " + name + " stands beside an aggregate without GROUP BY",
        "Add " + name + " to GROUP BY, or put it into an aggregate such as MAX.",
        name);
  }

  /** DISTINCT ON wants the order to begin with its own expressions. */
  void distinctOn(List<Expr> distinctOn, List<Expr> orderBy) {
    Set<String> wanted = new HashSet<>();
    for (Expr expr : distinctOn) {
      String form = canonical.of(expr);
      if (form == null) {
        return;
      }
      wanted.add(form);
    }
    Set<String> left = new HashSet<>(wanted);
    for (Expr key : orderBy) {
      String form = canonical.of(key);
      if (form == null || left.isEmpty()) {
        return;
      }
      if (!wanted.contains(form)) {
        reporter.report(
            FindingRule.DISTINCT_ORDER,
            key.at(),
            "ORDER BY does not begin with the expressions of DISTINCT ON",
            "Order by the expressions of DISTINCT ON first.",
            null);
        return;
      }
      left.remove(form);
    }
  }

  /** SELECT DISTINCT orders by what it selects. */
  private void distinctOrder(Output output, List<Expr> orderBy, Scope scope) {
    if (output.open()) {
      return;
    }
    Set<String> selected = new HashSet<>();
    Set<String> selectedColumns = new HashSet<>();
    for (OutputColumn column : output.columns()) {
      if (column.origin() != null) {
        selected.add("#" + column.origin().key());
        selectedColumns.add(column.origin().key());
      } else if (column.expr() != null) {
        String form = canonical.of(column.expr());
        if (form == null) {
          return;
        }
        selected.add(form);
      }
    }
    for (Expr key : orderBy) {
      String form = canonical.of(key);
      if (form == null || selected.contains(form)) {
        continue;
      }
      boolean covered = !postgres && coveredBy(key, selectedColumns, scope);
      if (!covered) {
        reporter.report(
            FindingRule.DISTINCT_ORDER,
            key.at(),
            "SELECT DISTINCT is ordered by something that it does not select",
            "Select the expression of ORDER BY too, or drop DISTINCT.",
            null);
        return;
      }
    }
  }

  private boolean coveredBy(Expr key, Set<String> selected, Scope scope) {
    boolean[] covered = {true};
    TreeWalk.walk(
        key,
        e -> {
          Resolved resolved = columns.get(e);
          covered[0] &=
              resolved == null || resolved.scope() != scope || selected.contains(resolved.key());
        });
    return covered[0];
  }
}
