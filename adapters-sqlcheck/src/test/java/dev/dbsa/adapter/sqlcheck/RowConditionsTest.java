package dev.dbsa.adapter.sqlcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.schema.SchemaSnapshot;
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
 * What conditions hit, as the real servers tell by deleting rows by them: what is said to hold for
 * every row does so, and a condition that none of the rows decides is told.
 */
class RowConditionsTest {
  private static final String DELETE = "DELETE FROM book WHERE ";

  /** Hit every row, but only with the rows that are there. */
  private static final List<String> BY_CHANCE =
      List.of(
          "id",
          "id > 0 AND (1 = 1 OR title = 'one')",
          "price < 10000",
          "id <> 7",
          "title NOT LIKE 'x%'",
          "title !~ 'q'",
          "id <> ALL (ARRAY[7, 8])",
          "id = ALL (SELECT b.id FROM book b WHERE b.title = book.title)");

  private final SqlScriptValidator validator = new SqlScriptValidator();

  @EachServer
  void tellsConditionsThatChooseNothing(DatabaseServer server) throws SQLException, IOException {
    String database = server.createDatabase("conditions");
    List<String> silent = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    String[] parts = resource("both").split("\n\n");
    try (Connection connection = server.connect(database)) {
      for (String sql : parts[0].lines().toList()) {
        run(connection, sql);
      }
      SchemaSnapshot snapshot = Databases.read(server, database);
      connection.setAutoCommit(false);
      List<String> conditions = new ArrayList<>(parts[1].lines().toList());
      conditions.addAll(resource(server.dialect()).lines().toList());
      for (String condition : conditions) {
        boolean all = run(connection, DELETE + condition) == 3;
        connection.rollback();
        List<String> risks = Check.risks(validator.validate(DELETE + condition, snapshot));
        boolean told = risks.contains("always_true_where") || risks.contains("rows_not_chosen");
        told |= risks.contains("outer_column_in_subquery");
        if (all && !told && !BY_CHANCE.contains(condition)) {
          silent.add(condition);
        }
        if (!all && claimsEvery(condition, snapshot)) {
          wrong.add(condition);
        }
      }
    } finally {
      server.dropDatabase(database);
    }
    assertThat(silent).as("hit every row, and are not told").isEmpty();
    assertThat(wrong).as("do not hit every row, and are said to").isEmpty();
  }

  /** Whether it is said without reserve: not for NULL, nor for every row or none. */
  private boolean claimsEvery(String condition, SchemaSnapshot snapshot) {
    return validator.validate(DELETE + condition, snapshot).risks().stream()
        .anyMatch(r -> r.message().startsWith("The WHERE holds for every row"));
  }

  private static int run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private static String resource(String name) throws IOException {
    String path = "conditions/" + name + ".sql";
    try (InputStream in =
        Objects.requireNonNull(RowConditionsTest.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
