package dev.dbsa.bench.drafting;

import dev.dbsa.testkit.DatabaseServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of its own with the rows of a schema, in which a change may be tried. */
record Copy(DatabaseServer server, String database) implements AutoCloseable {

  Connection connect() throws SQLException {
    return server.connect(database);
  }

  /** Runs a script statement by statement; what the server said where it refused one. */
  String run(String script) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String part : script.replaceAll("(?m)^--.*$", "").split(";\\s*(?:\\n|$)")) {
        if (!part.isBlank()) {
          statement.execute(part);
        }
      }
      return "";
    } catch (SQLException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Override
  public void close() {
    server.dropDatabase(database);
  }
}
