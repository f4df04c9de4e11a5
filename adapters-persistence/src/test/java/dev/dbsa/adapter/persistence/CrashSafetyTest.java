package dev.dbsa.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in the middle of its writes loses nothing that it had committed. */
class CrashSafetyTest {

  private static final int ENOUGH = 200;
  private static final String DRIVER_PROPERTIES =
      "quarkus.datasource.sqlite.jdbc.additional-jdbc-properties.";

  @TempDir Path directory;

  /**
   * Each transaction stores a profile and a snapshot; its number is printed once it is committed.
   */
  public static final class Writer {

    public static void main(String... args) throws SQLException, IOException {
      try (Connection connection = open(args[0]);
          PreparedStatement profile =
              connection.prepareStatement(
                  """
                  INSERT INTO connection_profile (id, name, dialect, host, port, database_name, username, auth_mode,
                    ssl_mode, secret_token, status, created_at, updated_at)
                  VALUES (?1, ?1, 'MYSQL', 'h', 1, 'd', 'u', 'PASSWORD', 'PREFER', 't', 'PENDING', 'c', 'c')
                  """);
          PreparedStatement snapshot =
              connection.prepareStatement(
                  """
                  INSERT INTO schema_snapshot (id, connection_id, version, schema_hash, server_product, server_version,
                    tables_count, views_count, indexes_count, constraints_count, created_at)
                  VALUES (?1, ?1, 1, 'h', 'p', 'v', 0, 0, 0, 0, 'c')
                  """)) {
        connection.setAutoCommit(false);
        for (int number = 1; true; number++) {
          profile.setString(1, String.valueOf(number));
          profile.executeUpdate();
          snapshot.setString(1, String.valueOf(number));
          snapshot.executeUpdate();
          connection.commit();
          System.out.println(number);
        }
      }
    }
  }

  /** With the settings of the service. */
  private static Connection open(String jdbcUrl) throws SQLException, IOException {
    Properties settings = new Properties();
    try (InputStream file =
        CrashSafetyTest.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
      settings.load(file);
    }
    Properties ofDriver = new Properties();
    for (String name : settings.stringPropertyNames()) {
      if (name.startsWith(DRIVER_PROPERTIES)) {
        ofDriver.setProperty(
            name.substring(DRIVER_PROPERTIES.length()), settings.getProperty(name));
      }
    }
    assertThat(ofDriver).containsKeys("journal_mode", "synchronous", "foreign_keys");
    return DriverManager.getConnection(jdbcUrl, ofDriver);
  }

  @RepeatedTest(3)
  void keepsWhatWasCommittedAndNothingElse() throws Exception {
    String jdbcUrl = "jdbc:sqlite:" + directory.resolve("dbsa.db");
    Flyway.configure()
        .dataSource(jdbcUrl, null, null)
        .locations("classpath:db/migration/sqlite")
        .load()
        .migrate();

    int committed = killInTheMiddle(jdbcUrl);

    try (Connection connection = open(jdbcUrl)) {
      Set<String> profiles = strings(connection, "SELECT id FROM connection_profile");
      Set<String> snapshots = strings(connection, "SELECT connection_id FROM schema_snapshot");
      for (int number = 1; number <= committed; number++) {
        assertThat(profiles).contains(String.valueOf(number));
      }
      assertThat(snapshots).isEqualTo(profiles);
      // The one that was under way may have been committed just before the end.
      assertThat(profiles).hasSizeBetween(committed, committed + 1);
      assertThat(strings(connection, "PRAGMA integrity_check")).containsExactly("ok");
      assertThat(strings(connection, "PRAGMA foreign_key_check")).isEmpty();
    }
  }

  /** Returns the last number that the writer printed. */
  private static int killInTheMiddle(String jdbcUrl) throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                jdbcUrl)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int committed = 0;
    try (BufferedReader lines = writer.inputReader()) {
      String line = lines.readLine();
      while (line != null) {
        committed = Integer.parseInt(line);
        if (committed == ENOUGH) {
          // Unlike the process itself, its handle leaves open what is still to be read.
          writer.toHandle().destroyForcibly();
        }
        line = lines.readLine();
      }
    } finally {
      writer.destroyForcibly();
    }
    assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(committed).isGreaterThanOrEqualTo(ENOUGH);
    return committed;
  }

  private static Set<String> strings(Connection connection, String sql) throws SQLException {
    Set<String> values = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
