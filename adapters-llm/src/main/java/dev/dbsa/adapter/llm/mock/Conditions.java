package dev.dbsa.adapter.llm.mock;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Puts the conditions of a request together as its words do. */
final class Conditions {
  /** Each is a subquery; of combinations of several columns there are quickly very many. */
  private static final int MOST_ROWS = 32;

  private Conditions() {}

  /** The conditions that all have to hold; those joined by the word or stand together in one. */
  static List<String> combine(
      Reading reading, List<Filter> filters, Function<Filter, String> write) {
    List<String> conditions = new ArrayList<>();
    List<String> alternatives = new ArrayList<>();
    for (int i = 0; i < filters.size(); i++) {
      alternatives.add(write.apply(filters.get(i)));
      boolean continues =
          i + 1 < filters.size() && isOr(reading, filters.get(i).end(), filters.get(i + 1).start());
      if (!continues) {
        conditions.add(
            alternatives.size() == 1
                ? alternatives.getFirst()
                : "(" + String.join(" OR ", alternatives) + ")");
        alternatives.clear();
      }
    }
    return conditions;
  }

  /**
   * The conditions apart that no single row can fulfil: with a treatment by Ada and one by Ben.
   * Those that are about other columns are said of each of the rows.
   *
   * @return at least one list, each for a row of its own
   * @throws Unclear if there are so many that nobody means all of these rows
   */
  static List<List<Filter>> ofOneRow(Reading reading, List<Filter> filters) throws Unclear {
    List<List<Filter>> rows = List.of(List.of());
    for (Filter filter : filters) {
      Set<List<Filter>> with = new LinkedHashSet<>();
      for (List<Filter> row : rows) {
        List<Filter> beside =
            row.stream().filter(other -> !excludes(reading, other, filter)).toList();
        if (beside.size() < row.size()) {
          with.add(row);
        }
        with.add(Stream.concat(beside.stream(), Stream.of(filter)).toList());
      }
      rows = List.copyOf(with);
      if (rows.size() > MOST_ROWS) {
        throw new Unclear("The request names more values than are put together: which are meant?");
      }
    }
    return rows;
  }

  /** Whether no row has both values in its column. */
  private static boolean excludes(Reading reading, Filter one, Filter other) {
    return one.field().equals(other.field())
        && isEquality(one)
        && isEquality(other)
        && !isOr(reading, one.end(), other.start());
  }

  private static boolean isEquality(Filter filter) {
    return filter.sql().apply("c").startsWith("c = ");
  }

  private static boolean isOr(Reading reading, int from, int to) {
    boolean or = false;
    for (int i = from; i < to; i++) {
      or |= reading.word(i).equals("or");
    }
    return or;
  }
}
