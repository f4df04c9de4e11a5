package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.sql.Server;
import java.util.List;
import java.util.Map;

/** What stands in for functions of other databases. */
final class ForeignFunctions {
  private static final Map<String, String> FOR_POSTGRES =
      Map.ofEntries(
          Map.entry("ifnull", "PostgreSQL has COALESCE(a, b)."),
          Map.entry("isnull", "PostgreSQL has a IS NULL, and COALESCE(a, b)."),
          Map.entry("nvl", "PostgreSQL has COALESCE(a, b)."),
          Map.entry("if", "PostgreSQL has CASE WHEN a THEN b ELSE c END."),
          Map.entry("iif", "PostgreSQL has CASE WHEN a THEN b ELSE c END."),
          Map.entry("year", "PostgreSQL has EXTRACT(YEAR FROM d)."),
          Map.entry("month", "PostgreSQL has EXTRACT(MONTH FROM d)."),
          Map.entry("day", "PostgreSQL has EXTRACT(DAY FROM d)."),
          Map.entry("hour", "PostgreSQL has EXTRACT(HOUR FROM d)."),
          Map.entry("strftime", "PostgreSQL has TO_CHAR(d, 'YYYY-MM'), and EXTRACT(YEAR FROM d)."),
          Map.entry("date_format", "PostgreSQL has TO_CHAR(d, 'YYYY-MM')."),
          Map.entry("str_to_date", "PostgreSQL has TO_DATE(s, 'YYYY-MM-DD')."),
          Map.entry("curdate", "PostgreSQL has CURRENT_DATE."),
          Map.entry("curtime", "PostgreSQL has CURRENT_TIME."),
          Map.entry("getdate", "PostgreSQL has CURRENT_TIMESTAMP."),
          Map.entry("datetime", "PostgreSQL has CAST(s AS timestamp)."),
          Map.entry("julianday", "PostgreSQL subtracts dates: a - b."),
          Map.entry("datediff", "PostgreSQL subtracts dates: a - b."),
          Map.entry("timestampdiff", "PostgreSQL subtracts timestamps: a - b."),
          Map.entry("date_add", "PostgreSQL has d + INTERVAL '1 day'."),
          Map.entry("date_sub", "PostgreSQL has d - INTERVAL '1 day'."),
          Map.entry("unix_timestamp", "PostgreSQL has EXTRACT(EPOCH FROM d)."),
          Map.entry("from_unixtime", "PostgreSQL has TO_TIMESTAMP(n)."),
          Map.entry("group_concat", "PostgreSQL has STRING_AGG(x, ',')."),
          Map.entry("instr", "PostgreSQL has STRPOS(s, part)."),
          Map.entry("locate", "PostgreSQL has STRPOS(s, part)."),
          Map.entry("substring_index", "PostgreSQL has SPLIT_PART(s, ',', 1)."),
          Map.entry("find_in_set", "PostgreSQL has x = ANY (STRING_TO_ARRAY(s, ','))."),
          Map.entry("rand", "PostgreSQL has RANDOM()."),
          Map.entry("truncate", "PostgreSQL has TRUNC(n, digits)."),
          Map.entry("last_insert_id", "PostgreSQL has INSERT … RETURNING id."),
          Map.entry("len", "PostgreSQL has LENGTH(s)."));

  /** For MySQL and MariaDB, whose name goes before. */
  private static final Map<String, String> FOR_MYSQL =
      Map.ofEntries(
          Map.entry("to_char", " has DATE_FORMAT(d, '%Y-%m') and FORMAT(n, digits)."),
          Map.entry("to_date", " has STR_TO_DATE(s, '%Y-%m-%d')."),
          Map.entry("to_timestamp", " has STR_TO_DATE(s, format) and FROM_UNIXTIME(n)."),
          Map.entry("strftime", " has DATE_FORMAT(d, '%Y-%m') and YEAR(d)."),
          Map.entry("date_trunc", " has DATE_FORMAT(d, '%Y-%m-01')."),
          Map.entry("date_part", " has EXTRACT(YEAR FROM d)."),
          Map.entry("age", " has TIMESTAMPDIFF(YEAR, a, b)."),
          Map.entry("julianday", " has DATEDIFF(a, b) and TO_DAYS(d)."),
          Map.entry("string_agg", " has GROUP_CONCAT(x SEPARATOR ',')."),
          Map.entry("array_agg", " has JSON_ARRAYAGG(x)."),
          Map.entry("json_agg", " has JSON_ARRAYAGG(x)."),
          Map.entry("jsonb_agg", " has JSON_ARRAYAGG(x)."),
          Map.entry("random", " has RAND()."),
          Map.entry("trunc", " has TRUNCATE(n, digits)."),
          Map.entry("strpos", " has LOCATE(part, s)."),
          Map.entry("split_part", " has SUBSTRING_INDEX(s, ',', 1)."),
          Map.entry("nvl", " has IFNULL(a, b)."),
          Map.entry("iif", " has IF(a, b, c)."),
          Map.entry("getdate", " has NOW()."),
          Map.entry("len", " has CHAR_LENGTH(s)."),
          Map.entry("generate_series", " has recursive common table expressions."),
          Map.entry("percentile_cont", " has no percentiles; number the rows by ROW_NUMBER()."),
          Map.entry("bool_or", " has MAX(condition)."),
          Map.entry("bool_and", " has MIN(condition)."),
          Map.entry("initcap", " has no such function; combine UPPER and SUBSTRING."));

  private ForeignFunctions() {}

  /** One piece of advice, or none. */
  static List<String> hint(Server server, String name) {
    if (server.isPostgres()) {
      String hint = FOR_POSTGRES.get(name);
      return hint == null ? List.of() : List.of(hint);
    }
    String hint = FOR_MYSQL.get(name);
    String product = server.isMariaDb() ? "MariaDB" : "MySQL";
    return hint == null ? List.of() : List.of(product + hint);
  }
}
