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
 * The checker and the real PostgreSQL judge the last statement of short scripts alike, twice: where
 * the checker sees an empty database and knows what came before from the script alone, and where it
 * sees what the server made of that.
 */
class PostgresScriptsTest {
  /** How many that the server refuses the checker may pass: what was reached may only fall. */
  private static final int MISSED = 6;

  private static final String SEPARATOR = ";;";
  private static final String RECENT = "18: ";
  private static final String RESET =
      "DROP SCHEMA IF EXISTS public, s, r CASCADE;"
          + " DROP PUBLICATION IF EXISTS p;"
          + " CREATE EXTENSION IF NOT EXISTS plpgsql; CREATE SCHEMA public";

  private final SqlScriptValidator validator = new SqlScriptValidator();
  private final List<String> falseAlarms = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();

  @EachServer
  void judgesScriptsAsTheServer(DatabaseServer server) throws SQLException, IOException {
    if (!server.dialect().equals("postgresql")) {
      return;
    }
    String database = server.createDatabase("scripts");
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(RESET);
      SchemaSnapshot empty = Databases.read(server, database);
      for (String line : lines(server.version())) {
        statement.execute(RESET);
        List<String> script = List.of(line.split(SEPARATOR));
        for (String sql : script.subList(0, script.size() - 1)) {
          statement.execute(sql);
        }
        if (script.size() == 1) {
          judge(script.getLast(), empty, line, error(statement, script.getLast()));
          continue;
        }
        SchemaSnapshot before = Databases.read(server, database);
        String error = error(statement, script.getLast());
        judge(String.join(";", script), empty, line, error);
        judge(script.getLast(), before, line, error);
      }
    } finally {
      server.dropDatabase(database);
    }
    assertThat(falseAlarms).isEmpty();
    assertThat(missed).hasSizeLessThanOrEqualTo(MISSED);
  }

  private void judge(String sql, SchemaSnapshot snapshot, String line, String error) {
    Validation validation = validator.validate(sql, snapshot).validation();
    boolean fails = validation.lintStatus() == LintStatus.FAIL;
    if (error.isEmpty() && fails) {
      falseAlarms.add(line + " -> " + validation.errors().getFirst().message());
    } else if (!error.isEmpty() && !fails) {
      missed.add(line + " -> " + error);
    }
  }

  /** What the server says of a statement; empty where it takes it. */
  private static String error(Statement statement, String sql) {
    try {
      statement.execute(sql);
      return "";
    } catch (SQLException e) {
      // The driver, not the server, refuses to copy to nowhere.
      return e.getSQLState() == null || e.getMessage().contains("COPY commands are only")
          ? ""
          : e.getSQLState() + " " + e.getMessage();
    }
  }

  /** The scripts for a server: those behind "18: " need that version. */
  private static List<String> lines(String version) throws IOException {
    boolean recent = Integer.parseInt(version.replaceFirst("[^0-9].*", "")) >= 18;
    String name = "scripts/postgresql.txt";
    try (InputStream in =
        Objects.requireNonNull(PostgresScriptsTest.class.getResourceAsStream(name), name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(l -> !l.isBlank() && !l.startsWith("#"))
          .filter(l -> recent || !l.startsWith(RECENT))
          .map(l -> l.startsWith(RECENT) ? l.substring(RECENT.length()) : l)
          .toList();
    }
  }
}
