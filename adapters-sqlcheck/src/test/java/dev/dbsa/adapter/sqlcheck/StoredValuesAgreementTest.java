package dev.dbsa.adapter.sqlcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.domain.script.Validation;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.EachServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes of rows that hang on what columns hold, each run on a real server and taken back: what it
 * refuses fails here, or is warned of where a trigger may mend the row or a column is left out;
 * what it takes does not fail.
 */
class StoredValuesAgreementTest {
  private static final String HANGS_ON_MORE = "-- hangs on";

  private final SqlScriptValidator validator = new SqlScriptValidator();

  @EachServer
  void judgesValuesAsTheServer(DatabaseServer server) throws SQLException, IOException {
    String[] parts = resource(server.dialect()).split("\n\n");
    String database = server.createDatabase("stored_values");
    List<String> wrong = new ArrayList<>();
    int refused = 0;
    try (Connection connection = server.connect(database)) {
      for (String sql : parts[0].lines().toList()) {
        run(connection, sql);
      }
      SchemaSnapshot snapshot = Databases.read(server, database);
      connection.setAutoCommit(false);
      for (String sql : parts[1].lines().toList()) {
        String refusal = refusal(connection, sql);
        refused += refusal == null ? 0 : 1;
        Validation validation = validator.validate(sql, snapshot).validation();
        if (!agree(sql, refusal, validation)) {
          wrong.add(
              "%s%n  server: %s%n  we: %s"
                  .formatted(
                      sql, refusal, validation.findings().stream().map(Finding::message).toList()));
        }
      }
    } finally {
      server.dropDatabase(database);
    }
    assertThat(wrong).isEmpty();
    assertThat(refused).isGreaterThan(50);
  }

  private static boolean agree(String sql, @Nullable String refusal, Validation validation) {
    boolean fails = validation.lintStatus() == LintStatus.FAIL;
    if (refusal == null || fails) {
      return fails == (refusal != null);
    }
    return validation.findings().stream()
        .filter(f -> f.severity() == Severity.WARNING)
        .anyMatch(f -> f.rule().equals("missing-value") || sql.contains(HANGS_ON_MORE));
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** What the server says against a statement; {@code null} where it takes it. */
  private static @Nullable String refusal(Connection connection, String sql) throws SQLException {
    try {
      run(connection, sql);
      return null;
    } catch (SQLException e) {
      return String.valueOf(e.getMessage());
    } finally {
      connection.rollback();
    }
  }

  private static String resource(String dialect) throws IOException {
    String name = "values/" + dialect + ".sql";
    try (InputStream in =
        Objects.requireNonNull(StoredValuesAgreementTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
