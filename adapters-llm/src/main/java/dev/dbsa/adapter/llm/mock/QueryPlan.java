package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Expression.Figure;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request for rows asks for, whatever SQL that takes.
 *
 * @param outputs what is shown, in order; never empty
 * @param distinct whether equal rows are shown once
 * @param filters the conditions on columns
 * @param counterparts the rows of other tables that must or must not belong to a row
 * @param groups what the figures are taken for each of
 * @param having the conditions on figures
 * @param joined the tables that have to have a row beside, though nothing of them is shown
 * @param optional the shown tables that need not have a row beside
 * @param order the sort keys, the first first
 * @param extent how many rows
 * @param ranked what the first rows are asked for each of; empty where they are of all
 */
record QueryPlan(
    List<Expression> outputs,
    boolean distinct,
    List<Filter> filters,
    List<Counterpart> counterparts,
    List<Expression> groups,
    List<FigureCondition> having,
    List<Relation> joined,
    List<Relation> optional,
    List<SortKey> order,
    Extent extent,
    List<Expression> ranked) {

  QueryPlan {
    outputs = List.copyOf(outputs);
    filters = List.copyOf(filters);
    counterparts = List.copyOf(counterparts);
    groups = List.copyOf(groups);
    having = List.copyOf(having);
    joined = List.copyOf(joined);
    optional = List.copyOf(optional);
    order = List.copyOf(order);
    ranked = List.copyOf(ranked);
  }

  /** What the FROM clause begins with. */
  Relation base() {
    return groups.isEmpty() || ranked.size() > 0
        ? outputs.getFirst().relation()
        : groups.getFirst().relation();
  }

  boolean isAggregated() {
    return !groups.isEmpty()
        || outputs.stream().anyMatch(Expression::isFigure)
        || order.stream().anyMatch(k -> k.by().isFigure());
  }

  /**
   * Rows of another table that must belong to a row, or must not.
   *
   * @param at where the request names them
   * @param filters what is said of them
   */
  record Counterpart(Relation relation, boolean absent, int at, List<Filter> filters) {
    Counterpart {
      filters = List.copyOf(filters);
    }
  }

  /** A condition on a figure of a group. */
  record FigureCondition(Figure figure, String operator, String number) {
    /** Whether a group without any row may fulfil it. */
    boolean mayBeNone() {
      return figure.function().equals("COUNT") && (operator.startsWith("<") || number.equals("0"));
    }
  }

  record SortKey(Expression by, boolean descending) {}

  /**
   * How many rows are asked for.
   *
   * @param rows the number, if one is given or said by a superlative
   * @param all whether all are asked for in words
   */
  record Extent(@Nullable Integer rows, boolean all) {}
}
