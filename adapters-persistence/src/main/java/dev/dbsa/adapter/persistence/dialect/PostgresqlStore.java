package dev.dbsa.adapter.persistence.dialect;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** PostgreSQL. */
record PostgresqlStore() implements StoreDialect {

  /** OFFSET keeps the planner from walking another index in the hope of finding some soon. */
  private static final String FOUND =
      """
      (SELECT g.* FROM request_gram r JOIN generation g ON g.id = r.generation_id
      WHERE r.grams @@ cast(:grams AS tsquery) OFFSET 0) g
      """;

  private static final int OLDEST = 14;

  @Override
  public boolean hasOneWriter() {
    return false;
  }

  @Override
  public Optional<String> clock() {
    return Optional.of("SELECT clock_timestamp() AT TIME ZONE 'UTC'");
  }

  @Override
  public Optional<String> lockOfShare() {
    return Optional.of(
        "INSERT INTO running_share (name) VALUES (?1) ON CONFLICT (name) DO UPDATE SET name = excluded.name");
  }

  @Override
  public String insertIfAbsent(String table, String... columns) {
    return StoreDialect.insert("INSERT", table, columns) + " ON CONFLICT DO NOTHING";
  }

  @Override
  public String contains(String column, String parameter) {
    return "strpos(" + column + ", :" + parameter + ") > 0";
  }

  @Override
  public TextSearch search(List<String> runs) {
    String end = Grams.isBeginning(runs) ? "':*" : "'";
    return new TextSearch(
        FOUND,
        Map.of(
            "grams",
            runs.stream()
                .map(run -> "'" + run.replace("\\", "\\\\").replace("'", "''") + end)
                .collect(Collectors.joining(" & "))));
  }

  @Override
  public StoreError error(SQLException e) {
    return switch (String.valueOf(e.getSQLState())) {
      case "23505" -> StoreError.DUPLICATE;
      case "23503" -> StoreError.BROKEN_REFERENCE;
      // serialization_failure, deadlock_detected
      case "40001", "40P01" -> StoreError.RETRYABLE;
      // admin_shutdown, crash_shutdown, cannot_connect_now, too_many_connections, disk_full,
      // read_only_sql_transaction
      case "57P01", "57P02", "57P03", "53300", "53100", "25006" -> StoreError.UNAVAILABLE;
      case String state when state.startsWith("08") -> StoreError.UNAVAILABLE;
      default -> StoreError.OTHER;
    };
  }

  @Override
  public String problem(SQLException e) {
    return switch (String.valueOf(e.getSQLState())) {
      case "28P01", "28000" -> ServerProblem.login();
      case "3D000" -> ServerProblem.missingDatabase();
      case "42501", "25006" -> ServerProblem.readOnly();
      case "53300" -> "takes no more connections: raise max_connections of the server";
      default -> ServerProblem.ofConnection(e);
    };
  }

  @Override
  public Optional<String> unsupported(DatabaseMetaData database) throws SQLException {
    return database.getDatabaseMajorVersion() >= OLDEST
        ? Optional.empty()
        : Optional.of(
            ServerProblem.tooOld(
                "PostgreSQL " + database.getDatabaseProductVersion(), "PostgreSQL " + OLDEST));
  }
}
