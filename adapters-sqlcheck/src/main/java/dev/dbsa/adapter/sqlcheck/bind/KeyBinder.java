package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Clause;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Output;
import dev.dbsa.adapter.sqlcheck.bind.Scope.OutputColumn;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Resolved;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Visible;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the keys of GROUP BY, ORDER BY and DISTINCT ON mean: expressions, aliases of the
 * select list, or positions in it.
 */
final class KeyBinder {
  private final SchemaState schema;
  private final Reporter reporter;
  private final boolean postgres;
  private final Map<Expr, Resolved> columns;
  private final List<Resolved> trail;
  private final Binders parts;

  KeyBinder(Binding binding, Binders parts) {
    this.schema = binding.schema;
    this.reporter = binding.reporter;
    this.postgres = binding.postgres;
    this.columns = binding.columns;
    this.trail = binding.trail;
    this.parts = parts;
  }

  /** The expressions that GROUP BY means, positions and aliases followed. */
  List<Expr> groupBy(Query.Select select, Scope scope, CommonTables ctes, Output output) {
    List<Expr> keys = new ArrayList<>();
    if (select.groupBy() == null) {
      return keys;
    }
    scope.clause = Clause.GROUP_BY;
    for (Expr key : select.groupBy().keys()) {
      if (key instanceof Expr.Literal literal && literal.kind() == Expr.Literal.Kind.INTEGER) {
        position(key, output, "GROUP BY");
        Expr meant = itemAt(output, literal);
        if (meant != null) {
          if (containsAggregate(meant, scope)) {
            parts.calls.aggregateMisplaced(key.at(), Clause.GROUP_BY);
          }
          keys.add(meant);
        }
        continue;
      }
      if (key instanceof Expr.Column column && column.parts().size() == 1) {
        Expr meant = groupName(column, scope, ctes, output);
        if (meant != null) {
          keys.add(meant);
        }
        continue;
      }
      parts.expressions.expr(key, scope, ctes);
      keys.add(key);
    }
    keys.forEach(key -> grouped(key, false));
    return keys;
  }

  /** The parts of ROLLUP and its kin are keys of their own. */
  private void grouped(Expr key, boolean ofSet) {
    if (key instanceof Expr.Other || ofSet && key instanceof Expr.Row) {
      key.children().forEach(part -> grouped(part, true));
    } else {
      parts.comparables.equality(key, "GROUP BY");
    }
  }

  private @Nullable Expr groupName(
      Expr.Column column, Scope scope, CommonTables ctes, Output output) {
    String name = column.last().text();
    List<OutputColumn> named = named(output, name);
    List<Visible> seen = parts.columns.visible(scope.names, name);
    if (!postgres && !named.isEmpty() && seen.size() != 1) {
      // MySQL looks at the select list first; a single column of the tables goes before it.
      return alias(named, column, scope, ctes);
    }
    if (seen.isEmpty() && !named.isEmpty() && !scope.names.open) {
      return alias(named, column, scope, ctes);
    }
    parts.expressions.expr(column, scope, ctes);
    return column;
  }

  private @Nullable Expr alias(
      List<OutputColumn> named, Expr.Column column, Scope scope, CommonTables ctes) {
    OutputColumn first = named.getFirst();
    if (first.origin() != null) {
      columns.put(column, first.origin());
      return column;
    }
    Expr meant = first.expr();
    if (meant != null && scope.clause == Clause.GROUP_BY && containsAggregate(meant, scope)) {
      parts.calls.aggregateMisplaced(column.at(), Clause.GROUP_BY);
    }
    return meant;
  }

  private boolean containsAggregate(Expr expr, Scope scope) {
    if (expr instanceof Expr.Call call && call.over() == null && parts.calls.isAggregate(call)) {
      return scope.outer == null || call.children().stream().noneMatch(this::isOuter);
    }
    for (Expr child : expr.children()) {
      if (containsAggregate(child, scope)) {
        return true;
      }
    }
    return false;
  }

  private boolean isOuter(Expr expr) {
    Resolved resolved = columns.get(expr);
    return resolved != null && resolved.scope().outer == null;
  }

  private List<OutputColumn> named(Output output, String name) {
    return output.columns().stream()
        .filter(c -> c.name() != null && schema.sameColumn(c.name(), name))
        .toList();
  }

  private @Nullable Expr itemAt(Output output, Expr.Literal literal) {
    try {
      int index = Integer.parseInt(literal.text());
      return index >= 1 && index <= output.columns().size()
          ? output.columns().get(index - 1).expr()
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Whether the expression is the position of a result column; reports one that is none. */
  boolean position(Expr expr, Output output, String clause) {
    if (!(expr instanceof Expr.Literal literal) || literal.kind() != Expr.Literal.Kind.INTEGER) {
      return false;
    }
    int index;
    try {
      index = Integer.parseInt(literal.text());
    } catch (NumberFormatException e) {
      return true;
    }
    if (!output.open() && (index < 1 || index > output.columns().size())) {
      reporter.report(
          FindingRule.POSITION_OUT_OF_RANGE,
          expr.at(),
          clause
              + " names position "
              + index
              + ", but the select list has "
              + Words.count(output.columns().size(), "column"),
          null,
          null);
    }
    return true;
  }

  /** PostgreSQL takes no constant but a position; reports one. */
  private boolean constant(Expr key, String clause) {
    if (!postgres || !(key instanceof Expr.Literal)) {
      return false;
    }
    reporter.report(
        FindingRule.POSITION_OUT_OF_RANGE,
        key.at(),
        clause + " takes no constant but the position of a result column",
        "Text in single quotes is a constant; a name stands plainly or in double quotes.",
        null);
    return true;
  }

  /** Binds a sort key; returns the expression that it means, {@code null} for a position. */
  @Nullable Expr orderKey(Expr key, Scope scope, CommonTables ctes, Output output, String clause) {
    Expr meant = sortKey(key, scope, ctes, output, clause);
    if (meant != null) {
      parts.comparables.order(meant, clause);
    }
    return meant;
  }

  /** Reports a result column that is ordered by its position and has no order. */
  void ordered(Expr position, Output output, String clause) {
    if (position instanceof Expr.Literal literal
        && literal.kind() == Expr.Literal.Kind.INTEGER
        && literal.text().length() < 9) {
      int index = Integer.parseInt(literal.text());
      if (index >= 1 && index <= output.columns().size()) {
        parts.comparables.order(position.at(), output.columns().get(index - 1), clause);
      }
    }
  }

  private @Nullable Expr sortKey(
      Expr key, Scope scope, CommonTables ctes, Output output, String clause) {
    if (position(key, output, clause)) {
      ordered(key, output, clause);
      return null;
    }
    if (constant(key, clause)) {
      return null;
    }
    if (key instanceof Expr.Column column && column.parts().size() == 1) {
      List<OutputColumn> named = named(output, column.last().text());
      if (!named.isEmpty()) {
        if (differ(named) && (postgres || aliases(named) != 1)) {
          parts.columns.ambiguous(
              column.last(), clause + " could mean more than one result column");
          return null;
        }
        OutputColumn first =
            named.stream().filter(OutputColumn::alias).findFirst().orElse(named.getFirst());
        if (first.origin() != null) {
          columns.put(column, first.origin());
          trail.add(first.origin());
          return column;
        }
        return first.expr();
      }
    }
    if (!postgres && key instanceof Expr.Call && isUnqualified(key) && isSelected(key, output)) {
      return null;
    }
    parts.expressions.expr(key, scope, ctes);
    return key;
  }

  private static boolean isUnqualified(Expr expr) {
    return expr instanceof Expr.Column column
        ? column.parts().size() == 1
        : expr.children().stream().allMatch(KeyBinder::isUnqualified);
  }

  /** MySQL compares a sort key with the select list before it looks up the key's names. */
  private static boolean isSelected(Expr key, Output output) {
    String form = Canonical.unbound(key);
    return form != null
        && output.columns().stream()
            .anyMatch(c -> c.expr() != null && form.equals(Canonical.unbound(c.expr())));
  }

  private static long aliases(List<OutputColumn> named) {
    return named.stream().filter(OutputColumn::alias).count();
  }

  private boolean differ(List<OutputColumn> named) {
    OutputColumn first = named.getFirst();
    for (OutputColumn other : named.subList(1, named.size())) {
      if (first.origin() != null && other.origin() != null) {
        if (!first.origin().key().equals(other.origin().key())) {
          return true;
        }
      } else if (first.expr() == null || other.expr() == null) {
        return false;
      } else {
        Canonical canonical = new Canonical(columns);
        String a = canonical.of(first.expr());
        String b = canonical.of(other.expr());
        if (a == null || b == null || !a.equals(b)) {
          return a != null && b != null;
        }
      }
    }
    return false;
  }
}
