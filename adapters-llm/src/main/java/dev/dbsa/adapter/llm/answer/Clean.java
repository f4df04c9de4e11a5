package dev.dbsa.adapter.llm.answer;

/** Makes a model's texts fit to be stored and shown. */
final class Clean {
  private Clean() {}

  /** In one paragraph, cut where it is too long. */
  static String text(String text, int maxLength) {
    String clean = printable(text).strip();
    return clean.codePointCount(0, clean.length()) <= maxLength
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, maxLength - 1)) + "…";
  }

  /** With the line breaks of Unix. */
  static String script(String text) {
    return printable(text.replace("\r\n", "\n").replace('\r', '\n')).strip();
  }

  /** Without control characters (but line breaks and tabs) and halves of characters. */
  private static String printable(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .filter(
            c -> {
              int type = Character.getType(c);
              return c == '\n'
                  || c == '\t'
                  || (type != Character.CONTROL && type != Character.SURROGATE);
            })
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
