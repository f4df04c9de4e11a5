package dev.dbsa.adapter.sqlcheck.bind;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the real names that a wrong one was probably meant to be: by Damerau-Levenshtein distance,
 * then by shared name parts.
 */
public final class NearestName {
  private static final int MOST = 3;

  /** Longer names are compared by their beginnings. */
  private static final int MAX_LENGTH = 64;

  private record Scored(String name, int score) {}

  private NearestName() {}

  /** The best candidates, best first; at most three, often none. */
  public static List<String> find(String wrong, Collection<String> candidates) {
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
  public static String hint(List<String> names) {
    return names.isEmpty() ? "" : "Did you mean " + String.join(" or ", names) + "?";
  }

  /** In lower case, without underscores, blanks and dashes. */
  private static String normal(String name) {
    StringBuilder normal = new StringBuilder(Math.min(name.length(), MAX_LENGTH));
    for (int i = 0; i < name.length() && normal.length() < MAX_LENGTH; i++) {
      char c = name.charAt(i);
      if (c != '_' && c != '-' && !Character.isWhitespace(c)) {
        normal.append(Character.toLowerCase(c));
      }
    }
    return normal.toString();
  }

  /** The words of a name, in lower case and in the singular; those of three letters and more. */
  private static Set<String> parts(String name) {
    Set<String> parts = new LinkedHashSet<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i <= name.length(); i++) {
      char c = i < name.length() ? name.charAt(i) : '_';
      boolean word = Character.isLetterOrDigit(c);
      boolean hump = i > 0 && Character.isUpperCase(c) && Character.isLowerCase(name.charAt(i - 1));
      if (!word || hump) {
        addPart(part, parts);
        part.setLength(0);
      }
      if (word) {
        part.append(Character.toLowerCase(c));
      }
    }
    return parts;
  }

  private static void addPart(StringBuilder part, Set<String> parts) {
    if (part.length() > 2) {
      boolean plural = part.charAt(part.length() - 1) == 's';
      parts.add(plural ? part.substring(0, part.length() - 1) : part.toString());
    }
  }
}
