package dev.dbsa.adapter.llm.mock;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One way to understand the words from some place on.
 *
 * @param end the item after the last one understood
 * @param cost what speaks against it, 0 for nothing; adds up over the parts
 * @param told what was understood though the request does not say it so, for people
 */
record Read<T>(T value, int end, double cost, List<String> told) {
  /** More ways than these are not followed. */
  private static final int MOST = 12;

  private static final int MOST_OF_ONE_END = 4;

  static <T> Read<T> of(T value, int end, double cost) {
    return new Read<>(value, end, cost, List.of());
  }

  static <T> Read<T> of(T value, int end, double cost, String told) {
    return new Read<>(value, end, cost, List.of(told));
  }

  /** The same words with what was understood before them. */
  <U> Read<U> as(U newValue) {
    return new Read<>(newValue, end, cost, told);
  }

  <U> Read<U> then(Read<U> next) {
    return new Read<>(next.value(), next.end(), cost + next.cost(), both(next.told()));
  }

  <U> Read<U> then(U newValue, Read<?> next) {
    return new Read<>(newValue, next.end(), cost + next.cost(), both(next.told()));
  }

  Read<T> to(int newEnd, double more) {
    return new Read<>(value, newEnd, cost + more, told);
  }

  Read<T> tell(String more, double doubt) {
    return new Read<>(value, end, cost + doubt, both(List.of(more)));
  }

  private List<String> both(List<String> more) {
    if (more.isEmpty()) {
      return told;
    }
    List<String> all = new ArrayList<>(told);
    more.stream().filter(t -> !all.contains(t)).forEach(all::add);
    return List.copyOf(all);
  }

  /** The best ones, some for each end. */
  static <T> List<Read<T>> best(List<Read<T>> reads) {
    List<Read<T>> sorted = new ArrayList<>(reads);
    sorted.sort(Comparator.comparingDouble((Read<T> r) -> r.cost()).thenComparing(r -> -r.end()));
    List<Read<T>> kept = new ArrayList<>();
    Map<Integer, Integer> byEnd = new HashMap<>();
    for (Read<T> read : sorted) {
      boolean known =
          kept.stream().anyMatch(k -> k.end() == read.end() && k.value().equals(read.value()));
      if (!known
          && kept.size() < MOST
          && byEnd.merge(read.end(), 1, Integer::sum) <= MOST_OF_ONE_END) {
        kept.add(read);
      }
    }
    // A long reading costs more than a short one, and may be the one that reaches the end.
    sorted.stream()
        .max(Comparator.comparingInt((Read<T> r) -> r.end()).thenComparing(r -> -r.cost()))
        .filter(r -> kept.stream().noneMatch(k -> k.end() == r.end()))
        .ifPresent(kept::add);
    return kept;
  }
}
