package dev.dbsa.adapter.introspect;

import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.Identifiers;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How MySQL and MariaDB write expressions and defaults in their catalogue. */
final class MySqlText {
  /** Types whose literals stand without quotes. */
  private static final Set<String> NUMERIC =
      Set.of(
          "tinyint",
          "smallint",
          "mediumint",
          "int",
          "bigint",
          "decimal",
          "float",
          "double",
          "year",
          "bit");

  private final MySqlVersion version;

  MySqlText(MySqlVersion version) {
    this.version = version;
  }

  /**
   * The expression as SQL. MySQL 8 keeps expressions with quotes, backslashes and line breaks
   * escaped by a backslash, one level deeper than SQL would have it; MariaDB and MySQL 5.7 keep
   * them as they are.
   */
  String expression(String stored) {
    if (!version.isMySql(8, 0, 0) || stored.indexOf('\\') < 0) {
      return stored;
    }
    StringBuilder plain = new StringBuilder(stored.length());
    for (int i = 0; i < stored.length(); i++) {
      char c = stored.charAt(i);
      if (c == '\\' && i + 1 < stored.length()) {
        i++;
        plain.append(unescaped(stored.charAt(i)));
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private static char unescaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case '0' -> '\0';
      case 'Z' -> '\032';
      default -> c;
    };
  }

  /**
   * A column's default as SQL, with MySQL's ON UPDATE clause where there is one.
   *
   * @param stored as the catalogue has it: SQL on MariaDB; on MySQL either SQL or the bare text of
   *     a literal
   * @return {@code null} where there is no default
   */
  @Nullable String defaultExpression(
      @Nullable String stored, String dataType, String extra, boolean nullable) {
    String value = withoutOnUpdate(stored, dataType, extra);
    String onUpdate = onUpdate(extra);
    if (onUpdate == null) {
      return value;
    }
    if (value == null) {
      // Only a nullable column has a default at all then.
      return nullable ? "NULL " + onUpdate : null;
    }
    return value + " " + onUpdate;
  }

  private @Nullable String withoutOnUpdate(@Nullable String stored, String dataType, String extra) {
    if (stored == null) {
      return null;
    }
    if (version.isMariaDb()) {
      // NULL stands for "nullable, and no default given".
      return stored.equals("NULL") ? null : stored;
    }
    if (extra.contains("DEFAULT_GENERATED") || isNow(stored, dataType)) {
      return expression(stored);
    }
    boolean isBare = NUMERIC.contains(dataType.toLowerCase(Locale.ROOT)) || stored.startsWith("0x");
    return isBare ? stored : Identifiers.literal(Dialect.MYSQL, stored);
  }

  /** MySQL 5.7 does not tell the default CURRENT_TIMESTAMP from a text. */
  private static boolean isNow(String stored, String dataType) {
    String type = dataType.toLowerCase(Locale.ROOT);
    return (type.equals("timestamp") || type.equals("datetime"))
        && stored.toUpperCase(Locale.ROOT).startsWith("CURRENT_TIMESTAMP");
  }

  private static @Nullable String onUpdate(String extra) {
    int start = extra.toLowerCase(Locale.ROOT).indexOf("on update ");
    if (start < 0) {
      return null;
    }
    int end = extra.indexOf(',', start);
    String function =
        extra.substring(start + "on update ".length(), end < 0 ? extra.length() : end).strip();
    // INVISIBLE may follow.
    int space = function.indexOf(' ');
    return "ON UPDATE " + (space < 0 ? function : function.substring(0, space));
  }
}
