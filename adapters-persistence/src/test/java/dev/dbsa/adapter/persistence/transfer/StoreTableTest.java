package dev.dbsa.adapter.persistence.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A column that a migration adds is moved along, or left out on purpose. */
class StoreTableTest {
  private static final Set<String> LEFT_OUT =
      Set.of(
          "first_answer",
          "used_signature",
          "request_bucket",
          "request_key",
          "request_run",
          "flyway_schema_history");

  @TempDir Path directory;

  @Test
  void everyColumnOfTheStoreIsMoved() throws Exception {
    String url = "jdbc:sqlite:" + directory.resolve("store.db");
    Flyway.configure()
        .dataSource(url, null, null)
        .locations("classpath:db/migration/sqlite")
        .load()
        .migrate();
    Set<String> stored = new HashSet<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet columns =
            statement.executeQuery(
                """
                SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c
                WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE 'request_gram%'
                """)) {
      while (columns.next()) {
        if (!LEFT_OUT.contains(columns.getString(1))) {
          stored.add(columns.getString(1) + "." + columns.getString(2));
        }
      }
    }
    Set<String> moved = new HashSet<>();
    StoreTable.ALL.forEach(
        table -> table.columns().forEach(c -> moved.add(table.table() + "." + c.name())));

    assertThat(moved).isEqualTo(stored);
  }
}
