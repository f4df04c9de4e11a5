package dev.dbsa.bench.schema;

import dev.dbsa.adapter.introspect.CatalogQueries;
import dev.dbsa.adapter.introspect.CatalogQuery;
import dev.dbsa.testkit.DatabaseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A reading's queries without the reading: every value is taken from the server and dropped. */
final class BareQueries {
  private final DatabaseServer server;
  private final String database;
  private final List<String> preparations;
  private final List<CatalogQuery> queries;

  BareQueries(DatabaseServer server, String database) throws SQLException {
    this.server = server;
    this.database = database;
    if (server.dialect().equals("postgresql")) {
      preparations =
          List.of(
              "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
              "SET LOCAL search_path = ''",
              "SET LOCAL jit = off");
      queries = CatalogQueries.ofPostgresql(Integer.parseInt(ask("SHOW server_version_num")));
    } else {
      preparations =
          List.of(
              "SET SESSION TRANSACTION READ ONLY",
              "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
      queries = CatalogQueries.ofMySql(ask("SELECT VERSION()"));
    }
  }

  private String ask(String question) throws SQLException {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** Runs the queries over JDBC, login included. */
  void drain() throws SQLException {
    try (Connection connection = server.connect(database)) {
      run(connection, null);
    }
  }

  /** The time of each query, in the order of execution, as one line of text. */
  String profile() throws SQLException {
    List<String> times = new ArrayList<>();
    try (Connection connection = server.connect(database)) {
      run(connection, times);
    }
    return String.join(", ", times);
  }

  private void run(Connection connection, @Nullable List<String> times) throws SQLException {
    for (String preparation : preparations) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(preparation);
      }
    }
    boolean isPostgresql = server.dialect().equals("postgresql");
    for (CatalogQuery query : queries) {
      long begin = System.nanoTime();
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(isPostgresql ? 0 : Integer.MIN_VALUE);
        try (ResultSet rows = statement.executeQuery(query.sql())) {
          int columns = rows.getMetaData().getColumnCount();
          while (rows.next()) {
            for (int i = 1; i <= columns; i++) {
              rows.getBytes(i);
            }
          }
        }
      }
      if (times != null) {
        times.add(query.subject() + " " + (System.nanoTime() - begin) / 1_000_000 + " ms");
      }
    }
  }

  /**
   * Runs the queries in the server's own client, start and login included.
   *
   * @param client path of {@code psql}, {@code mysql} or {@code mariadb}
   */
  void runInClient(String client) throws IOException, InterruptedException {
    Path script = Files.createTempFile("catalog", ".sql");
    try {
      List<String> statements = new ArrayList<>(preparations);
      queries.forEach(q -> statements.add(q.sql().strip()));
      Files.writeString(script, String.join(";\n", statements) + ";\n");
      ProcessBuilder builder = new ProcessBuilder(command(client));
      builder.environment().put("PGPASSWORD", server.admin().password());
      builder.environment().put("MYSQL_PWD", server.admin().password());
      Process process =
          builder
              .redirectInput(script.toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException(client + " failed");
      }
    } finally {
      Files.delete(script);
    }
  }

  private List<String> command(String client) {
    String port = Integer.toString(server.port());
    String user = server.admin().user();
    return server.dialect().equals("postgresql")
        ? List.of(
            client,
            "-X",
            "-q",
            "-A",
            "-t",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            server.host(),
            "-p",
            port,
            "-U",
            user,
            "-d",
            database)
        : List.of(
            client,
            "-h",
            server.host(),
            "-P",
            port,
            "-u",
            user,
            "--batch",
            "--quick",
            "--default-character-set=utf8mb4",
            database);
  }
}
