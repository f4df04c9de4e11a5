package dev.dbsa.testkit;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.UUID;

/** What the servers of all dialects do alike over JDBC. */
final class Sql {

  private Sql() {}

  /** The hint, made harmless, and a random suffix: at most 49 characters of {@code [a-z0-9_]}. */
  static String uniqueName(String hint) {
    String harmless =
        hint.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^[^a-z]+", "");
    String start = harmless.isEmpty() ? "test" : harmless;
    return start.substring(0, Math.min(start.length(), 40)) + "_" + random(8);
  }

  static Login uniqueLogin(String hint) {
    return new Login(uniqueName(hint), randomPassword());
  }

  static String randomPassword() {
    return random(32);
  }

  private static String random(int length) {
    return UUID.randomUUID().toString().replace("-", "").substring(0, length);
  }

  /**
   * Connects without {@link java.sql.DriverManager}, which finds no driver where another class
   * loader than the caller's registered it.
   */
  static Connection connect(String url, Properties properties) throws SQLException {
    for (Driver driver : ServiceLoader.load(Driver.class, Sql.class.getClassLoader())) {
      Connection connection = driver.connect(url, properties);
      if (connection != null) {
        return connection;
      }
    }
    throw new SQLException("no JDBC driver for " + url);
  }

  static void execute(DatabaseServer server, String database, String... scripts) {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      for (String script : scripts) {
        statement.execute(script);
        // The driver reports the failure of a later statement only when its result is asked for.
        while (statement.getMoreResults() || statement.getUpdateCount() != -1) {}
      }
    } catch (SQLException e) {
      throw new IllegalStateException(server.product() + " refused: " + e.getMessage(), e);
    }
  }

  static String queryText(DatabaseServer server, String database, String query) {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(server.product() + " refused: " + e.getMessage(), e);
    }
  }
}
