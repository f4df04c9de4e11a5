package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.domain.name.EditDistance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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

  /**
   * @param letters which characters occur in {@code normal}, as {@link #letters} tells
   */
  private record Candidate(String name, String normal, long letters, Set<String> parts) {
    static Candidate of(String name) {
      String normal = NearestName.normal(name);
      return new Candidate(name, normal, NearestName.letters(normal), NearestName.parts(name));
    }

    /** An edit takes away one character and brings one at most. */
    boolean mayBeWithin(int limit, long wanted) {
      return Long.bitCount(letters & ~wanted) <= limit && Long.bitCount(wanted & ~letters) <= limit;
    }
  }

  private final List<Candidate> candidates;

  /** Names that are compared with many wrong ones. */
  public NearestName(Collection<String> names) {
    this.candidates = new LinkedHashSet<>(names).stream().map(Candidate::of).toList();
  }

  /** The best candidates, best first; at most three, often none. */
  public static List<String> find(String wrong, Collection<String> candidates) {
    return new NearestName(candidates).find(wrong);
  }

  /** The best candidates, best first; at most three, often none. */
  public List<String> find(String wrong) {
    String wanted = normal(wrong);
    long letters = letters(wanted);
    Set<String> wantedParts = parts(wrong);
    List<Scored> scored = new ArrayList<>();
    int limit = Math.max(1, wanted.length() / 3);
    for (Candidate candidate : candidates) {
      int distance =
          candidate.mayBeWithin(limit, letters)
              ? EditDistance.between(wanted, candidate.normal(), limit)
              : limit + 1;
      if (distance <= limit) {
        scored.add(new Scored(candidate.name(), distance * 10));
      } else {
        int shared = shared(wantedParts, candidate.parts());
        if (shared > 0) {
          int all = wantedParts.size() + candidate.parts().size();
          scored.add(new Scored(candidate.name(), 200 - 200 * shared / all));
        }
      }
    }
    scored.sort(Comparator.comparingInt(Scored::score).thenComparing(Scored::name));
    int best = scored.isEmpty() ? 0 : scored.getFirst().score();
    return scored.stream()
        .filter(s -> s.score() <= best + 20)
        .limit(MOST)
        .map(Scored::name)
        .toList();
  }

  private static int shared(Set<String> wanted, Set<String> parts) {
    int shared = 0;
    for (String part : wanted) {
      if (parts.contains(part)) {
        shared++;
      }
    }
    return shared;
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

  /** A set of the characters, those that share their last six bits taken for one. */
  private static long letters(String text) {
    long letters = 0;
    for (int i = 0; i < text.length(); i++) {
      letters |= 1L << text.charAt(i);
    }
    return letters;
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
