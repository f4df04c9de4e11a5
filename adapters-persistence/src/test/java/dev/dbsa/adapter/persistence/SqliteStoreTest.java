package dev.dbsa.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.testing.TestClock;
import dev.dbsa.testing.TestData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contracts on SQLite, and beyond them its settings, and other processes on the file. */
@QuarkusTest
@QuarkusTestResource(value = TemporaryStore.class, restrictToAnnotatedClass = true)
class SqliteStoreTest extends StoreSuites {

  @Inject DataSource dataSource;

  @ConfigProperty(name = "quarkus.datasource.sqlite.jdbc.url")
  String jdbcUrl;

  private final TestData data = new TestData(new TestClock(), UUID::randomUUID);

  /** As another process would open the file. */
  private Connection otherProcess() throws SQLException {
    return DriverManager.getConnection(jdbcUrl + "?busy_timeout=0&transaction_mode=IMMEDIATE");
  }

  private static void write(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE connection_profile SET last_error_message = 'elsewhere'");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "journal_mode,wal",
    "synchronous,2",
    "foreign_keys,1",
    "busy_timeout,15000",
    "integrity_check,ok"
  })
  void opensTheFileWithTheSettingsThatKeepCommits(String pragma, String value) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA " + pragma)) {
      assertThat(result.getString(1)).isEqualTo(value);
    }
  }

  @Test
  void aWriterWaitsForAnotherProcessAndReadersDoNot() throws Exception {
    ConnectionProfile profile = data.profile("waiting " + UUID.randomUUID());
    try (Connection other = otherProcess();
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      other.setAutoCommit(false);
      write(other);
      CountDownLatch started = new CountDownLatch(1);
      Future<?> adding =
          executor.submit(
              () -> {
                started.countDown();
                stores().connections().add(profile);
              });
      started.await();

      assertThat(stores().connections().find(profile.id())).isEmpty();
      assertThat(adding.isDone()).isFalse();
      // Commits; commit() would begin the next transaction at once.
      other.setAutoCommit(true);
      adding.get(30, TimeUnit.SECONDS);
    }
    assertThat(stores().connections().find(profile.id())).contains(profile);
  }

  @Test
  void nobodyWritesBetweenTheReadAndTheWriteOfATransaction() throws Exception {
    ConnectionProfile profile = data.profile("between " + UUID.randomUUID());
    stores().connections().add(profile);
    try (Connection other = otherProcess()) {
      stores()
          .work()
          .inTransaction(
              () -> {
                ConnectionProfile read = stores().connections().find(profile.id()).orElseThrow();
                assertThatThrownBy(() -> write(other)).hasMessageContaining("SQLITE_BUSY");
                stores().connections().update(read.verified(data.clock().instant()));
              });
      assertThat(stores().connections().find(profile.id()))
          .contains(profile.verified(data.clock().instant()));
      write(other);
    }
    assertThat(stores().connections().find(profile.id()).orElseThrow().lastErrorMessage())
        .isEqualTo("elsewhere");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE connection_profile SET status = 'pending'|CHECK",
        "UPDATE connection_profile SET dialect = 'ORACLE'|CHECK",
        "UPDATE connection_profile SET port = 'many'|cannot store TEXT value in INTEGER column",
        "UPDATE connection_profile SET port = 0|CHECK",
        "INSERT INTO draft (generation_id, content) VALUES ('x', '{}')|FOREIGN KEY",
      })
  void theSchemaItselfRefusesWhatCannotBe(String sql, String reason) throws SQLException {
    stores().connections().add(data.profile("checked " + UUID.randomUUID()));
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeUpdate(sql)).hasMessageContaining(reason);
    }
  }
}
