package dev.dbsa.adapter.sqlcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.script.LintStatus;
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

/**
 * The checker and real servers judge a migration of our own alike, step by step, and variants of
 * each step with one mistake: a wrong name, type or clause. The servers' verdicts are taken here.
 */
class DefinitionAgreementTest {
  private static final int MUTANTS = 2;

  /**
   * Of a hundred variants that the server refuses, how many the checker fails at least, and how
   * many it passes without a word at most. What was reached, not what is wanted: the figures may
   * only get better.
   */
  private record Reached(int failed, int silent) {
    static Reached of(DatabaseServer server) {
      return server.dialect().equals("postgresql") ? new Reached(92, 5) : new Reached(98, 1);
    }
  }

  private final SqlScriptValidator validator = new SqlScriptValidator();
  private final List<String> wrong = new ArrayList<>();
  private int refused;
  private int failed;
  private int silent;

  @EachServer
  void judgesAMigrationAndItsMistakesAsTheServer(DatabaseServer server)
      throws SQLException, IOException {
    List<String> script = script(server.dialect());
    Trial trial = server.dialect().equals("postgresql") ? new Undo(server) : new Copy(server);
    DefinitionMutator mutator = new DefinitionMutator(7, script);
    try (trial) {
      for (String sql : script) {
        SchemaSnapshot snapshot = Databases.read(server, trial.database());
        judge(sql, true, snapshot);
        for (int n = 0; n < MUTANTS; n++) {
          String mutant = mutator.mutate(sql);
          if (!mutant.equals(sql)) {
            judge(mutant, trial.takes(mutant), snapshot);
          }
        }
        trial.keep(sql);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(refused).isGreaterThan(30);
    Reached reached = Reached.of(server);
    assertThat(failed * 100).isGreaterThanOrEqualTo(refused * reached.failed());
    assertThat(silent * 100).isLessThanOrEqualTo(refused * reached.silent());
  }

  private void judge(String sql, boolean taken, SchemaSnapshot snapshot) {
    Validation validation = validator.validate(sql, snapshot).validation();
    boolean fails = validation.lintStatus() == LintStatus.FAIL;
    if (taken) {
      if (fails) {
        wrong.add(sql + "\n  -> " + validation.errors().getFirst().message());
      }
      return;
    }
    refused++;
    failed += fails ? 1 : 0;
    silent +=
        validation.lintStatus() == LintStatus.PASS && validation.notChecked().isEmpty() ? 1 : 0;
  }

  private static List<String> script(String dialect) throws IOException {
    String name = "migrations/" + dialect + ".sql";
    try (InputStream in =
        Objects.requireNonNull(DefinitionAgreementTest.class.getResourceAsStream(name), name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(line -> line.replaceFirst(";$", "")).toList();
    }
  }

  /** A database in which statements are tried. */
  private interface Trial extends AutoCloseable {
    String database();

    /** Whether the server takes a statement; leaves the database as it was. */
    boolean takes(String sql) throws SQLException;

    /** Runs a statement for good. */
    void keep(String sql) throws SQLException;

    @Override
    void close() throws SQLException;
  }

  /** Takes everything back in a transaction. */
  private static final class Undo implements Trial {
    private final DatabaseServer server;
    private final String database;
    private final Connection connection;

    Undo(DatabaseServer server) throws SQLException {
      this.server = server;
      database = server.createDatabase("agreement");
      connection = server.connect(database);
      connection.setAutoCommit(false);
    }

    @Override
    public String database() {
      return database;
    }

    @Override
    public boolean takes(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
        return true;
      } catch (SQLException e) {
        return false;
      } finally {
        connection.rollback();
      }
    }

    @Override
    public void keep(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
      connection.commit();
    }

    @Override
    public void close() throws SQLException {
      connection.close();
      server.dropDatabase(database);
    }
  }

  /** Makes the database again, up to the current step, after each statement that went through. */
  private static final class Copy implements Trial {
    private final DatabaseServer server;
    private final List<String> kept = new ArrayList<>();
    private String database;
    private Connection connection;

    Copy(DatabaseServer server) throws SQLException {
      this.server = server;
      database = server.createDatabase("agreement");
      connection = server.connect(database);
    }

    @Override
    public String database() {
      return database;
    }

    @Override
    public boolean takes(String sql) throws SQLException {
      try {
        run(sql);
      } catch (SQLException e) {
        return false;
      }
      close();
      database = server.createDatabase("agreement");
      connection = server.connect(database);
      for (String step : kept) {
        run(step);
      }
      return true;
    }

    private void run(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    @Override
    public void keep(String sql) throws SQLException {
      run(sql);
      kept.add(sql);
    }

    @Override
    public void close() throws SQLException {
      connection.close();
      server.dropDatabase(database);
    }
  }
}
