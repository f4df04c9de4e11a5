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
    defaultsOf(columns, step);
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

  /** DEFAULT(column) in defaults and computed columns. */
  static void defaultsOf(List<ColumnDefinition> columns, Step step) {
    MySqlDefaultOrder order = new MySqlDefaultOrder(columns, step);
    for (ColumnDefinition column : columns) {
      for (Part part : column.parts()) {
        Expr value =
            switch (part) {
              case Part.Generated g -> g.value();
              case Part.Default d when order.isComputed(d) -> d.value();
              default -> null;
            };
        if (value != null) {
          TreeWalk.walk(value, order::defaultOf);
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

  /** DEFAULT(column) is for columns with a constant default, or none that is needed. */
  private void defaultOf(Expr expr) {
    if (!(expr instanceof Expr.Other other)
        || !step.text().token(other.at()).is("default")
        || other.children().size() != 1
        || !(other.children().getFirst() instanceof Expr.Column named)) {
      return;
    }
    for (ColumnDefinition column : columns) {
      if (!step.same(column.name().text(), named.last().text())) {
        continue;
      }
      boolean needed =
          column.has(Part.NotNull.class)
              && !column.has(Part.Default.class)
              && !column.has(Part.AutoIncrement.class);
      if (isComputed(column) || needed) {
        refuse(named, "The column " + named.last() + " has no constant default");
      }
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
