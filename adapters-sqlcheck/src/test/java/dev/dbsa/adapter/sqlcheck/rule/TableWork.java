package dev.dbsa.adapter.sqlcheck.rule;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures what a server does to tables for a definition. */
final class TableWork {
  private static final Pattern HEAD = Pattern.compile("^ALTER TABLE \\w+ ");

  private TableWork() {}

  /**
   * What PostgreSQL did, by its locks, files and scans, taken back afterwards.
   *
   * @param table the table that is watched
   */
  static PostgresStep postgres(Connection connection, String sql, String table)
      throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      Map<String, String> files = files(statement);
      Map<String, Long> scans = scans(statement);
      String watched = oid(statement, table);
      Set<String> tables = tables(statement);
      statement.execute(sql);
      PostgresStep.Lock lock = PostgresStep.Lock.ACCESS_SHARE;
      PostgresStep.Lock others = PostgresStep.Lock.ACCESS_SHARE;
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT relation, mode FROM pg_locks WHERE pid = pg_backend_pid() AND relation IN ("
                  + String.join(",", tables)
                  + ")")) {
        while (rows.next()) {
          PostgresStep.Lock one = lock(rows.getString(2));
          if (rows.getString(1).equals(watched)) {
            lock = lock.compareTo(one) >= 0 ? lock : one;
          } else if (one != PostgresStep.Lock.ACCESS_SHARE) {
            others = others.compareTo(one) >= 0 ? others : one;
          }
        }
      }
      Map<String, String> after = files(statement);
      PostgresStep.Effort effort = PostgresStep.Effort.NONE;
      if (scans(statement).entrySet().stream()
          .anyMatch(e -> e.getValue() > scans.getOrDefault(e.getKey(), 0L))) {
        effort = PostgresStep.Effort.READ;
      }
      boolean heap = false;
      boolean index = false;
      for (Map.Entry<String, String> file : after.entrySet()) {
        boolean isTable = file.getValue().endsWith("table");
        if (!files.containsValue(file.getValue())) {
          heap |= isTable && files.containsKey(file.getKey());
          index |= !isTable;
        }
      }
      effort = heap ? PostgresStep.Effort.REWRITE : index ? PostgresStep.Effort.INDEX : effort;
      return new PostgresStep(lock, effort, List.of(), others);
    } finally {
      connection.rollback();
    }
  }

  private static String oid(Statement statement, String table) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT '" + table + "'::regclass::oid")) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** The tables that are there, by number. */
  private static Set<String> tables(Statement statement) throws SQLException {
    Set<String> tables = new HashSet<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT oid FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace ="
                + " 'work'::regnamespace")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private static PostgresStep.Lock lock(String mode) {
    return switch (mode) {
      case "AccessExclusiveLock" -> PostgresStep.Lock.ACCESS_EXCLUSIVE;
      case "ShareRowExclusiveLock" -> PostgresStep.Lock.SHARE_ROW_EXCLUSIVE;
      case "ShareLock" -> PostgresStep.Lock.SHARE;
      case "ShareUpdateExclusiveLock" -> PostgresStep.Lock.SHARE_UPDATE_EXCLUSIVE;
      default -> PostgresStep.Lock.ACCESS_SHARE;
    };
  }

  /** The files of the table and its indexes, by object; those without a file left out. */
  private static Map<String, String> files(Statement statement) throws SQLException {
    Map<String, String> files = new TreeMap<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT c.oid, pg_relation_filenode(c.oid), c.relkind FROM pg_class c LEFT JOIN"
                + " pg_index i ON i.indexrelid = c.oid WHERE c.relnamespace = 'work'::regnamespace"
                + " AND pg_relation_filenode(c.oid) IS NOT NULL AND c.relkind IN ('r', 'i')"
                + " AND EXISTS (SELECT FROM pg_class t WHERE t.oid = coalesce(i.indrelid, c.oid)"
                + " AND t.relkind = 'r')")) {
      while (rows.next()) {
        files.put(
            rows.getString(1),
            rows.getString(2) + (rows.getString(3).equals("r") ? " table" : " index"));
      }
    }
    return files;
  }

  private static Map<String, Long> scans(Statement statement) throws SQLException {
    Map<String, Long> scans = new HashMap<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT relid, coalesce(seq_scan, 0) + coalesce(idx_scan, 0) FROM"
                + " pg_stat_xact_user_tables WHERE schemaname = 'work'")) {
      while (rows.next()) {
        scans.put(rows.getString(1), rows.getLong(2));
      }
    }
    return scans;
  }

  /** What MySQL or MariaDB granted. */
  record Granted(MySqlStep.Work work, MySqlStep.Lock lock) {}

  /** Asks for less and less until the server does it; the statement has been run then. */
  static Granted mySql(Connection connection, String sql, boolean maria) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (takes(statement, asking(sql, "ALGORITHM=INSTANT", ""))) {
        return new Granted(MySqlStep.Work.INSTANT, MySqlStep.Lock.NONE);
      }
      if (maria) {
        for (MySqlStep.Lock lock : MySqlStep.Lock.values()) {
          if (takes(statement, asking(sql, "ALGORITHM=NOCOPY", "LOCK=" + lock))) {
            return new Granted(MySqlStep.Work.IN_PLACE, lock);
          }
        }
      }
      for (MySqlStep.Lock lock : MySqlStep.Lock.values()) {
        Map<String, String> before = maria ? Map.of() : ids(statement);
        if (takes(statement, asking(sql, "ALGORITHM=INPLACE", "LOCK=" + lock))) {
          boolean rebuilt = maria || isAnother(before, ids(statement));
          return new Granted(rebuilt ? MySqlStep.Work.REBUILD : MySqlStep.Work.IN_PLACE, lock);
        }
      }
      statement.execute(sql);
      return new Granted(MySqlStep.Work.COPY, MySqlStep.Lock.SHARED);
    }
  }

  /** The statement with the way it is to be done. */
  private static String asking(String sql, String algorithm, String lock) {
    if (sql.startsWith("CREATE") || sql.startsWith("DROP")) {
      return sql + " " + algorithm + " " + lock;
    }
    Matcher head = HEAD.matcher(sql);
    if (!head.find()) {
      throw new IllegalArgumentException(sql);
    }
    String rest = sql.substring(head.end());
    boolean apart = rest.startsWith("PARTITION BY") || rest.startsWith("REMOVE PARTITIONING");
    return head.group()
        + algorithm
        + (lock.isEmpty() ? "" : ", " + lock)
        + (apart ? " " : ", ")
        + rest;
  }

  private static boolean takes(Statement statement, String sql) throws SQLException {
    try {
      statement.execute(sql);
      return true;
    } catch (SQLException e) {
      boolean refused =
          e.getErrorCode() == 1845
              || e.getErrorCode() == 1846
              || e.getErrorCode() == 1221
              || e.getErrorCode() == 4060;
      if (!refused) {
        throw e;
      }
      return false;
    }
  }

  private static boolean isAnother(Map<String, String> before, Map<String, String> after) {
    return before.entrySet().stream()
        .anyMatch(e -> !after.getOrDefault(e.getKey(), e.getValue()).equals(e.getValue()));
  }

  /**
   * The numbers that InnoDB gives to tables and partitions, another one where they are written
   * anew.
   */
  private static Map<String, String> ids(Statement statement) throws SQLException {
    Map<String, String> ids = new HashMap<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT name, table_id FROM information_schema.innodb_tables WHERE name LIKE"
                + " concat(database(), '/%') AND name NOT LIKE '%/fts%'")) {
      while (rows.next()) {
        ids.put(rows.getString(1), rows.getString(2));
      }
    }
    return ids;
  }
}
