package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.QueryPlan.FigureCondition;
import dev.dbsa.domain.schema.Relation;
import java.util.List;

/**
 * Which rows of a table a change is about.
 *
 * @param own conditions on the table's own columns, in the order of the request
 * @param others rows of other tables that must belong to a row, or must not
 * @param figures conditions on how many rows of another table belong to a row
 */
record RowSelection(List<Filter> own, List<Counterparts> others, List<FigureCondition> figures) {
  /** Every row. */
  static final RowSelection ALL = new RowSelection(List.of(), List.of(), List.of());

  RowSelection {
    own = List.copyOf(own);
    others = List.copyOf(others);
    figures = List.copyOf(figures);
  }

  /**
   * Rows of another table.
   *
   * @param absent whether there must be none
   * @param conditions what is said about them
   */
  record Counterparts(Relation relation, boolean absent, List<Filter> conditions) {
    Counterparts {
      conditions = List.copyOf(conditions);
    }
  }

  /** Whether no condition restricts it. */
  boolean isEveryRow() {
    return own.isEmpty() && others.isEmpty() && figures.isEmpty();
  }
}
