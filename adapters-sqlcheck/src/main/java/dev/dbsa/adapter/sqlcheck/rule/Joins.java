package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.bind.Bound;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.rule.RowStatement.Block;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.FromItem.TableReference;
import dev.dbsa.sql.tree.Query;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Joins that multiply rows, and outer joins that a condition undoes. */
final class Joins implements RowRule {
  /** More tables than MySQL joins in one query; the work grows with their square. */
  private static final int MOST_TABLES = 61;

  @Override
  public void check(RowStatement statement, Notes notes) {
    for (Block block : statement.blocks()) {
      cartesian(statement, block.select(), notes);
      for (FromItem item : block.select().from()) {
        outer(item, block.select(), notes);
      }
    }
    for (Expr condition : statement.conditions()) {
      itself(statement, condition, notes);
      Boolean truth = statement.truth(condition, true);
      boolean change =
          !(statement.tree() instanceof dev.dbsa.sql.tree.Statement.Select)
              && statement.conditions().getFirst() == condition;
      // ON TRUE is how a LATERAL join is written.
      boolean idiom = condition instanceof Expr.Literal && Boolean.TRUE.equals(truth);
      if (truth != null && !(truth && change) && !idiom) {
        notes.finding(
            FindingRule.CONSTANT_CONDITION,
            truth ? Severity.INFO : Severity.WARNING,
            condition.at(),
            truth ? "The condition holds for every row" : "The condition holds for no row",
            "Compare a column, or leave the condition out.",
            null);
      }
    }
  }

  /** A comparison of a column with itself, which was meant for one of another table. */
  private static void itself(RowStatement statement, Expr condition, Notes notes) {
    for (Expr part : Conditions.conjuncts(condition)) {
      Expr.Chain chain = Conditions.comparison(part);
      if (chain == null) {
        continue;
      }
      Optional<Bound.TableColumn> column = statement.bound().column(chain.operands().getFirst());
      if (column.isPresent()
          && column.equals(statement.bound().column(chain.operands().getLast()))) {
        notes.finding(
            FindingRule.CONSTANT_CONDITION,
            Severity.WARNING,
            part.at(),
            "The condition compares "
                + column.get().table().name()
                + "."
                + column.get().column()
                + " with itself",
            "Compare it with a column of another table, or with a value.",
            column.get().column());
      }
    }
  }

  // ---------------------------------------------------------------- cartesian products

  private static void cartesian(RowStatement statement, Query.Select select, Notes notes) {
    List<FromItem> leaves = Conditions.leaves(select.from());
    if (leaves.size() < 2
        || leaves.size() > MOST_TABLES
        || !leaves.stream().allMatch(l -> l instanceof TableReference)) {
      return;
    }
    int[] group = new int[leaves.size()];
    for (int i = 0; i < group.length; i++) {
      group[i] = i;
    }
    for (FromItem item : select.from()) {
      connect(item, leaves, group);
    }
    for (Expr part : Conditions.conjuncts(select.where())) {
      Set<Integer> touched = new HashSet<>();
      boolean clear = !Conditions.hasQuery(part);
      for (Expr.Column column : Conditions.columns(part)) {
        int leaf = leafOf(statement, column, leaves);
        clear &= leaf >= 0;
        touched.add(leaf);
      }
      if (!clear) {
        return;
      }
      boolean fixed = touched.size() == 1 && isFixed(part);
      if (fixed) {
        // One row of this table: it multiplies nothing.
        join(group, touched.iterator().next(), 0);
      }
      for (int leaf : touched) {
        join(group, leaf, touched.iterator().next());
      }
    }
    for (int i = 1; i < group.length; i++) {
      if (group[i] != group[0]) {
        TableReference lone = (TableReference) leaves.get(i);
        notes.finding(
            FindingRule.CARTESIAN_JOIN,
            lone.at(),
            "Nothing joins "
                + lone.name().getLast()
                + " to the other tables: each of its rows meets every other row",
            "Add a join condition, or write CROSS JOIN where this is meant.",
            lone.name().getLast().text());
        return;
      }
    }
  }

  private static boolean isFixed(Expr part) {
    Expr.Chain chain = Conditions.comparison(part);
    return chain != null && chain.operators().getFirst().equals("=");
  }

  private static void connect(FromItem item, List<FromItem> leaves, int[] group) {
    switch (item) {
      case FromItem.Join join -> {
        connect(join.left(), leaves, group);
        connect(join.right(), leaves, group);
        boolean meant =
            join.on() != null
                || !join.using().isEmpty()
                || join.natural()
                || join.kind().equals("cross");
        if (meant) {
          List<FromItem> sides = Conditions.leaves(List.of(join));
          for (FromItem side : sides) {
            join(group, place(leaves, side), place(leaves, sides.getFirst()));
          }
        }
      }
      case FromItem.Grouped grouped -> connect(grouped.inner(), leaves, group);
      default -> {}
    }
  }

  /** By identity: equal items may stand there twice. */
  private static int place(List<FromItem> leaves, FromItem item) {
    for (int i = 0; i < leaves.size(); i++) {
      if (leaves.get(i) == item) {
        return i;
      }
    }
    return 0;
  }

  private static void join(int[] group, int a, int b) {
    int from = group[a];
    int to = group[b];
    for (int i = 0; i < group.length; i++) {
      if (group[i] == from) {
        group[i] = to;
      }
    }
  }

  private static int leafOf(RowStatement statement, Expr.Column column, List<FromItem> leaves) {
    if (column.parts().size() > 1) {
      return leafNamed(column.parts().get(column.parts().size() - 2).text(), leaves);
    }
    String table = statement.bound().column(column).map(c -> c.table().name()).orElse(null);
    if (table == null) {
      return -1;
    }
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      if (((TableReference) leaves.get(i)).name().getLast().text().equalsIgnoreCase(table)) {
        found.add(i);
      }
    }
    return found.size() == 1 ? found.getFirst() : -1;
  }

  private static int leafNamed(String qualifier, List<FromItem> leaves) {
    for (int i = 0; i < leaves.size(); i++) {
      if (label((TableReference) leaves.get(i)).equalsIgnoreCase(qualifier)) {
        return i;
      }
    }
    return -1;
  }

  private static String label(TableReference reference) {
    return reference.alias() != null ? reference.alias().text() : reference.name().getLast().text();
  }

  // ---------------------------------------------------------------- outer joins

  private static void outer(FromItem item, Query.Select select, Notes notes) {
    switch (item) {
      case FromItem.Join join -> {
        outer(join.left(), select, notes);
        outer(join.right(), select, notes);
        FromItem optional =
            join.kind().equals("left")
                ? join.right()
                : join.kind().equals("right") ? join.left() : null;
        if (optional instanceof TableReference reference) {
          voided(reference, select, notes);
        }
      }
      case FromItem.Grouped grouped -> outer(grouped.inner(), select, notes);
      default -> {}
    }
  }

  private static void voided(TableReference optional, Query.Select select, Notes notes) {
    for (Expr part : Conditions.conjuncts(select.where())) {
      Expr operand = rejected(part, label(optional));
      if (operand != null) {
        notes.finding(
            FindingRule.OUTER_JOIN_VOIDED,
            operand.at(),
            "The condition on "
                + label(optional)
                + " drops the rows that the outer join keeps, so it is an inner join",
            "Move the condition into ON, or write JOIN.",
            optional.name().getLast().text());
        return;
      }
    }
  }

  /** The column of this table that must not be NULL for the condition to hold. */
  private static @Nullable Expr rejected(Expr part, String label) {
    Expr.Chain chain = Conditions.comparison(part);
    if (chain != null && !chain.operators().getFirst().equals("<=>")) {
      for (Expr operand : chain.operands()) {
        if (isOf(operand, label)) {
          return operand;
        }
      }
      return null;
    }
    return switch (part) {
      case Expr.Between between when isOf(between.operand(), label) -> between.operand();
      case Expr.In in when !in.not() && isOf(in.operand(), label) -> in.operand();
      case Expr.Like like when isOf(like.operand(), label) -> like.operand();
      default -> null;
    };
  }

  private static boolean isOf(Expr operand, String label) {
    return operand instanceof Expr.Column column
        && column.parts().size() > 1
        && column.parts().get(column.parts().size() - 2).text().equalsIgnoreCase(label);
  }
}
