package dev.dbsa.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DatabaseServerTest {

  @EachServer
  void tellsWhatItIs(DatabaseServer server) throws SQLException {
    try (Connection connection = server.connect(server.createDatabase("what"))) {
      assertThat(connection.getMetaData().getDatabaseProductVersion()).contains(server.version());
    }
    assertThat(server.host()).isEqualTo("127.0.0.1");
    assertThat(server.toString()).doesNotContain(server.admin().password());
  }

  @EachServer({ServerKind.POSTGRESQL, ServerKind.MYSQL})
  void isOfTheReleaseWeTestAgainst(DatabaseServer server) {
    assertThat(server.version()).startsWith(server.kind() == ServerKind.MYSQL ? "9." : "18.");
  }

  @EachServer
  void isStartedOnce(DatabaseServer server) {
    assertThat(Servers.get(server.kind())).isEqualTo(server);
  }

  @EachServer
  void createsDatabasesAtOnce(DatabaseServer server) throws Exception {
    int count = 4;
    List<Future<String>> names = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      CountDownLatch together = new CountDownLatch(count);
      for (int i = 0; i < count; i++) {
        names.add(
            threads.submit(
                () -> {
                  together.countDown();
                  together.await();
                  String name =
                      server.createDatabase("Same Name, \"quoted\" `and` long ".repeat(9));
                  server.execute(name, "CREATE TABLE own (id INT PRIMARY KEY)");
                  return name;
                }));
      }
    }
    List<String> created = new ArrayList<>();
    for (Future<String> name : names) {
      created.add(name.get());
    }
    assertThat(created)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z][a-z0-9_]{8,62}"));
  }

  @EachServer
  void keepsUnicode(DatabaseServer server) throws SQLException {
    String database = server.createDatabase("☕ größe");
    // In names and comments MySQL and MariaDB lose what lies beyond the Basic Multilingual
    // Plane.
    String table = server.dialect().equals("mysql") ? "☕_größe_表" : "🍕_größe_表";
    server.execute(
        database,
        server.dialect().equals("mysql")
            ? "CREATE TABLE `%1$s` (id INT COMMENT 'ключ ☕') COMMENT 'für alle ☕'".formatted(table)
            : "CREATE TABLE \"%1$s\" (id INT); COMMENT ON TABLE \"%1$s\" IS 'für alle 🍕'"
                .formatted(table));

    try (Connection connection = server.connect(database);
        ResultSet tables =
            connection.getMetaData().getTables(null, null, table, new String[] {"TABLE"})) {
      assertThat(tables.next()).isTrue();
      assertThat(tables.getString("TABLE_NAME")).isEqualTo(table);
      assertThat(tables.getString("REMARKS")).startsWith("für alle ");
    }
  }

  @EachServer
  void runsScriptsOfManyStatements(DatabaseServer server) throws SQLException {
    String database = server.createDatabase("scripts");
    server.execute(
        database,
        """
        CREATE TABLE a (id INT);
        INSERT INTO a VALUES (1);
        INSERT INTO a VALUES (2), (3);
        """,
        server.dialect().equals("mysql")
            ? "CREATE PROCEDURE p() BEGIN DELETE FROM a; INSERT INTO a VALUES (4); END; CALL p()"
            : "DO $$ BEGIN DELETE FROM a; INSERT INTO a VALUES (4); END $$");

    assertThat(queryInt(server, database, server.admin(), "SELECT SUM(id) FROM a")).isEqualTo(4);
  }

  @EachServer
  void reportsTheFailureOfALaterStatement(DatabaseServer server) {
    String database = server.createDatabase("failure");
    assertThatIllegalStateException()
        .isThrownBy(
            () -> server.execute(database, "CREATE TABLE a (id INT); SELECT * FROM missing"))
        .withMessageContaining("missing");
  }

  @EachServer
  void dropsADatabaseInUse(DatabaseServer server) throws SQLException {
    String database = server.createDatabase("in_use");
    try (Connection open = server.connect(database)) {
      assertThat(open.isValid(5)).isTrue();
      server.dropDatabase(database);
    }
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> server.connect(database).close());
    server.dropDatabase(database);
  }

  @EachServer
  void readOnlyUserReadsAndChangesNothing(DatabaseServer server) throws SQLException {
    String database = server.createDatabase("read_only");
    Login reader = server.createReadOnlyUser(database);
    server.execute(database, "CREATE TABLE later (id INT); INSERT INTO later VALUES (7)");

    assertThat(queryInt(server, database, reader, "SELECT id FROM later")).isEqualTo(7);
    for (String change :
        List.of(
            "INSERT INTO later VALUES (8)",
            "UPDATE later SET id = 8",
            "DELETE FROM later",
            "DROP TABLE later",
            "ALTER TABLE later ADD COLUMN more INT",
            "CREATE TABLE own (id INT)",
            "CREATE TEMPORARY TABLE own (id INT)",
            "CREATE SCHEMA own",
            "CREATE VIEW own AS SELECT 1 AS one")) {
      assertThatExceptionOfType(SQLException.class)
          .as(change)
          .isThrownBy(() -> run(server, database, reader, change));
    }
    assertThat(queryInt(server, database, server.admin(), "SELECT SUM(id) FROM later"))
        .isEqualTo(7);
  }

  @EachServer
  void readOnlyUserSeesOneDatabase(DatabaseServer server) {
    String database = server.createDatabase("mine");
    String other = server.createDatabase("other");
    Login reader = server.createReadOnlyUser(database);
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> server.connect(other, reader).close());
  }

  @EachServer
  void userWithoutRightsReachesNoDatabase(DatabaseServer server) {
    String database = server.createDatabase("closed");
    Login stranger = server.createUserWithoutRights();
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> server.connect(database, stranger).close())
        // The password was right (else 28...): it is the database that is refused.
        .satisfies(e -> assertThat(e.getSQLState()).startsWith("42"));
  }

  @EachServer
  void checksPasswords(DatabaseServer server) {
    String database = server.createDatabase("password");
    for (Login login : List.of(server.admin(), server.createReadOnlyUser(database))) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> server.connect(database, new Login(login.user(), "wrong")).close())
          .satisfies(e -> assertThat(e.getSQLState()).startsWith("28"));
    }
  }

  @Test
  void aLoginDoesNotShowItsPassword() {
    assertThat(new Login("ann", "secret")).asString().contains("ann").doesNotContain("secret");
  }

  private static void run(DatabaseServer server, String database, Login login, String sql)
      throws SQLException {
    try (Connection connection = server.connect(database, login);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int queryInt(DatabaseServer server, String database, Login login, String sql)
      throws SQLException {
    try (Connection connection = server.connect(database, login);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getInt(1);
    }
  }
}
