package dev.dbsa.sql;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server that a script is for: what it is, and how its settings have it read a script.
 *
 * @param version major * 10000 + minor * 100 + patch, as MySQL's version comments write it; 0 where
 *     it is not known
 * @param backslashEscapes whether a backslash in an ordinary string literal escapes
 * @param ansiQuotes whether double quotes enclose names
 * @param pipesConcatenate whether {@code ||} joins strings instead of meaning OR
 * @param ignoreSpace whether a space may stand between a built-in MySQL function and its
 *     parenthesis
 * @param bodyChecks whether PostgreSQL reads the body of a routine when the routine is made
 */
public record Server(
    Product product,
    int version,
    boolean backslashEscapes,
    boolean ansiQuotes,
    boolean pipesConcatenate,
    boolean ignoreSpace,
    boolean bodyChecks) {
  private static final Pattern VERSION = Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?");

  /** A server of the newest release that is known, with its default settings. */
  public static Server of(Product product) {
    return switch (product) {
      case POSTGRESQL -> postgres(180000, true);
      case MYSQL -> mySql(product, 90700, List.of());
      case MARIADB -> mySql(product, 110400, List.of());
    };
  }

  /**
   * A PostgreSQL server.
   *
   * @param conformingStrings the setting {@code standard_conforming_strings}
   */
  public static Server postgres(int version, boolean conformingStrings) {
    return new Server(Product.POSTGRESQL, version, !conformingStrings, true, true, true, true);
  }

  /**
   * A MySQL or MariaDB server.
   *
   * @param modes the entries of its {@code sql_mode}, in upper case
   */
  public static Server mySql(Product product, int version, Collection<String> modes) {
    boolean ansi = modes.contains("ANSI");
    return new Server(
        product,
        version,
        !modes.contains("NO_BACKSLASH_ESCAPES"),
        ansi || modes.contains("ANSI_QUOTES"),
        ansi || modes.contains("PIPES_AS_CONCAT"),
        ansi || modes.contains("IGNORE_SPACE"),
        true);
  }

  /** The same server with another setting {@code standard_conforming_strings}. */
  public Server withConformingStrings(boolean on) {
    return new Server(product, version, !on, ansiQuotes, pipesConcatenate, ignoreSpace, bodyChecks);
  }

  /** The same server with another setting {@code check_function_bodies}. */
  public Server withBodyChecks(boolean on) {
    return new Server(
        product, version, backslashEscapes, ansiQuotes, pipesConcatenate, ignoreSpace, on);
  }

  /** A version as servers print it, such as {@code 11.4.5-MariaDB}, as a number. */
  public static int version(String text) {
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
    return product == Product.POSTGRESQL;
  }

  public boolean isMariaDb() {
    return product == Product.MARIADB;
  }
}
