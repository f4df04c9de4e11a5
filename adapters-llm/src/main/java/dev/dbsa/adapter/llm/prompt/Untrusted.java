package dev.dbsa.adapter.llm.prompt;

/** Text from outside on its way into a prompt. */
final class Untrusted {
  /** Words of some languages are spelt with these two. */
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private Untrusted() {}

  /**
   * One line without control characters, without characters that hide or reorder others, and cut
   * where it is too long.
   */
  static String line(String text, int maxLength) {
    String clean = visible(text, false).replaceAll("\\s+", " ").strip();
    return clean.codePointCount(0, clean.length()) <= maxLength
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, maxLength - 1)) + "…";
  }

  /** As {@link #line}, but keeps line breaks and tabs. */
  static String block(String text) {
    return visible(text.replace("\r\n", "\n").replace('\r', '\n'), true).strip();
  }

  /** Whether a name can be shown as it is. */
  static boolean isPlainName(String name) {
    return !name.isBlank() && name.codePoints().noneMatch(Untrusted::isInvisible);
  }

  private static String visible(String text, boolean multiline) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> isInvisible(c) && !(multiline && (c == '\n' || c == '\t')) ? ' ' : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /** Control, format (zero-width, bidirectional, tag characters), line and private characters. */
  private static boolean isInvisible(int codePoint) {
    if (codePoint == ZERO_WIDTH_NON_JOINER || codePoint == ZERO_WIDTH_JOINER) {
      return false;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
