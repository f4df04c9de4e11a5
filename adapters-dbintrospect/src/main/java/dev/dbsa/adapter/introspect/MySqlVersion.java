package dev.dbsa.adapter.introspect;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which release of which of the two products a server is.
 *
 * @param text as {@code VERSION()} says it, such as {@code 8.0.36-0ubuntu0.22.04.1}
 */
record MySqlVersion(boolean isMariaDb, int major, int minor, int patch, String text) {
  private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?");

  static MySqlVersion parse(String text) {
    boolean isMariaDb = text.toLowerCase(Locale.ROOT).contains("mariadb");
    // MariaDB 10 once passed itself off as 5.5.5, for the sake of replicas.
    Matcher numbers = NUMBERS.matcher(isMariaDb ? text.replaceFirst("^5\\.5\\.5-", "") : text);
    if (!numbers.find()) {
      return new MySqlVersion(isMariaDb, 0, 0, 0, text);
    }
    String patch = numbers.group(3);
    return new MySqlVersion(
        isMariaDb,
        Integer.parseInt(numbers.group(1)),
        Integer.parseInt(numbers.group(2)),
        patch == null ? 0 : Integer.parseInt(patch),
        text);
  }

  String product() {
    return isMariaDb ? "MariaDB" : "MySQL";
  }

  /** Whether this is MySQL, of the given release or later. */
  boolean isMySql(int fromMajor, int fromMinor, int fromPatch) {
    return !isMariaDb && isAtLeast(fromMajor, fromMinor, fromPatch);
  }

  /** Whether this is MariaDB, of the given release or later. */
  boolean isMariaDb(int fromMajor, int fromMinor, int fromPatch) {
    return isMariaDb && isAtLeast(fromMajor, fromMinor, fromPatch);
  }

  private boolean isAtLeast(int fromMajor, int fromMinor, int fromPatch) {
    if (major != fromMajor) {
      return major > fromMajor;
    }
    if (minor != fromMinor) {
      return minor > fromMinor;
    }
    return patch >= fromPatch;
  }
}
