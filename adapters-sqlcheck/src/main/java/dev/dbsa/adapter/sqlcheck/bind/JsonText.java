package dev.dbsa.adapter.sqlcheck.bind;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a text reads as a value of PostgreSQL's json and jsonb (jsonapi.c). */
final class JsonText {
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");

  private static final Pattern STRING =
      Pattern.compile("\"(?:[^\"\\\\\\x00-\\x1F]|\\\\(?:[\"\\\\/bfnrt]|u[0-9a-fA-F]{4}))*+\"");

  private static final Pattern WORD = Pattern.compile("true|false|null");

  private final String text;
  private int next;

  private JsonText(String text) {
    this.text = text;
  }

  static boolean isValid(String text) {
    return new JsonText(text).document();
  }

  /** Without recursion: the nesting is kept as a string of the open brackets. */
  private boolean document() {
    StringBuilder open = new StringBuilder();
    while (true) {
      // A value begins here.
      blanks();
      char c = peek();
      if (c == '[' || c == '{') {
        next++;
        blanks();
        if (peek() != (c == '[' ? ']' : '}')) {
          open.append(c);
          if (c == '{' && !key()) {
            return false;
          }
          continue;
        }
        next++;
      } else if (!takes(STRING) && !number() && !takes(WORD)) {
        return false;
      }
      // A value ends here: so may what holds it.
      while (true) {
        blanks();
        if (open.isEmpty()) {
          return next == text.length();
        }
        boolean list = open.charAt(open.length() - 1) == '[';
        char behind = peek();
        next++;
        if (behind == ',') {
          if (!list && !key()) {
            return false;
          }
          break;
        }
        if (behind != (list ? ']' : '}')) {
          return false;
        }
        open.setLength(open.length() - 1);
      }
    }
  }

  private boolean key() {
    blanks();
    if (!takes(STRING)) {
      return false;
    }
    blanks();
    if (peek() != ':') {
      return false;
    }
    next++;
    return true;
  }

  private boolean number() {
    return takes(NUMBER) && !Character.isLetterOrDigit(peek());
  }

  private boolean takes(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(next, text.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    next = matcher.end();
    return true;
  }

  private void blanks() {
    while (next < text.length() && " \t\n\r".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
  }

  private char peek() {
    return next < text.length() ? text.charAt(next) : '\0';
  }
}
