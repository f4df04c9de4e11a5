package dev.dbsa.adapter.sqlcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.script.Validation;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.EachServer;
import dev.dbsa.testkit.ServerKind;
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
 * The checker and the real MySQL and MariaDB judge the last statement of short scripts alike. The
 * checker sees an empty database: what the script made before, it knows from the script alone.
 */
class MySqlScriptsTest {
  private static final String SEPARATOR = ";;";

  private final SqlScriptValidator validator = new SqlScriptValidator();

  @EachServer
  void judgesScriptsAsTheServer(DatabaseServer server) throws SQLException, IOException {
    if (!server.dialect().equals("mysql")) {
      return;
    }
    SchemaSnapshot empty = empty(server);
    List<String> falseAlarms = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    for (String line : lines(server.kind())) {
      List<String> script = List.of(line.split(SEPARATOR));
      String error = error(server, script);
      Validation validation = validation(empty, script);
      boolean fails = validation.lintStatus() == LintStatus.FAIL;
      if (error.isEmpty() && fails) {
        falseAlarms.add(line + " -> " + validation.errors().getFirst().message());
      } else if (!error.isEmpty() && !fails) {
        missed.add(line + " -> " + error);
      }
    }
    assertThat(falseAlarms).isEmpty();
    assertThat(missed).isEmpty();
  }

  private Validation validation(SchemaSnapshot empty, List<String> script) {
    StringBuilder text = new StringBuilder("DELIMITER ;;\n");
    script.forEach(s -> text.append(s.strip()).append(" ;;\n"));
    return validator.validate(text.toString(), empty).validation();
  }

  /** What all scripts begin with; none leaves anything behind but in its own database. */
  private static SchemaSnapshot empty(DatabaseServer server) throws SQLException {
    String database = server.createDatabase("empty");
    try {
      return Databases.read(server, database);
    } finally {
      server.dropDatabase(database);
    }
  }

  /** What the server says of the last statement; empty where it takes it. */
  private static String error(DatabaseServer server, List<String> script) throws SQLException {
    String database = server.createDatabase("scripts");
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : script.subList(0, script.size() - 1)) {
        statement.execute(sql);
      }
      try {
        statement.execute(script.getLast());
        return "";
      } catch (SQLException e) {
        return e.getErrorCode() + " " + e.getMessage();
      }
    } finally {
      server.dropDatabase(database);
    }
  }

  private static List<String> lines(ServerKind server) throws IOException {
    List<String> lines = new ArrayList<>(read("scripts/mysql.txt"));
    if (server == ServerKind.MYSQL) {
      lines.addAll(read("scripts/mysql-9.txt"));
    }
    return lines;
  }

  private static List<String> read(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(MySqlScriptsTest.class.getResourceAsStream(name), name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
    }
  }
}
