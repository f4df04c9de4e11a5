package dev.dbsa.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.adapter.persistence.dialect.StoreError;
import dev.dbsa.adapter.persistence.dialect.StoreKind;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class StoreDialectTest {

  @ParameterizedTest
  @CsvSource({
    "SQLITE_CONSTRAINT_UNIQUE, DUPLICATE",
    "SQLITE_CONSTRAINT_PRIMARYKEY, DUPLICATE",
    "SQLITE_CONSTRAINT_FOREIGNKEY, BROKEN_REFERENCE",
    "SQLITE_CONSTRAINT_CHECK, OTHER",
    "SQLITE_BUSY_SNAPSHOT, RETRYABLE",
    "SQLITE_BUSY, OTHER"
  })
  void readsTheResultCodeOfSqlite(SQLiteErrorCode code, StoreError error) {
    assertThat(behind(StoreKind.SQLITE, new SQLiteException("of SQLite", code))).isEqualTo(error);
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, 23505, 0, DUPLICATE",
    "POSTGRESQL, 23503, 0, BROKEN_REFERENCE",
    "POSTGRESQL, 23514, 0, OTHER",
    "POSTGRESQL, 40001, 0, RETRYABLE",
    "POSTGRESQL, 40P01, 0, RETRYABLE",
    "POSTGRESQL, , 0, OTHER",
    "MYSQL, 23000, 1062, DUPLICATE",
    "MYSQL, 23000, 1452, BROKEN_REFERENCE",
    "MYSQL, 23000, 3819, OTHER",
    "MYSQL, 40001, 1213, RETRYABLE",
    "MYSQL, HY000, 1205, RETRYABLE",
    "MYSQL, , 0, OTHER"
  })
  void readsStateAndCodeOfServers(StoreKind kind, String state, int vendorCode, StoreError error) {
    assertThat(behind(kind, new SQLException("of a server", state, vendorCode))).isEqualTo(error);
  }

  private static StoreError behind(StoreKind kind, SQLException e) {
    return kind.dialect().errorBehind(new PersistenceException(e));
  }

  @Test
  void findsNothingWhereNoDatabaseSpoke() {
    for (StoreKind kind : StoreKind.values()) {
      assertThat(kind.dialect().errorBehind(new IllegalStateException("none")))
          .isEqualTo(StoreError.OTHER);
    }
  }
}
