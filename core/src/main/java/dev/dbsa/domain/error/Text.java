package dev.dbsa.domain.error;

/** The rules that every text from outside has to obey. */
public final class Text {
  private Text() {}

  /**
   * Checks a text that people wrote: trimmed, not blank, bounded, without control characters.
   *
   * @param multiline whether tab, line feed and carriage return are allowed
   * @param maxLength in Unicode code points
   * @return the text without surrounding white space
   * @throws InvalidFieldsException naming {@code field}
   */
  public static String checked(String field, String value, int maxLength, boolean multiline) {
    String text = value.strip();
    if (text.isEmpty()) {
      throw new InvalidFieldsException(field, "must not be blank");
    }
    return bounded(field, text, maxLength, multiline);
  }

  /** As {@link #checked}, but keeps the text as it is, blank or not. */
  public static String bounded(String field, String text, int maxLength, boolean multiline) {
    if (text.codePointCount(0, text.length()) > maxLength) {
      throw new InvalidFieldsException(
          field, "must not be longer than " + maxLength + " characters");
    }
    boolean unreadable = text.codePoints().anyMatch(c -> isUnreadable(c, multiline));
    if (unreadable) {
      throw new InvalidFieldsException(field, "must not contain control characters");
    }
    return text;
  }

  /**
   * The beginning of a text that is shown or kept, never with half of a surrogate pair.
   *
   * @param most in UTF-16 units, the ellipsis behind a text that was longer not counted
   */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean pair = Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, pair ? most - 1 : most) + "…";
  }

  /** Control characters and lone surrogates: no store and no server takes them all. */
  private static boolean isUnreadable(int codePoint, boolean multiline) {
    if (multiline && (codePoint == '\n' || codePoint == '\r' || codePoint == '\t')) {
      return false;
    }
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }
}
