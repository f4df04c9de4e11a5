package dev.dbsa.adapter.cli.text;

/** Texts of others, made safe for a terminal. */
public final class Printable {
  private Printable() {}

  /**
   * Shows what would steer a terminal, or reorder the text on it, as an escape such as {@code
   * \u001b}; line breaks and tabs stay. Without this, a comment in some database could repaint the
   * screen of whoever reads a draft.
   */
  public static String text(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\r') {
                return;
              }
              if (c == '\n' || c == '\t' || !steersTerminal(c)) {
                shown.appendCodePoint(c);
              } else {
                shown.append(String.format("\\u%04x", c));
              }
            });
    return shown.toString();
  }

  /** As {@link #text}, in one line. */
  public static String line(String text) {
    return text(text).replace('\n', ' ').replace('\t', ' ');
  }

  private static boolean steersTerminal(int c) {
    boolean reordersText = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    int type = Character.getType(c);
    return reordersText || type == Character.CONTROL || type == Character.SURROGATE;
  }
}
