package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.rule.RowStatement.Block;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.FromItem.TableReference;
import dev.dbsa.sql.tree.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Sums over rows that a join repeats. */
final class MultipliedSums implements RowRule {
  private static final Set<String> SUMS = Set.of("sum", "avg");

  @Override
  public void check(RowStatement statement, Notes notes) {
    for (Block block : statement.blocks()) {
      List<FromItem> leaves = Conditions.leaves(block.select().from());
      if (leaves.size() > 1 && leaves.stream().allMatch(l -> l instanceof TableReference)) {
        check(statement, block.select(), leaves, notes);
      }
    }
  }

  /** An aggregate over columns of one table. */
  private record Aggregate(Expr.Call call, TableReference table) {
    boolean isSum() {
      return SUMS.contains(call.function());
    }
  }

  private static void check(
      RowStatement statement, Query.Select select, List<FromItem> leaves, Notes notes) {
    List<Aggregate> aggregates = aggregates(statement, select, leaves);
    if (aggregates.stream().noneMatch(Aggregate::isSum)) {
      return;
    }
    List<Expr> conditions = Conditions.conjuncts(select.where());
    select.from().forEach(item -> Conditions.addJoined(item, conditions));
    JoinedKeys keys = new JoinedKeys(statement, leaves, conditions);
    for (Aggregate sum : aggregates) {
      boolean byKey = isGroupedByKey(statement, select, sum.table());
      // The average of one value again and again is that value.
      if (!sum.isSum() || byKey && sum.call().function().equals("avg")) {
        continue;
      }
      Set<FromItem> single = keys.reachedFrom(sum.table());
      for (Aggregate other : aggregates) {
        boolean repeated = !single.contains(other.table());
        boolean both = repeated && !keys.reachedFrom(other.table()).contains(sum.table());
        if (both || repeated && other.isSum()) {
          tell(sum, other.table(), Severity.WARNING, notes);
          return;
        }
      }
      Optional<FromItem> repeating = leaves.stream().filter(l -> !single.contains(l)).findFirst();
      if (repeating.isPresent() && byKey) {
        tell(sum, (TableReference) repeating.get(), Severity.INFO, notes);
        return;
      }
    }
  }

  private static void tell(
      Aggregate sum, TableReference repeating, Severity severity, Notes notes) {
    String table = sum.table().name().getLast().text();
    notes.finding(
        FindingRule.MULTIPLIED_SUM,
        severity,
        sum.call().at(),
        sum.call().function().toUpperCase(Locale.ROOT)
            + " takes a row of "
            + table
            + " several times: once for each row of "
            + repeating.name().getLast().text()
            + " that it is joined to",
        "Aggregate in a subquery for each table, and join the results.",
        table);
  }

  private static List<Aggregate> aggregates(
      RowStatement statement, Query.Select select, List<FromItem> leaves) {
    List<Aggregate> found = new ArrayList<>();
    select.items().forEach(item -> addAggregates(statement, item.expr(), leaves, found));
    return found;
  }

  private static void addAggregates(
      RowStatement statement, Expr expr, List<FromItem> leaves, List<Aggregate> found) {
    boolean aggregate =
        expr instanceof Expr.Call call
            && (SUMS.contains(call.function()) || call.function().equals("count"));
    if (!aggregate) {
      expr.children().forEach(child -> addAggregates(statement, child, leaves, found));
      return;
    }
    Expr.Call call = (Expr.Call) expr;
    List<Expr.Column> columns = Conditions.columns(call);
    if (call.distinct() || call.over() != null || columns.isEmpty() || Conditions.hasQuery(call)) {
      return;
    }
    for (FromItem leaf : leaves) {
      if (columns.stream().allMatch(c -> statement.bound().isOf(c, leaf.at()))) {
        found.add(new Aggregate(call, (TableReference) leaf));
      }
    }
  }

  private static boolean isGroupedByKey(
      RowStatement statement, Query.Select select, TableReference table) {
    if (select.groupBy() == null || select.groupBy().sets()) {
      return false;
    }
    List<String> grouped = new ArrayList<>();
    for (Expr key : select.groupBy().keys()) {
      if (statement.bound().isOf(key, table.at())) {
        statement.bound().column(key).ifPresent(c -> grouped.add(c.column()));
      }
    }
    return JoinedKeys.holdsKey(statement, table, grouped);
  }
}
