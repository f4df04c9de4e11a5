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

  private static boolean isOr(Reading reading, int from, int to) {
    boolean or = false;
    for (int i = from; i < to; i++) {
      or |= reading.word(i).equals("or");
    }
    return or;
  }
}
