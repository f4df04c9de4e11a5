package dev.dbsa.application.knowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How near requests are to each other: the cosine of their words, each weighed by how few of the
 * requests have it (tf-idf without repetition, Salton and Buckley 1988).
 */
final class Likeness {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+|<>|[<>!]?=|[<>%]");

  /** Of requests that are not the same. */
  static final double MOST_OF_DIFFERENT = 0.99;

  private final Map<String, Integer> requestsWith = new HashMap<>();
  private final int requests;

  /** Learns from these requests how much each word says. */
  Likeness(Collection<String> requests) {
    this.requests = requests.size();
    for (String request : requests) {
      new HashSet<>(words(request)).forEach(word -> requestsWith.merge(word, 1, Integer::sum));
    }
  }

  /** Whether both say the very same, but for case, spaces and punctuation. */
  static boolean isSame(String one, String other) {
    return words(one).equals(words(other));
  }

  /** 0 where no word is common, below 1 where any differs. */
  double between(String one, String other) {
    Set<String> first = new HashSet<>(words(one));
    Set<String> second = new HashSet<>(words(other));
    double common = first.stream().filter(second::contains).mapToDouble(this::square).sum();
    if (common == 0) {
      return 0;
    }
    return isSame(one, other)
        ? 1
        : Math.min(common / Math.sqrt(length(first) * length(second)), MOST_OF_DIFFERENT);
  }

  private double length(Set<String> words) {
    return words.stream().mapToDouble(this::square).sum();
  }

  private double square(String word) {
    double weight = 1 + Math.log((1.0 + requests) / (1 + requestsWith.getOrDefault(word, 0)));
    return weight * weight;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }
}
