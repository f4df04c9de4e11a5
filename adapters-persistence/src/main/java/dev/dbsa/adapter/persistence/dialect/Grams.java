package dev.dbsa.adapter.persistence.dialect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The runs of three characters (code points) that text indexes know texts by. A text that holds a
 * part holds all runs of that part, so that the index leads to every text that counts, and to
 * others, which a comparison weeds out. Two blanks follow each text, so that a part of one or two
 * characters is the beginning of a run wherever it stands.
 */
public final class Grams {

  private static final int SIZE = 3;
  private static final String END = "  ";

  /** So many narrow a search down as far as all of them would, and take a fraction of the time. */
  private static final int MOST_ASKED_FOR = 12;

  private static final HexFormat HEX = HexFormat.of();

  private Grams() {}

  /** What a text is known by: words of hexadecimal digits, for indexes of words. */
  public static String words(String folded) {
    return runs(folded + END).stream().map(Grams::word).collect(Collectors.joining(" "));
  }

  static String word(String run) {
    return HEX.formatHex(run.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether there is one only, which is the beginning of runs. */
  static boolean isBeginning(List<String> runs) {
    return isShort(runs.getFirst());
  }

  private static boolean isShort(String text) {
    return text.codePointCount(0, text.length()) < SIZE;
  }

  /**
   * The runs that lead to texts with a part; a short one is itself what runs have to begin with.
   *
   * @param foldedPart not empty
   */
  public static List<String> of(String foldedPart) {
    if (isShort(foldedPart)) {
      return List.of(foldedPart);
    }
    List<String> runs = runs(foldedPart);
    if (runs.size() <= MOST_ASKED_FOR) {
      return runs;
    }
    List<String> some = new ArrayList<>();
    for (int i = 0; i < MOST_ASKED_FOR; i++) {
      some.add(runs.get(i * (runs.size() - 1) / (MOST_ASKED_FOR - 1)));
    }
    return some;
  }

  private static List<String> runs(String text) {
    int[] characters = text.codePoints().toArray();
    return IntStream.rangeClosed(0, characters.length - SIZE)
        .mapToObj(i -> new String(characters, i, SIZE))
        .distinct()
        .toList();
  }
}
