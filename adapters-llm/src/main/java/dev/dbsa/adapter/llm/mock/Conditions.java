package dev.dbsa.adapter.llm.mock;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Puts the conditions of a request together as its words do. */
final class Conditions {
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
   */
  static List<List<Filter>> ofOneRow(Reading reading, List<Filter> filters) {
    for (int i = 0; i < filters.size(); i++) {
      for (int j = i + 1; j < filters.size(); j++) {
        Filter one = filters.get(i);
        Filter other = filters.get(j);
        if (one.field().equals(other.field())
            && isEquality(one)
            && isEquality(other)
            && !isOr(reading, one.end(), other.start())) {
          List<List<Filter>> apart = new ArrayList<>();
          for (Filter value : List.of(one, other)) {
            List<Filter> row = new ArrayList<>(filters);
            row.remove(value == one ? other : one);
            apart.addAll(ofOneRow(reading, row));
          }
          return apart.stream().distinct().toList();
        }
      }
    }
    return List.of(filters);
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
