package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.bind.Bound;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.FromItem.TableReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Of which joined tables a row finds one row at most, since it is joined to them by a key. */
final class JoinedKeys {
  private final RowStatement statement;
  private final Bound bound;
  private final List<FromItem> leaves;
  private final List<Expr> conditions;

  /**
   * @param conditions what all have to hold; a lone column is one of USING
   */
  JoinedKeys(RowStatement statement, List<FromItem> leaves, List<Expr> conditions) {
    this.statement = statement;
    this.bound = statement.bound();
    this.leaves = leaves;
    this.conditions = conditions;
  }

  /** The item itself, and those of which each of its rows is joined to one row at most. */
  Set<FromItem> reachedFrom(FromItem item) {
    Set<FromItem> reached = Collections.newSetFromMap(new IdentityHashMap<>());
    reached.add(item);
    boolean grows = true;
    while (grows) {
      grows = false;
      for (FromItem leaf : leaves) {
        if (leaf instanceof TableReference table
            && !reached.contains(leaf)
            && holdsKey(statement, table, fixed(table, reached))) {
          grows = reached.add(leaf);
        }
      }
    }
    return reached;
  }

  /** The columns that have to equal a constant or a value of the items that are there. */
  private List<String> fixed(TableReference leaf, Set<FromItem> known) {
    List<String> fixed = new ArrayList<>();
    for (Expr condition : conditions) {
      if (condition instanceof Expr.Column using) {
        fixed.add(using.last().text());
      }
      Expr.Chain chain = Conditions.comparison(condition);
      if (chain == null || !chain.operators().getFirst().equals("=")) {
        continue;
      }
      for (int i = 0; i < 2; i++) {
        Expr one = chain.operands().get(i);
        Expr other = chain.operands().get(1 - i);
        if (bound.isOf(one, leaf.at()) && comesFrom(other, known)) {
          bound.column(one).ifPresent(c -> fixed.add(c.column()));
        }
      }
    }
    return fixed;
  }

  private boolean comesFrom(Expr value, Set<FromItem> known) {
    return !Conditions.hasQuery(value)
        && Conditions.columns(value).stream()
            .allMatch(c -> known.stream().anyMatch(item -> bound.isOf(c, item.at())));
  }

  /** Whether columns hold a key of a table; a table of which not all is known may have any. */
  static boolean holdsKey(
      RowStatement statement, TableReference reference, Collection<String> columns) {
    Table table = statement.find(reference);
    return table == null || table.open() || table.keys().stream().anyMatch(columns::containsAll);
  }
}
