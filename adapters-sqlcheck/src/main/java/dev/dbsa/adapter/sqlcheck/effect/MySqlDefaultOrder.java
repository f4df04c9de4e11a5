package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.TreeWalk;
import java.util.List;

/**
 * Which columns of a new table MySQL's defaults in parentheses may name: none that is computed
 * later, and none that counts by itself.
 */
final class MySqlDefaultOrder {
  private final List<ColumnDefinition> columns;
  private final Step step;

  private MySqlDefaultOrder(List<ColumnDefinition> columns, Step step) {
    this.columns = columns;
    this.step = step;
  }

  static void check(List<ColumnDefinition> columns, Step step) {
    MySqlDefaultOrder order = new MySqlDefaultOrder(columns, step);
    for (int i = 0; i < columns.size(); i++) {
      int at = i;
      for (Part part : columns.get(i).parts()) {
        if (part instanceof Part.Default d && order.isComputed(d)) {
          TreeWalk.walk(
              d.value(),
              e -> {
                if (e instanceof Expr.Column column) {
                  order.named(column, at);
                }
              });
        }
      }
    }
  }

  private void named(Expr.Column named, int from) {
    for (int i = 0; i < columns.size(); i++) {
      ColumnDefinition column = columns.get(i);
      if (!step.same(column.name().text(), named.last().text())) {
        continue;
      }
      if (column.has(Part.AutoIncrement.class)) {
        refuse(named, "The AUTO_INCREMENT column " + named.last() + " cannot stand in a default");
      } else if (i >= from && isComputed(column)) {
        refuse(named, "The column " + named.last() + " is computed later than this default");
      }
      return;
    }
  }

  private boolean isComputed(ColumnDefinition column) {
    return column.has(Part.Generated.class)
        || column.find(Part.Default.class).filter(this::isComputed).isPresent();
  }

  private boolean isComputed(Part.Default value) {
    return step.text().token(value.at() + 1).is("(");
  }

  private void refuse(Expr.Column named, String message) {
    step.refuse(FindingRule.DEFINITION_EXPRESSION, named.at(), message, null, named.last().text());
  }
}
