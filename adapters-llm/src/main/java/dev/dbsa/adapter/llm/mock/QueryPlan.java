package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Dates.Unit;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request for rows asks for, whatever SQL that takes.
 *
 * @param listed the table whose rows are asked for
 * @param counterparts the rows of other tables that must or must not belong to a row
 * @param counterpartCount how many such rows there have to be; {@code null} for any number
 * @param groupSize how many rows each group has to have; {@code null} for any number
 * @param selected the columns that are named to be shown
 * @param shown the tables that are named to be shown beside the listed one
 * @param ranked whether the first rows of each group are asked for instead of figures
 */
record QueryPlan(
    Relation listed,
    List<Aggregate> aggregates,
    List<GroupKey> groups,
    List<Filter> filters,
    List<Counterpart> counterparts,
    @Nullable RowCount counterpartCount,
    @Nullable RowCount groupSize,
    List<Field> selected,
    List<ShownTable> shown,
    Sorting sorting,
    Extent extent,
    boolean ranked,
    boolean distinct) {

  QueryPlan {
    aggregates = List.copyOf(aggregates);
    groups = List.copyOf(groups);
    filters = List.copyOf(filters);
    counterparts = List.copyOf(counterparts);
    selected = List.copyOf(selected);
    shown = List.copyOf(shown);
  }

  /** What the FROM clause begins with: the counted or summed table, else the listed one. */
  Relation base() {
    return aggregates.isEmpty() ? listed : aggregates.getFirst().relation();
  }

  /** Whether figures are asked for instead of rows. */
  boolean isAggregated() {
    return !aggregates.isEmpty() || !groups.isEmpty();
  }

  List<Filter> filtersOn(Relation relation) {
    return filters.stream().filter(filter -> filter.field().isOf(relation)).toList();
  }

  boolean hasCounterpart(Relation relation) {
    return counterparts.stream().anyMatch(c -> c.relation().name().equals(relation.name()));
  }

  boolean selectsFrom(Relation relation) {
    return selected.stream().anyMatch(field -> field.isOf(relation));
  }

  boolean shows(Relation relation) {
    return shown.stream().anyMatch(s -> s.relation().name().equals(relation.name()));
  }

  /**
   * A figure.
   *
   * @param field what it is of; {@code null} where the rows of the relation are counted
   * @param distinct whether each value counts once
   */
  record Aggregate(String function, @Nullable Field field, boolean distinct, Relation relation) {
    static Aggregate rowsOf(Relation relation) {
      return new Aggregate("COUNT", null, false, relation);
    }

    static Aggregate distinctValuesOf(Field field) {
      return new Aggregate("COUNT", field, true, field.relation());
    }

    static Aggregate of(String function, Field field) {
      return new Aggregate(function, field, false, field.relation());
    }

    /** Whether counting a row twice would change the figure. */
    boolean isSensitiveToRepeats() {
      return function.equals("SUM") || function.equals("AVG");
    }
  }

  /** What rows are grouped by. */
  sealed interface GroupKey {
    Relation relation();

    /** The key for people. */
    String description();

    /** The values of a column. */
    record ByColumn(Field field) implements GroupKey {
      @Override
      public Relation relation() {
        return field.relation();
      }

      @Override
      public String description() {
        return field.relation().name().name() + "." + field.column().name();
      }
    }

    /** The days, months and so on that the moments of a column lie in. */
    record ByPeriod(Field field, Unit unit) implements GroupKey {
      @Override
      public Relation relation() {
        return field.relation();
      }

      @Override
      public String description() {
        return unit.label() + " of " + new ByColumn(field).description();
      }
    }

    /** The rows of a table. */
    record ByRow(Relation relation) implements GroupKey {
      @Override
      public String description() {
        return relation.name().name();
      }
    }
  }

  /** Rows of another table that must belong to a row, or must not. */
  record Counterpart(Relation relation, boolean absent) {}

  /** A table that is shown beside the listed one; or with all rows of it, fitting or not. */
  record ShownTable(Relation relation, boolean keepsAll) {}

  /** A condition on a number of rows. */
  record RowCount(Relation relation, String operator, int number) {
    String condition(String figure) {
      return figure + " " + operator + " " + number;
    }

    /** Whether no row at all may satisfy it. */
    boolean mayBeNone() {
      return operator.startsWith("<") || number == 0;
    }
  }

  /** Which end of time is asked for. */
  enum Age {
    NEWEST,
    OLDEST
  }

  /**
   * What the result is sorted by, as far as the request tells.
   *
   * @param column a column
   * @param rowsOf a table, by the number of its rows
   * @param table a table, by what its rows are called
   * @param age the rows' own age, if none of the others is given
   */
  record Sorting(
      @Nullable Field column,
      @Nullable Relation rowsOf,
      @Nullable Relation table,
      boolean descending,
      @Nullable Age age) {
    /** Whether a sort key is named. */
    boolean hasKey() {
      return column != null || rowsOf != null || table != null;
    }
  }

  /**
   * How many rows are asked for.
   *
   * @param rows the number, if one is given
   * @param all whether all are asked for in words
   * @param singular whether the listed table is spoken of in the singular
   */
  record Extent(@Nullable Integer rows, boolean all, boolean singular) {}
}
