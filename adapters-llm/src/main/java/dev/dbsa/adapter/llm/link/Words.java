package dev.dbsa.adapter.llm.link;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Words of names and requests in the form in which they are compared: without case, accents, plural
 * endings and final e.
 */
public final class Words {
  private static final Map<String, String> IRREGULAR =
      Map.ofEntries(
          Map.entry("people", "person"),
          Map.entry("children", "child"),
          Map.entry("men", "man"),
          Map.entry("women", "woman"),
          Map.entry("mice", "mouse"),
          Map.entry("feet", "foot"),
          Map.entry("teeth", "tooth"),
          Map.entry("indices", "index"),
          Map.entry("indexes", "index"),
          Map.entry("analyses", "analysis"),
          Map.entry("criteria", "criterion"),
          Map.entry("cancelled", "canceled"),
          Map.entry("cancelling", "canceling"));

  private Words() {}

  /** The word in lower case, in compatibility form, without the accents of Latin letters. */
  public static String fold(String word) {
    boolean ascii = true;
    for (int i = 0; i < word.length() && ascii; i++) {
      ascii = word.charAt(i) < 0x80;
    }
    if (ascii) {
      return word.toLowerCase(Locale.ROOT);
    }
    String lower =
        Normalizer.normalize(word, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replace("ß", "ss");
    String apart = Normalizer.normalize(lower, Normalizer.Form.NFD);
    StringBuilder plain = new StringBuilder(apart.length());
    for (int i = 0; i < apart.length(); i++) {
      char c = apart.charAt(i);
      // Accents of Latin, Greek and Cyrillic letters; the marks of other scripts carry meaning.
      if (c < 0x0300 || c > 0x036F) {
        plain.append(c);
      }
    }
    return Normalizer.normalize(plain, Normalizer.Form.NFC);
  }

  /** The folded word's stem: the same for singular and plural of English nouns. */
  public static String stem(String word) {
    String folded = fold(word);
    return stemOfFolded(folded);
  }

  private static String stemOfFolded(String folded) {
    String known = IRREGULAR.get(folded);
    if (known != null) {
      folded = known;
    }
    int length = folded.length();
    if (length < 4 || folded.charAt(length - 1) >= 0x80) {
      return length == 3 && folded.equals("ids") ? "id" : folded;
    }
    if (folded.endsWith("ies")) {
      return folded.substring(0, length - 2);
    }
    if (folded.endsWith("y")) {
      return folded.substring(0, length - 1) + 'i';
    }
    String singular = folded;
    if (folded.endsWith("s")
        && !folded.endsWith("ss")
        && !folded.endsWith("us")
        && !folded.endsWith("is")) {
      singular = folded.substring(0, length - 1);
    }
    return singular.length() > 3 && singular.endsWith("e")
        ? singular.substring(0, singular.length() - 1)
        : singular;
  }

  /** The words of a name, in order: parts of snake_case, camelCase, kebab-case and plain text. */
  public static List<String> split(String name) {
    List<String> words = new ArrayList<>(4);
    StringBuilder word = new StringBuilder();
    int previous = ' ';
    int length = name.length();
    for (int i = 0; i < length; ) {
      int c = name.codePointAt(i);
      int next = i + Character.charCount(c);
      if (!isWordPart(c)) {
        flush(word, words);
      } else {
        boolean lowerToUpper = Character.isUpperCase(c) && Character.isLowerCase(previous);
        // HTTPServer: the last capital belongs to the word that follows.
        boolean endOfAcronym =
            Character.isUpperCase(c)
                && Character.isUpperCase(previous)
                && next < length
                && Character.isLowerCase(name.codePointAt(next));
        boolean numberEnds =
            Character.isLetter(c) && Character.isDigit(previous) && !word.isEmpty();
        boolean numberStarts = Character.isDigit(c) && Character.isLetter(previous);
        boolean pictureEnds =
            isPicture(c) != isPicture(previous) && !word.isEmpty() && !isJoiner(c);
        if (lowerToUpper || endOfAcronym || numberEnds || numberStarts || pictureEnds) {
          flush(word, words);
        }
        word.appendCodePoint(c);
      }
      previous = c;
      i = next;
    }
    flush(word, words);
    return words;
  }

  /** The stems of a name's words. */
  public static List<String> stems(String name) {
    List<String> words = split(name);
    words.replaceAll(Words::stem);
    return words;
  }

  /** How many characters two words begin with in common. */
  public static int commonStart(String one, String other) {
    int length = Math.min(one.length(), other.length());
    int common = 0;
    while (common < length && one.charAt(common) == other.charAt(common)) {
      common++;
    }
    return common;
  }

  private static boolean isPicture(int c) {
    int type = Character.getType(c);
    return type == Character.OTHER_SYMBOL || isJoiner(c);
  }

  /** Selects or joins the pictures before it. */
  private static boolean isJoiner(int c) {
    return c == 0x200D || c == 0xFE0F || Character.getType(c) == Character.MODIFIER_SYMBOL;
  }

  private static void flush(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  /**
   * Whether the character belongs to a word: letters, digits, marks, and pictures such as emoji.
   */
  static boolean isWordPart(int c) {
    if (c < 0x80) {
      return Character.isLetterOrDigit(c);
    }
    return switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER,
          Character.OTHER_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.FORMAT ->
          true;
      default -> false;
    };
  }

  /** Whether the character's script is written without spaces between words. */
  static boolean isUnspaced(int c) {
    if (c < 0x0E00) {
      return false;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }
}
