package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.syntax.EditDistance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the real names that a wrong one was probably meant to be: by Damerau-Levenshtein distance,
 * then by shared name parts.
 */
final class NearestName {
  private static final int MOST = 3;

  /** Longer names are compared by their beginnings. */
  private static final int MAX_LENGTH = 64;

  private record Scored(String name, int score) {}

  private NearestName() {}

  /** The best candidates, best first; at most three, often none. */
  static List<String> find(String wrong, Collection<String> candidates) {
    String wanted = normal(wrong);
    Set<String> wantedParts = parts(wrong);
    List<Scored> scored = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>(candidates);
    int limit = Math.max(1, wanted.length() / 3);
    for (String candidate : seen) {
      String normal = normal(candidate);
      int score;
      if (normal.equals(wanted)) {
        score = 0;
      } else {
        int distance = EditDistance.between(wanted, normal, limit);
        if (distance <= limit) {
          score = distance * 10;
        } else {
          Set<String> shared = parts(candidate);
          int all = shared.size() + wantedParts.size();
          shared.retainAll(wantedParts);
          if (shared.isEmpty()) {
            continue;
          }
          score = 100 + 100 - 200 * shared.size() / all;
        }
      }
      scored.add(new Scored(candidate, score));
    }
    scored.sort(
        (a, b) ->
            a.score() != b.score()
                ? Integer.compare(a.score(), b.score())
                : a.name().compareTo(b.name()));
    int best = scored.isEmpty() ? 0 : scored.getFirst().score();
    return scored.stream()
        .filter(s -> s.score() <= best + 20)
        .limit(MOST)
        .map(Scored::name)
        .toList();
  }

  /** Advice in words; {@code null}-free: empty where there is none. */
  static String hint(List<String> names) {
    return names.isEmpty() ? "" : "Did you mean " + String.join(" or ", names) + "?";
  }

  private static String normal(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replaceAll("[_\\s-]", "");
    return lower.length() > MAX_LENGTH ? lower.substring(0, MAX_LENGTH) : lower;
  }

  private static Set<String> parts(String name) {
    String spaced = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    Set<String> parts = new LinkedHashSet<>();
    for (String part : spaced.split("[^\\p{L}\\p{N}]+")) {
      if (part.length() > 2) {
        // Plural and singular are one word here.
        parts.add(part.endsWith("s") ? part.substring(0, part.length() - 1) : part);
      }
    }
    return parts;
  }
}
