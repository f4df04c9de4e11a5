package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.sql.Dialect;

/** Reads the quotes of a script as its server does. */
final class Quotes {
  private Quotes() {}

  /** Whether every quote is closed and nothing outside of quotes could begin a comment. */
  static boolean areBalanced(Dialect dialect, String script) {
    int i = 0;
    while (i < script.length()) {
      char c = script.charAt(i);
      boolean opens = c == '\'' || c == (dialect == Dialect.MYSQL ? '`' : '"');
      if (!opens) {
        if (script.startsWith("--", i) || script.startsWith("/*", i)) {
          return false;
        }
        i++;
        continue;
      }
      boolean escapes =
          c == '\''
              && (dialect == Dialect.MYSQL
                  || i > 0
                      && script.charAt(i - 1) == 'E'
                      && (i == 1 || !isWord(script.charAt(i - 2))));
      i = end(script, i + 1, c, escapes);
      if (i < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static int end(String script, int from, char quote, boolean escapes) {
    for (int i = from; i < script.length(); i++) {
      char c = script.charAt(i);
      if (escapes && c == '\\') {
        i++;
      } else if (c == quote) {
        if (i + 1 < script.length() && script.charAt(i + 1) == quote) {
          i++;
        } else {
          return i + 1;
        }
      }
    }
    return -1;
  }
}
