package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.mock.Dates.Period;
import dev.dbsa.adapter.llm.mock.Dates.Unit;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request for rows asks for, whatever SQL that takes: rows of a table under conditions, what
 * of them is shown, what figures are taken, in which order and how many. Immutable.
 *
 * @param rows the rows that are shown or counted
 * @param outputs what is shown of them, in order; empty where the rows themselves are asked for
 * @param groups what figures are taken for each of
 * @param having the conditions on figures of groups
 * @param order the sort keys, the first first
 * @param limit how many rows; {@code null} where no number is given
 * @param distinct whether equal rows are shown once
 * @param all whether all rows are asked for in words
 */
record Plan(
    Rows rows,
    List<Output> outputs,
    List<Output> groups,
    List<Having> having,
    List<Sort> order,
    @Nullable Integer limit,
    boolean distinct,
    boolean all) {
  Plan {
    outputs = List.copyOf(outputs);
    groups = List.copyOf(groups);
    having = List.copyOf(having);
    order = List.copyOf(order);
  }

  Plan showing(List<Output> newOutputs) {
    return new Plan(rows, newOutputs, groups, having, order, limit, distinct, all);
  }

  /**
   * Rows of a relation.
   *
   * @param extreme which of them come first; {@code null} for all
   * @param each what they are taken apart by: per month, in each country
   */
  record Rows(
      Relation relation, List<Condition> conditions, @Nullable Extreme extreme, List<Output> each) {
    Rows {
      conditions = List.copyOf(conditions);
      each = List.copyOf(each);
    }

    static Rows of(Relation relation) {
      return new Rows(relation, List.of(), null, List.of());
    }

    Rows with(Condition condition) {
      List<Condition> all = new ArrayList<>(conditions);
      if (!all.contains(condition)) {
        all.add(condition);
      }
      return new Rows(relation, all, extreme, each);
    }

    Rows withConditions(List<Condition> all) {
      return new Rows(relation, all, extreme, each);
    }

    Rows with(Extreme newExtreme) {
      return new Rows(relation, conditions, newExtreme, each);
    }

    Rows with(Output newEach) {
      List<Output> all = new ArrayList<>(each);
      all.add(newEach);
      return new Rows(relation, conditions, extreme, all);
    }

    Rows withoutExtreme() {
      return new Rows(relation, conditions, null, each);
    }

    Rows plain() {
      return new Rows(relation, conditions, null, List.of());
    }

    /** Whether nothing but conditions says which of the rows are meant. */
    boolean isPlain() {
      return extreme == null && each.isEmpty();
    }

    boolean isBare() {
      return conditions.isEmpty() && isPlain();
    }
  }

  /**
   * A column of a row, or of one that the row leads to.
   *
   * @param path the joins that lead there; empty for the row's own columns
   */
  record Place(List<JoinLink> path, Relation relation, Column column) {
    Place {
      path = List.copyOf(path);
    }

    static Place own(Relation relation, Column column) {
      return new Place(List.of(), relation, column);
    }

    Field field() {
      return new Field(relation, column);
    }
  }

  /** What the rows of the answer consist of. */
  sealed interface Output {}

  /** The value of a column. */
  record Value(Place place) implements Output {}

  /** What a row is called, and its key where that is not telling. */
  record Identity(List<JoinLink> path, Relation relation) implements Output {
    Identity {
      path = List.copyOf(path);
    }
  }

  /** All columns of a row. */
  record Whole(List<JoinLink> path, Relation relation) implements Output {
    Whole {
      path = List.copyOf(path);
    }
  }

  /** The day, month and so on that a moment lies in. */
  record Bucket(Place place, Unit unit) implements Output {}

  /**
   * A figure over rows.
   *
   * @param function COUNT, SUM, AVG, MIN, MAX or MEDIAN
   * @param place what it is of; {@code null} where rows are counted
   * @param of the rows that it is taken over, where these are others than those of the plan
   */
  record Figure(String function, @Nullable Place place, boolean distinct, @Nullable Related of)
      implements Output {
    static Figure count() {
      return new Figure("COUNT", null, false, null);
    }
  }

  /** How many of the rows fulfil conditions, in percent or as a fraction. */
  record Share(List<Condition> of, boolean percent) implements Output {
    Share {
      of = List.copyOf(of);
    }
  }

  /** One figure or column divided by another. */
  record Ratio(Output above, Output below) implements Output {}

  /** Rows of another relation that belong to a row. */
  record Related(List<JoinLink> path, Rows rows) {
    Related {
      path = List.copyOf(path);
    }
  }

  /**
   * What rows are compared by: a column, or a figure over the rows that belong to them.
   *
   * @param rows how many come first
   * @param skipped how many are left out before them: one, where the second largest is asked for
   */
  record Extreme(Output by, boolean descending, int rows, int skipped) {
    Extreme(Output by, boolean descending, int rows) {
      this(by, descending, rows, 0);
    }

    Extreme after(int newSkipped) {
      return new Extreme(by, descending, rows, newSkipped);
    }
  }

  record Having(Figure figure, String operator, String number) {}

  record Sort(Output by, boolean descending) {}

  /** Something that holds for a row or does not. */
  sealed interface Condition {}

  /**
   * A column has a value, or one of several.
   *
   * @param operator a comparison sign; LIKE, STARTS or ENDS for parts of a text
   */
  record Compare(Place place, String operator, String value) implements Condition {}

  record Between(Place place, String from, String to) implements Condition {}

  record During(Place place, Period period) implements Condition {}

  record Known(Place place, boolean known) implements Condition {}

  record Flag(Place place, boolean set) implements Condition {}

  record CompareColumns(Place place, String operator, Place other) implements Condition {}

  /** A column beside a figure over other rows, or beside that column of one other row. */
  record CompareFigure(Place place, String operator, Output figure, Rows over)
      implements Condition {}

  /** There are rows that belong to it. */
  record Exists(Related related, boolean negated) implements Condition {}

  /**
   * Its value is one of those that a column of other rows has.
   *
   * @param value the column of the other rows, seen from them
   */
  record Among(Place place, Rows rows, Place value, boolean negated) implements Condition {}

  /** So many rows belong to it. */
  record CountOf(Related related, String operator, int number, boolean distinct)
      implements Condition {}

  /** A figure over the rows that belong to it, such as their sum, is compared. */
  record FigureOf(Figure figure, String operator, String number) implements Condition {}

  record Or(List<Condition> conditions) implements Condition {
    Or {
      conditions = List.copyOf(conditions);
    }
  }

  record Not(Condition condition) implements Condition {}
}
