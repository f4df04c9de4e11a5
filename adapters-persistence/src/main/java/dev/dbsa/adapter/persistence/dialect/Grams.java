package dev.dbsa.adapter.persistence.dialect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The runs of characters that text indexes know texts by: those of three code points, and shorter
 * ones that are not all ASCII, since a word of two letters may be as good as any in other scripts.
 * A text that holds a part holds all runs of that part, so that the index leads to every text that
 * counts, and to others, which a comparison weeds out.
 */
public final class Grams {

  private static final int SIZE = 3;

  /** So many narrow a search down as far as all of them would, and take a fraction of the time. */
  private static final int MOST_ASKED_FOR = 12;

  private static final HexFormat HEX = HexFormat.of();

  private Grams() {}

  /** What a text is known by: words of hexadecimal digits, for indexes of words. */
  public static String words(String folded) {
    int[] characters = folded.codePoints().toArray();
    Set<String> words = new LinkedHashSet<>();
    for (int size = 1; size <= SIZE; size++) {
      for (int i = 0; i + size <= characters.length; i++) {
        String run = new String(characters, i, size);
        if (isIndexed(run, size)) {
          words.add(word(run));
        }
      }
    }
    return String.join(" ", words);
  }

  private static boolean isIndexed(String run, int size) {
    return size == SIZE || run.chars().anyMatch(c -> c > 0x7f);
  }

  static String word(String run) {
    return HEX.formatHex(run.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The runs that lead to texts with a part.
   *
   * @return empty if no run does: the part is too short
   */
  static List<String> of(String foldedPart) {
    int[] characters = foldedPart.codePoints().toArray();
    if (characters.length < SIZE) {
      return isIndexed(foldedPart, characters.length) ? List.of(foldedPart) : List.of();
    }
    List<String> runs = ofThree(characters);
    if (runs.size() <= MOST_ASKED_FOR) {
      return runs;
    }
    List<String> some = new ArrayList<>();
    for (int i = 0; i < MOST_ASKED_FOR; i++) {
      some.add(runs.get(i * (runs.size() - 1) / (MOST_ASKED_FOR - 1)));
    }
    return some;
  }

  private static List<String> ofThree(int[] characters) {
    return IntStream.rangeClosed(0, characters.length - SIZE)
        .mapToObj(i -> new String(characters, i, SIZE))
        .distinct()
        .toList();
  }

  /** What an index is asked for; empty where the part has no runs. */
  static Optional<String> query(List<String> runs, String before, String between, String after) {
    return runs.isEmpty()
        ? Optional.empty()
        : Optional.of(
            runs.stream().map(r -> before + r + after).collect(Collectors.joining(between)));
  }
}
