package dev.dbsa.adapter.introspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.sql.Identifiers;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.EachServer;
import dev.dbsa.testkit.ServerKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A word that a server reserves must be written in quotes. */
class ReservedWordsTest {

  /** U is "unreserved"; C, T and R cannot be a name everywhere. */
  @EachServer({ServerKind.POSTGRESQL, ServerKind.INSTALLED_POSTGRESQL})
  void postgresqlReservesNothingElse(DatabaseServer server) throws SQLException {
    List<String> reserved =
        words(server, "select word from pg_get_keywords() where catcode <> 'U'");
    assertThat(reserved).hasSizeGreaterThan(100);
    assertThat(unknown(server, reserved)).isEmpty();
  }

  @EachServer(ServerKind.MYSQL)
  void mySqlReservesNothingElse(DatabaseServer server) throws SQLException {
    List<String> reserved =
        words(server, "select word from information_schema.keywords where reserved = 1");
    assertThat(reserved).hasSizeGreaterThan(200);
    assertThat(unknown(server, reserved)).isEmpty();
  }

  /** MariaDB does not say which of its words are reserved, and the others do not say all. */
  @EachServer
  void everyWordThatIsNotKnownAsReservedCanBeAName(DatabaseServer server) throws SQLException {
    String catalog =
        server.kind().dialect().equals("mysql")
            ? "select word from information_schema.keywords where word regexp '^[a-z_]+$'"
            : "select word from pg_get_keywords()";
    List<String> free = unknown(server, words(server, catalog));
    assertThat(free).hasSizeGreaterThan(100);
    String database = server.createDatabase("names");
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      assertThat(free).filteredOn(word -> !canBeName(statement, word)).isEmpty();
    } finally {
      server.dropDatabase(database);
    }
  }

  private static boolean canBeName(Statement statement, String word) {
    try {
      statement.execute("select " + word + " from (select 1 as " + word + ") as " + word);
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private static List<String> unknown(DatabaseServer server, List<String> words) {
    return words.stream()
        .filter(word -> !Identifiers.isReserved(Targets.dialect(server), word))
        .toList();
  }

  private static List<String> words(DatabaseServer server, String query) throws SQLException {
    List<String> words = new ArrayList<>();
    String database = server.createDatabase("keywords");
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        words.add(rows.getString(1));
      }
    } finally {
      server.dropDatabase(database);
    }
    return words;
  }
}
