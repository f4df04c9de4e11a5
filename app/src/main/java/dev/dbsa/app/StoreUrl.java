package dev.dbsa.app;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the metadata store is.
 *
 * @param jdbcUrl free of credentials
 * @param username {@code null} where the URL names none
 * @param password {@code null} where the URL names none
 */
record StoreUrl(String jdbcUrl, @Nullable String username, @Nullable String password) {

  /**
   * Reads {@code jdbc:sqlite:…}, {@code jdbc:postgresql://…}, {@code jdbc:mysql://…}, {@code
   * jdbc:mariadb://…}, which the driver of MySQL serves as well, or the SQLAlchemy spellings {@code
   * sqlite:///path}, {@code postgresql+psycopg://user:password@host/db}, {@code mysql+pymysql://…}.
   *
   * @throws IllegalArgumentException if it is none of them; the message does not repeat the URL,
   *     which may hold a password
   */
  static StoreUrl parse(String text) {
    String url = text.strip();
    if (url.startsWith("jdbc:sqlite:")) {
      return new StoreUrl(url, null, null);
    }
    if (url.startsWith("jdbc:postgresql:") || url.startsWith("jdbc:mysql:")) {
      return withoutCredentials(url);
    }
    if (url.startsWith("jdbc:mariadb:")) {
      return withoutCredentials("jdbc:mysql:" + url.substring("jdbc:mariadb:".length()));
    }
    int scheme = url.indexOf("://");
    if (scheme > 0) {
      String rest = url.substring(scheme + 3);
      String product = url.substring(0, scheme).toLowerCase(Locale.ROOT).replaceFirst("\\+.*", "");
      switch (product) {
        case "sqlite":
          // Three slashes lead to a relative path, four to an absolute one.
          return new StoreUrl(
              "jdbc:sqlite:" + (rest.startsWith("/") ? rest.substring(1) : rest), null, null);
        case "postgresql", "postgres":
          return withoutCredentials("jdbc:postgresql://" + rest);
        case "mysql", "mariadb":
          return withoutCredentials("jdbc:mysql://" + rest);
        default:
          break;
      }
    }
    throw new IllegalArgumentException(
        "APP_DB_URL must begin with jdbc:sqlite:, jdbc:postgresql:, jdbc:mysql:, jdbc:mariadb:, sqlite:///, postgresql://, mysql:// or"
            + " mariadb://");
  }

  private static StoreUrl withoutCredentials(String jdbcUrl) {
    int authority = jdbcUrl.indexOf("//") + 2;
    int end = jdbcUrl.indexOf('/', authority);
    int at = jdbcUrl.lastIndexOf('@', end < 0 ? jdbcUrl.length() : end);
    if (authority < 2 || at < authority) {
      return new StoreUrl(jdbcUrl, null, null);
    }
    String[] credentials = jdbcUrl.substring(authority, at).split(":", 2);
    return new StoreUrl(
        jdbcUrl.substring(0, authority) + jdbcUrl.substring(at + 1),
        decoded(credentials[0]),
        credentials.length == 2 ? decoded(credentials[1]) : null);
  }

  /** Percent-decodes; a plus sign stays one. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "StoreUrl[" + jdbcUrl + "]";
  }
}
