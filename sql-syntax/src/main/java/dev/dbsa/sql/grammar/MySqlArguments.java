package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many arguments the functions take that MySQL's and MariaDB's grammars spell out. Of all other
 * functions the grammars take any number, and the servers count them later.
 */
final class MySqlArguments {
  private static final int ANY = Integer.MAX_VALUE;

  /**
   * From how many to how many.
   *
   * @param most inclusive; {@link Integer#MAX_VALUE} where nothing bounds it
   */
  record Count(int least, int most) {
    boolean holds(int count) {
      return count >= least && count <= most;
    }

    /** As a reader would say it. */
    String text() {
      if (least == most) {
        return switch (least) {
          case 0 -> "no argument";
          case 1 -> "one argument";
          default -> least + " arguments";
        };
      }
      return most == ANY ? "at least one argument" : least + " to " + most + " arguments";
    }
  }

  private static final Map<String, Count> BOTH = new HashMap<>();
  private static final Map<String, Count> MYSQL = new HashMap<>();
  private static final Map<String, Count> MARIADB = new HashMap<>();

  static {
    put(
        BOTH,
        0,
        0,
        "session_user",
        "system_user",
        "row_number",
        "rank",
        "dense_rank",
        "cume_dist",
        "percent_rank");
    put(
        BOTH,
        1,
        1,
        "date",
        "day",
        "hour",
        "minute",
        "month",
        "second",
        "time",
        "year",
        "ascii",
        "charset",
        "ntile",
        "first_value",
        "last_value");
    put(BOTH, 1, 2, "timestamp");
    put(BOTH, 2, 2, "left", "right", "repeat", "mod", "truncate", "nth_value");
    put(BOTH, 3, 3, "if", "replace");
    put(BOTH, 4, 4, "insert");
    put(MYSQL, 0, 0, "database", "schema", "row_count");
    put(MYSQL, 1, 1, "collation", "microsecond", "quarter", "reverse");
    put(MYSQL, 1, 2, "week", "log");
    put(MYSQL, 1, 3, "lead", "lag");
    put(
        MYSQL,
        1,
        ANY,
        "coalesce",
        "linestring",
        "multipoint",
        "multilinestring",
        "multipolygon",
        "polygon");
    put(MYSQL, 2, 2, "point");
    put(MYSQL, 2, 3, "format");
    put(MARIADB, 1, 1, "password");
    put(MARIADB, 1, 2, "lead", "lag");
  }

  private MySqlArguments() {}

  private static void put(Map<String, Count> counts, int least, int most, String... names) {
    for (String name : names) {
      counts.put(name, new Count(least, most));
    }
  }

  /** What the server's grammar says of this function; {@code null} where it says nothing. */
  static @Nullable Count of(Server server, String function) {
    Count own = (server.isMariaDb() ? MARIADB : MYSQL).get(function);
    return own == null ? BOTH.get(function) : own;
  }
}
