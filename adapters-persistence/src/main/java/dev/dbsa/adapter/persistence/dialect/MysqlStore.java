package dev.dbsa.adapter.persistence.dialect;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** MySQL and MariaDB, which one driver speaks to. */
record MysqlStore() implements StoreDialect {

  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

  private static final String FOUND =
      """
      (SELECT r.generation_id FROM request_gram r WHERE MATCH (r.grams) AGAINST (:grams IN BOOLEAN MODE)) found
      STRAIGHT_JOIN generation g ON g.id = found.generation_id
      """;

  @Override
  public boolean hasOneWriter() {
    return false;
  }

  @Override
  public Optional<String> clock() {
    return Optional.of("SELECT UTC_TIMESTAMP(6)");
  }

  @Override
  public Optional<String> lockOfShare() {
    return Optional.of(
        "INSERT INTO running_share (name) VALUES (?1) ON DUPLICATE KEY UPDATE name = name");
  }

  @Override
  public String insertIfAbsent(String table, String... columns) {
    return StoreDialect.insert("INSERT IGNORE", table, columns);
  }

  @Override
  public String contains(String column, String parameter) {
    return "locate(:" + parameter + ", " + column + ") > 0";
  }

  @Override
  public TextSearch search(List<String> runs) {
    String end = Grams.isBeginning(runs) ? "*" : "";
    return new TextSearch(
        FOUND,
        Map.of(
            "grams",
            runs.stream()
                .map(run -> "+" + Grams.word(run) + end)
                .collect(Collectors.joining(" "))));
  }

  @Override
  public Optional<String> addToTextIndex() {
    return Optional.of("INSERT IGNORE INTO request_gram (generation_id, grams) VALUES (?, ?)");
  }

  @Override
  public StoreError error(SQLException e) {
    return switch (e.getErrorCode()) {
      // ER_DUP_ENTRY
      case 1062 -> StoreError.DUPLICATE;
      // ER_NO_REFERENCED_ROW_2
      case 1452 -> StoreError.BROKEN_REFERENCE;
      // ER_LOCK_DEADLOCK, ER_LOCK_WAIT_TIMEOUT, and MariaDB's ER_CHECKREAD
      case 1213, 1205, 1020 -> StoreError.RETRYABLE;
      // ER_CON_COUNT_ERROR, ER_SERVER_SHUTDOWN, ER_DISK_FULL, ER_OPTION_PREVENTS_STATEMENT,
      // ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION, ER_READ_ONLY_MODE, MariaDB's
      // ER_CONNECTION_KILLED
      case 1040, 1053, 1021, 1290, 1792, 1836, 1927 -> StoreError.UNAVAILABLE;
      default ->
          String.valueOf(e.getSQLState()).startsWith("08")
              ? StoreError.UNAVAILABLE
              : StoreError.OTHER;
    };
  }

  @Override
  public String problem(SQLException e) {
    return switch (e.getErrorCode()) {
      // ER_ACCESS_DENIED_ERROR
      case 1045 -> ServerProblem.login();
      // ER_BAD_DB_ERROR
      case 1049 -> ServerProblem.missingDatabase();
      // ER_DBACCESS_DENIED_ERROR
      case 1044 ->
          "does not let this user in: check APP_DB_URL, or grant the user of APP_DB_USERNAME all rights"
              + " in the database";
      // ER_TABLEACCESS_DENIED_ERROR, ER_SPECIFIC_ACCESS_DENIED_ERROR, ER_OPTION_PREVENTS_STATEMENT,
      // ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION, ER_READ_ONLY_MODE
      case 1142, 1227, 1290, 1792, 1836 -> ServerProblem.readOnly();
      default -> ServerProblem.ofConnection(e);
    };
  }

  @Override
  public Optional<String> unsupported(DatabaseMetaData database) throws SQLException {
    String version = database.getDatabaseProductVersion();
    boolean mariadb = version.contains("MariaDB");
    // Some releases of MariaDB call themselves 5.5.5 first, for old replicas.
    Matcher numbers = VERSION.matcher(version.replaceFirst("^5\\.5\\.5-", ""));
    if (!numbers.matches()) {
      return Optional.empty();
    }
    int major = Integer.parseInt(numbers.group(1));
    int minor = Integer.parseInt(numbers.group(2));
    boolean tooOld =
        mariadb
            ? major < 10 || (major == 10 && minor < 11)
            : major < 8 || (major == 8 && minor < 4);
    return tooOld
        ? Optional.of(
            ServerProblem.tooOld(
                (mariadb ? "" : "MySQL ") + version, mariadb ? "MariaDB 10.11" : "MySQL 8.4"))
        : Optional.empty();
  }
}
