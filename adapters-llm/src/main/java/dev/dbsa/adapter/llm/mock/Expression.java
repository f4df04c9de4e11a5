package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Dates.Unit;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that a query shows, groups by, or sorts by. */
sealed interface Expression {
  /** The relation that it is read from. */
  Relation relation();

  /** The value of a column in each row. */
  record OfColumn(Field field) implements Expression {
    @Override
    public Relation relation() {
      return field.relation();
    }
  }

  /** The day, month and so on that a moment lies in. */
  record OfPeriod(Field field, Unit unit) implements Expression {
    @Override
    public Relation relation() {
      return field.relation();
    }
  }

  /** What tells a row from others: its key, and what it is called. */
  record OfRow(Relation relation) implements Expression {}

  /** All columns of a row. */
  record WholeRow(Relation relation) implements Expression {}

  /**
   * A figure over rows.
   *
   * @param function COUNT, SUM, AVG, MIN or MAX
   * @param field what it is of; {@code null} where the rows of the relation are counted
   * @param distinct whether each value counts once
   */
  record Figure(String function, @Nullable Field field, boolean distinct, Relation relation)
      implements Expression {
    static Figure rowsOf(Relation relation) {
      return new Figure("COUNT", null, false, relation);
    }

    static Figure of(String function, Field field) {
      return new Figure(function, field, false, field.relation());
    }

    static Figure distinctValuesOf(Field field) {
      return new Figure("COUNT", field, true, field.relation());
    }

    /** Whether counting a row twice would change the figure. */
    boolean isSensitiveToRepeats() {
      return function.equals("SUM") || function.equals("AVG") || function.equals("COUNT");
    }
  }

  /** How many of the rows fulfil conditions, in percent. */
  record Share(Relation relation, List<Filter> of) implements Expression {
    public Share {
      of = List.copyOf(of);
    }
  }

  /** Whether it is taken over several rows. */
  default boolean isFigure() {
    return this instanceof Figure || this instanceof Share;
  }
}
