package dev.dbsa.adapter.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.adapter.persistence.dialect.Grams;
import dev.dbsa.adapter.persistence.dialect.StoreDialect;
import dev.dbsa.adapter.persistence.dialect.StoreKind;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.EachServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores of every earlier version, with rows in them, on their way to the newest one. */
class ForwardMigrationTest {
  private static final int NEWEST = 13;

  @TempDir Path directory;

  /** Opens a connection to a store. */
  private interface Source {
    Connection open() throws SQLException;
  }

  @Test
  void leadsFromEveryVersionOfAFile() throws Exception {
    for (int version = 1; version < NEWEST; version++) {
      String url = "jdbc:sqlite:" + directory.resolve("from-" + version + ".db");
      leads("sqlite", version, url, null, null, () -> DriverManager.getConnection(url));
    }
  }

  @EachServer
  void leadsFromEveryVersionOnAServer(DatabaseServer server) throws Exception {
    boolean mysql = server.dialect().equals("mysql");
    for (int version = 6; version < NEWEST; version++) {
      String database = server.createDatabase("from" + version);
      String url = server.urlWithoutTls(database);
      leads(
          mysql ? "mysql" : "postgresql",
          version,
          url,
          server.admin().user(),
          server.admin().password(),
          () -> server.connect(database));
      server.dropDatabase(database);
    }
  }

  private static void leads(
      String kind, int version, String url, String user, String password, Source source)
      throws SQLException {
    Flyway.configure()
        .dataSource(url, user, password)
        .locations("classpath:db/migration/" + kind)
        .target(String.valueOf(version))
        .load()
        .migrate();
    try (Connection connection = source.open()) {
      fill(connection);
    }

    Flyway flyway =
        Flyway.configure()
            .dataSource(url, user, password)
            .locations("classpath:db/migration/" + kind)
            .load();
    StoreDialect dialect = StoreKind.ofUnit(kind).dialect();
    String migrated =
        new StoreMigrations(
                flyway, flyway.getConfiguration().getDataSource(), new StoreLocation(url, dialect))
            .migrate();

    assertThat(migrated).isEqualTo(String.valueOf(NEWEST));
    try (Connection connection = source.open()) {
      assertThat(number(connection, "SELECT count(*) FROM generation")).isEqualTo(3);
      assertThat(number(connection, "SELECT count(*) FROM draft")).isEqualTo(1);
      assertThat(number(connection, "SELECT count(*) FROM review")).isEqualTo(1);
      // Nobody knows whether what runs was sent to a model: it counts as sent, if it runs since
      // before that was kept.
      assertThat(
              number(
                  connection,
                  "SELECT count(*) FROM generation WHERE status = 'RUNNING' AND "
                      + (kind.equals("sqlite") ? "sent = 1" : "sent")))
          .as(kind + " from " + version)
          .isEqualTo(version < 9 ? 1 : 0);
      assertThat(number(connection, "SELECT count(*) FROM generation WHERE queued_at IS NOT NULL"))
          .isZero();
      assertThat(found(connection, dialect, "rder")).as(kind + " from " + version).isEqualTo(3);
      assertThat(found(connection, dialect, "rders of")).isZero();
    }
  }

  /** With the columns of the first version alone, as later ones have defaults. */
  private static void fill(Connection connection) throws SQLException {
    String time = "'2026-01-01 00:00:00'";
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          """
          INSERT INTO connection_profile (id, name, dialect, host, port, database_name, username,
            auth_mode, ssl_mode, secret_token, status, created_at, updated_at)
          VALUES ('c', 'shop', 'MYSQL', 'h', 3306, 'd', 'u', 'PASSWORD', 'REQUIRE', 't', 'PENDING',
            %1$s, %1$s)
          """
              .formatted(time));
      statement.executeUpdate(
          """
          INSERT INTO schema_snapshot (id, connection_id, version, schema_hash, server_product,
            server_version, tables_count, views_count, indexes_count, constraints_count, created_at)
          VALUES ('s', 'c', 1, 'x', 'MySQL', '9', 0, 0, 0, 0, %s)
          """
              .formatted(time));
      for (String row :
          new String[] {
            "'done', 'COMPLETED', NULL, NULL, 1, 'ACCEPTED', " + time,
            "'running', 'RUNNING', 'worker', " + time + ", 0, NULL, NULL",
            "'queued', 'QUEUED', NULL, NULL, 0, NULL, NULL"
          }) {
        statement.executeUpdate(
            """
            INSERT INTO generation (id, status, lease_owner, lease_until, review_count,
              review_status, last_reviewed_at, connection_id, snapshot_id, dialect, script_mode,
              version, attempt_count, risk_count, has_final_script, created_at, attempts,
              request_text, request_folded)
            VALUES (%s, 'c', 's', 'MYSQL', 'QUERY', 1, 1, 0, %s, %s, '[]', 'orders', 'orders')
            """
                .formatted(row, isPostgresql(connection) ? "false" : "0", time));
      }
      statement.executeUpdate("INSERT INTO draft (generation_id, content) VALUES ('done', '{}')");
      statement.executeUpdate(
          "INSERT INTO review (id, generation_id, number, status, created_at)"
              + " VALUES ('r', 'done', 1, 'ACCEPTED', "
              + time
              + ")");
    }
  }

  private static long found(Connection connection, StoreDialect dialect, String part)
      throws SQLException {
    StoreDialect.TextSearch search = dialect.search(Grams.of(part));
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT count(*) FROM " + search.from().replace(":grams", "?"))) {
      query.setObject(1, search.parameters().get("grams"));
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static boolean isPostgresql(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
