package dev.dbsa.adapter.sqlcheck.syntax;

import dev.dbsa.domain.schema.ServerInfo;
import dev.dbsa.domain.sql.Dialect;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a server cuts a script into words.
 *
 * @param backslashEscapes whether a backslash in an ordinary string literal escapes
 * @param ansiQuotes whether double quotes enclose names
 * @param pipesConcatenate whether {@code ||} joins strings instead of meaning OR
 * @param ignoreSpace whether a space may stand between a built-in MySQL function and its
 *     parenthesis
 * @param version major * 10000 + minor * 100 + patch, as MySQL's version comments write it
 */
public record LexicalRules(
    Dialect dialect,
    boolean backslashEscapes,
    boolean ansiQuotes,
    boolean pipesConcatenate,
    boolean ignoreSpace,
    int version,
    boolean mariaDb) {
  private static final Pattern VERSION = Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?");

  /** The rules of a server with its default settings. */
  public static LexicalRules of(Dialect dialect) {
    return switch (dialect) {
      case POSTGRESQL -> new LexicalRules(dialect, false, true, true, true, 180000, false);
      case MYSQL -> new LexicalRules(dialect, true, false, false, false, 90700, false);
    };
  }

  /** The rules of the server that a snapshot was read from. */
  public static LexicalRules of(ServerInfo server) {
    int version = version(server.version());
    if (server.dialect() == Dialect.POSTGRESQL) {
      boolean conforming =
          !"off"
              .equalsIgnoreCase(
                  server.settings().getOrDefault("standard_conforming_strings", "on"));
      return new LexicalRules(Dialect.POSTGRESQL, !conforming, true, true, true, version, false);
    }
    String modes = server.settings().getOrDefault("sql_mode", "").toUpperCase(Locale.ROOT);
    var set = Arrays.asList(modes.split(","));
    boolean ansi = set.contains("ANSI");
    return new LexicalRules(
        Dialect.MYSQL,
        !set.contains("NO_BACKSLASH_ESCAPES"),
        ansi || set.contains("ANSI_QUOTES"),
        ansi || set.contains("PIPES_AS_CONCAT"),
        ansi || set.contains("IGNORE_SPACE"),
        version,
        server.product().toLowerCase(Locale.ROOT).contains("mariadb")
            || server.version().toLowerCase(Locale.ROOT).contains("mariadb"));
  }

  private static int version(String text) {
    Matcher matcher = VERSION.matcher(text);
    if (!matcher.find()) {
      return 0;
    }
    return part(matcher, 1) * 10_000 + part(matcher, 2) * 100 + part(matcher, 3);
  }

  private static int part(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null || digits.length() > 4 ? 0 : Integer.parseInt(digits);
  }

  public boolean isPostgres() {
    return dialect == Dialect.POSTGRESQL;
  }
}
