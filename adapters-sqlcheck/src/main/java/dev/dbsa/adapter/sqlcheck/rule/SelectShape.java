package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.rule.RowStatement.Block;
import dev.dbsa.adapter.sqlcheck.rule.RowStatement.Place;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.Query;
import java.util.List;
import java.util.Set;

/** Queries that return more than anybody needs, or rows that nobody can tell beforehand. */
final class SelectShape implements RowRule {
  private static final Set<String> AGGREGATES =
      Set.of(
          "count",
          "sum",
          "avg",
          "min",
          "max",
          "group_concat",
          "string_agg",
          "array_agg",
          "json_agg",
          "jsonb_agg",
          "json_arrayagg",
          "json_objectagg",
          "bool_and",
          "bool_or",
          "every",
          "stddev",
          "variance",
          "std",
          "any_value");
  private static final long DEEP_OFFSET = 10_000;

  @Override
  public void check(RowStatement statement, Notes notes) {
    for (Block block : statement.blocks()) {
      Query query = block.query();
      boolean whole = block.place() == Place.TOP;
      if (whole || block.place() == Place.ARM) {
        star(block, notes);
      }
      if (whole) {
        unordered(statement, block, notes);
        unbounded(statement, block, notes);
      }
      if (query.offset() instanceof Expr.Literal offset && isDeep(offset)) {
        notes.finding(
            FindingRule.DEEP_OFFSET,
            offset.at(),
            "OFFSET " + offset.text() + " reads and throws away that many rows at each call",
            "Continue behind the last key that was seen: WHERE key > … ORDER BY key LIMIT ….",
            null);
      }
      for (Expr.SortKey key : query.orderBy()) {
        if (key.expr() instanceof Expr.Call call
            && (call.function().equals("random") || call.function().equals("rand"))
            && call.arguments().isEmpty()
            && !block.select().from().isEmpty()) {
          notes.finding(
              FindingRule.ORDER_BY_RANDOM,
              call.at(),
              "A random order sorts all rows at each call",
              "Choose random keys, or a sample of the table.",
              null);
        }
      }
    }
  }

  private static boolean isDeep(Expr.Literal offset) {
    return offset.kind() == Expr.Literal.Kind.INTEGER
        && (offset.text().length() > 9
            || offset.text().matches("\\d+") && Long.parseLong(offset.text()) >= DEEP_OFFSET);
  }

  private static void star(Block block, Notes notes) {
    List<FromItem> leaves = Conditions.leaves(block.select().from());
    boolean fromTable = leaves.stream().anyMatch(l -> l instanceof FromItem.TableReference);
    if (!fromTable) {
      return;
    }
    for (Query.Item item : block.select().items()) {
      if (item.expr() instanceof Expr.Star star) {
        notes.finding(
            FindingRule.SELECT_STAR,
            star.at(),
            "SELECT * returns columns that nobody asked for, and others once the table changes",
            "Name the columns.",
            null);
        return;
      }
    }
  }

  static boolean isAggregated(Query.Select select) {
    return select.groupBy() != null
        || select.having() != null
        || select.items().stream().anyMatch(i -> hasAggregate(i.expr()));
  }

  private static boolean hasAggregate(Expr expr) {
    return expr instanceof Expr.Call call
            && call.over() == null
            && (AGGREGATES.contains(call.function()) || call.star() || call.filter() != null)
        || expr.children().stream().anyMatch(SelectShape::hasAggregate);
  }

  private static void unordered(RowStatement statement, Block block, Notes notes) {
    Query query = block.query();
    boolean pointless =
        !query.limited()
            || !query.orderBy().isEmpty()
            || block.select().from().isEmpty()
            || query.limit() instanceof Expr.Literal zero && zero.text().equals("0")
            || isAggregated(block.select()) && block.select().groupBy() == null
            || findsOneRow(statement, block);
    if (!pointless) {
      notes.finding(
          FindingRule.LIMIT_WITHOUT_ORDER_BY,
          query.limit() == null ? query.at() : query.limit().at(),
          "LIMIT without ORDER BY returns any rows, and others at the next call",
          "Add an ORDER BY over a unique key.",
          null);
    }
  }

  /** Whether the condition gives every column of a key a value. */
  private static boolean findsOneRow(RowStatement statement, Block block) {
    if (block.select().from().size() != 1
        || !(block.select().from().getFirst() instanceof FromItem.TableReference reference)) {
      return false;
    }
    Table table = statement.find(reference);
    if (table == null) {
      return false;
    }
    List<Expr> parts = Conditions.conjuncts(block.select().where());
    return table.keys().stream()
        .anyMatch(
            key ->
                key.stream()
                    .allMatch(column -> parts.stream().anyMatch(p -> fixes(statement, p, column))));
  }

  private static boolean fixes(RowStatement statement, Expr part, String column) {
    Expr.Chain chain = Conditions.comparison(part);
    return chain != null
        && chain.operators().getFirst().equals("=")
        && chain.operands().getFirst() instanceof Expr.Column left
        && statement.sameColumn(left.last().text(), column);
  }

  private static void unbounded(RowStatement statement, Block block, Notes notes) {
    Query.Select select = block.select();
    if (select.where() != null
        || block.query().limited()
        || select.from().size() != 1
        || !(select.from().getFirst() instanceof FromItem.TableReference reference)) {
      return;
    }
    Table table = statement.find(reference);
    if (table == null || table.snapshot() == null) {
      return;
    }
    String name = table.name();
    if (!isAggregated(select) && !select.distinct() && notes.scale().isNotable(table)) {
      notes.finding(
          FindingRule.UNBOUNDED_SELECT,
          notes.scale().isBig(table) ? Severity.WARNING : Severity.INFO,
          reference.at(),
          "The query returns every row of " + name + Scale.text(table.snapshot()),
          "Add a WHERE or a LIMIT.",
          name);
    }
    boolean counts =
        select.items().size() == 1
            && select.groupBy() == null
            && select.items().getFirst().expr() instanceof Expr.Call call
            && call.function().equals("count")
            && !call.distinct();
    if (counts && notes.scale().isBig(table)) {
      notes.finding(
          FindingRule.COUNT_ALL,
          reference.at(),
          "Counting every row of " + name + Scale.text(table.snapshot()) + " reads all of it",
          "Where an estimate will do, take the server's statistics.",
          name);
    }
  }
}
