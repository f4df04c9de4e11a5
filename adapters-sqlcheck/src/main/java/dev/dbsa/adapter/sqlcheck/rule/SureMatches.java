package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.bind.Bound;
import dev.dbsa.adapter.sqlcheck.bind.Bound.TableColumn;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows that are sure to find one in another table, by a foreign key or because they look into their
 * own table.
 */
final class SureMatches {
  private final Bound bound;

  SureMatches(Bound bound) {
    this.bound = bound;
  }

  /**
   * Whether a row is sure to find one.
   *
   * @param own columns of the row, each to be equal to the column of {@code other} at its place
   */
  private static boolean isSure(List<TableColumn> own, List<TableColumn> other) {
    if (own.isEmpty()) {
      return false;
    }
    TableColumn row = own.getFirst();
    TableColumn sought = other.getFirst();
    Map<String, String> pairs = new HashMap<>();
    for (int i = 0; i < own.size(); i++) {
      boolean one = own.get(i).source() == row.source() && other.get(i).source() == sought.source();
      if (!one || !Truth.isNotNull(own.get(i))) {
        return false;
      }
      pairs.put(own.get(i).column(), other.get(i).column());
    }
    if (row.table().fullName().equals(sought.table().fullName())) {
      return pairs.entrySet().stream().allMatch(p -> p.getKey().equals(p.getValue()));
    }
    return row.table().relation().foreignKeys().stream()
        .anyMatch(key -> isKept(key, sought.table()) && covers(key, pairs));
  }

  private static boolean isKept(ForeignKey key, Table target) {
    return key.validated() && !key.unenforced() && key.target().equals(target.fullName());
  }

  private static boolean covers(ForeignKey key, Map<String, String> pairs) {
    int found = 0;
    for (int i = 0; i < key.columns().size(); i++) {
      if (key.targetColumns().get(i).equals(pairs.get(key.columns().get(i)))) {
        found++;
      }
    }
    return found == pairs.size();
  }

  /**
   * Whether each row of the query around is sure to find a row of a subquery.
   *
   * @param operand what has to be equal to the subquery's only column; empty for EXISTS
   */
  boolean finds(Optional<Expr> operand, Query query) {
    if (!(query.body() instanceof Query.Select select)
        || select.having() != null
        || select.groupBy() != null
        || query.limit() != null
        || query.offset() != null
        || query.with() != null
        || select.from().size() != 1
        || !(select.from().getFirst() instanceof FromItem.TableReference source)
        || !source.sample().isEmpty()) {
      return false;
    }
    Pairs pairs = new Pairs(source.at());
    if (operand.isPresent()) {
      if (select.items().size() != 1) {
        return false;
      }
      pairs.add(operand.get(), select.items().getFirst().expr());
    }
    Conditions.conjuncts(select.where()).forEach(pairs::add);
    return pairs.areSure();
  }

  /**
   * Whether conditions of joins leave out no row of a table.
   *
   * @param conditions what all have to hold
   * @param at where the table that is joined stands
   */
  boolean joins(List<Expr> conditions, int at) {
    Pairs pairs = new Pairs(at);
    conditions.forEach(pairs::add);
    return pairs.areSure();
  }

  /** Columns that have to be equal, of the table at a place of FROM and of one other. */
  private final class Pairs {
    private final int at;
    private final List<TableColumn> own = new ArrayList<>();
    private final List<TableColumn> other = new ArrayList<>();
    private boolean more;

    Pairs(int at) {
      this.at = at;
    }

    void add(Expr condition) {
      Expr.Chain chain = Conditions.comparison(condition);
      if (chain == null || !chain.operators().getFirst().equals("=")) {
        more = true;
        return;
      }
      add(chain.operands().getFirst(), chain.operands().getLast());
    }

    void add(Expr a, Expr b) {
      Optional<TableColumn> one = bound.column(a);
      Optional<TableColumn> two = bound.column(b);
      if (one.isEmpty() || two.isEmpty() || bound.isOf(a, at) == bound.isOf(b, at)) {
        more = true;
      } else if (bound.isOf(a, at)) {
        other.add(one.get());
        own.add(two.get());
      } else {
        own.add(one.get());
        other.add(two.get());
      }
    }

    boolean areSure() {
      return !more && isSure(own, other);
    }
  }
}
