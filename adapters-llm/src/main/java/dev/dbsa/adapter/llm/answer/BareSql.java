package dev.dbsa.adapter.llm.answer;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells a script from a sentence. Plain scans, because the text may be long and hostile. */
final class BareSql {
  private static final Set<String> FIRST_WORDS =
      Set.of(
          "alter",
          "analyze",
          "begin",
          "cluster",
          "comment",
          "create",
          "delete",
          "drop",
          "explain",
          "grant",
          "insert",
          "merge",
          "optimize",
          "refresh",
          "reindex",
          "rename",
          "replace",
          "revoke",
          "select",
          "set",
          "start",
          "truncate",
          "update",
          "vacuum",
          "values",
          "with");

  private static final Pattern OBJECT =
      Pattern.compile(
          "\\b(?:from|into|table|index|view|update|set)\\s{1,20}[\\w\"`(]",
          Pattern.CASE_INSENSITIVE);

  private BareSql() {}

  static boolean looksLikeSql(String text) {
    int start = skipComments(text);
    int end = start;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    String word = text.substring(start, end);
    if (!FIRST_WORDS.contains(word.toLowerCase(Locale.ROOT))) {
      return false;
    }
    if (text.stripTrailing().endsWith(";")) {
      return true;
    }
    // "Select the table that you mean." is a sentence, "SELECT a FROM b" is not.
    boolean capitalized =
        Character.isUpperCase(word.charAt(0)) && !word.equals(word.toUpperCase(Locale.ROOT));
    return !capitalized && OBJECT.matcher(text).find(start);
  }

  /** Where the first word begins, behind white space, comments and opening parentheses. */
  private static int skipComments(String text) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || c == '(') {
        i++;
      } else if (text.startsWith("--", i)) {
        i = after(text, "\n", i);
      } else if (text.startsWith("/*", i)) {
        i = after(text, "*/", i + 2);
      } else {
        return i;
      }
    }
    return i;
  }

  private static int after(String text, String end, int from) {
    int at = text.indexOf(end, from);
    return at < 0 ? text.length() : at + end.length();
  }
}
