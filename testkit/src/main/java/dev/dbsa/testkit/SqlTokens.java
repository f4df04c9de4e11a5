package dev.dbsa.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts SQL roughly into tokens, blanks and comments included. On purpose not the product's own
 * lexer: what judges it shall not share its mistakes.
 */
public final class SqlTokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|--[^\\n]*|/\\*.*?\\*/"
              + "|'(?:[^'\\\\]++|''|\\\\.)*+'|\"(?:[^\"]++|\"\")*+\"|`(?:[^`]++|``)*+`"
              + "|\\$(\\w*)\\$.*?\\$\\1\\$|\\w+|[<>=!|&@#~^%*/+-]{1,3}|.",
          Pattern.DOTALL);

  /** Words that stand between the verb of a definition and the kind of object. */
  private static final Set<String> MODIFIERS =
      Set.of(
          "OR",
          "REPLACE",
          "UNIQUE",
          "FULLTEXT",
          "SPATIAL",
          "TEMP",
          "TEMPORARY",
          "GLOBAL",
          "LOCAL",
          "UNLOGGED",
          "MATERIALIZED",
          "RECURSIVE",
          "CONSTRAINT",
          "TRUSTED",
          "PROCEDURAL");

  private static final Set<String> DEFINING = Set.of("CREATE", "ALTER", "DROP");

  private SqlTokens() {}

  /** The tokens, which put together are the text again. */
  public static List<String> of(String sql) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(sql);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  /** Whether a text holds nothing but blanks and comments. */
  public static boolean isBlank(String sql) {
    return of(sql).stream().noneMatch(SqlTokens::isCode);
  }

  /** Whether a token is more than a blank or a comment. */
  static boolean isCode(String token) {
    return !token.isBlank() && !token.startsWith("--") && !token.startsWith("/*");
  }

  /** Whether a token is a word of letters, digits and underscores. */
  static boolean isWord(String token) {
    char first = token.charAt(0);
    return Character.isLetter(first) || first == '_';
  }

  /** The kind of a statement by its first words, such as {@code CREATE TABLE} or {@code SELECT}. */
  public static String kind(String sql) {
    List<String> words =
        of(sql).stream()
            .filter(t -> isCode(t) && isWord(t))
            .limit(8)
            .map(w -> w.toUpperCase(Locale.ROOT))
            .toList();
    if (words.isEmpty()) {
      return "?";
    }
    if (!DEFINING.contains(words.getFirst())) {
      return words.getFirst();
    }
    String object =
        words.stream().skip(1).filter(w -> !MODIFIERS.contains(w)).findFirst().orElse("?");
    return words.getFirst() + " " + object;
  }
}
