package dev.dbsa.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.adapter.persistence.dialect.StoreError;
import dev.dbsa.adapter.persistence.dialect.StoreKind;
import jakarta.persistence.PersistenceException;
import java.lang.reflect.Proxy;
import java.sql.DatabaseMetaData;
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
    "SQLITE_BUSY, UNAVAILABLE",
    "SQLITE_FULL, UNAVAILABLE",
    "SQLITE_IOERR_WRITE, UNAVAILABLE",
    "SQLITE_ERROR, OTHER"
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
    "POSTGRESQL, 08006, 0, UNAVAILABLE",
    "POSTGRESQL, 57P01, 0, UNAVAILABLE",
    "POSTGRESQL, 25006, 0, UNAVAILABLE",
    "POSTGRESQL, , 0, OTHER",
    "MYSQL, 23000, 1062, DUPLICATE",
    "MYSQL, 23000, 1452, BROKEN_REFERENCE",
    "MYSQL, 23000, 3819, OTHER",
    "MYSQL, 40001, 1213, RETRYABLE",
    "MYSQL, HY000, 1205, RETRYABLE",
    "MYSQL, 08S01, 0, UNAVAILABLE",
    "MYSQL, 08S01, 1053, UNAVAILABLE",
    "MYSQL, HY000, 1290, UNAVAILABLE",
    "MYSQL, , 0, OTHER"
  })
  void readsStateAndCodeOfServers(StoreKind kind, String state, int vendorCode, StoreError error) {
    assertThat(behind(kind, new SQLException("of a server", state, vendorCode))).isEqualTo(error);
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, 13, 13.20, PostgreSQL 13.20, PostgreSQL 14",
    "MYSQL, 8, 8.0.42, MySQL 8.0.42, MySQL 8.4",
    "MYSQL, 10, 10.6.22-MariaDB, 10.6.22-MariaDB, MariaDB 10.11",
    "MYSQL, 5, 5.5.5-10.5.29-MariaDB-log, 5.5.5-10.5.29-MariaDB-log, MariaDB 10.11"
  })
  void refusesOldReleases(StoreKind kind, int major, String version, String shown, String oldest)
      throws SQLException {
    assertThat(kind.dialect().unsupported(server(major, version)))
        .hasValueSatisfying(problem -> assertThat(problem).contains(shown, oldest, "APP_DB_URL"));
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, 14, 14.0",
    "POSTGRESQL, 18, 18.6 (Debian)",
    "MYSQL, 8, 8.4.0",
    "MYSQL, 9, 9.7.4",
    "MYSQL, 10, 10.11.2-MariaDB",
    "MYSQL, 5, 5.5.5-11.4.5-MariaDB"
  })
  void takesNewerReleases(StoreKind kind, int major, String version) throws SQLException {
    assertThat(kind.dialect().unsupported(server(major, version))).isEmpty();
  }

  private static DatabaseMetaData server(int major, String version) {
    return (DatabaseMetaData)
        Proxy.newProxyInstance(
            DatabaseMetaData.class.getClassLoader(),
            new Class<?>[] {DatabaseMetaData.class},
            (_, method, _) ->
                method.getName().equals("getDatabaseMajorVersion") ? (Object) major : version);
  }

  private static StoreError behind(StoreKind kind, SQLException e) {
    return kind.dialect().errorBehind(new PersistenceException(e));
  }

  @Test
  void anExhaustedPoolMeansThatTheStoreCannotBeUsed() {
    for (StoreKind kind : StoreKind.values()) {
      assertThat(behind(kind, new SQLException("Sorry, acquisition timeout!")))
          .isEqualTo(StoreError.UNAVAILABLE);
    }
  }

  @Test
  void findsNothingWhereNoDatabaseSpoke() {
    for (StoreKind kind : StoreKind.values()) {
      assertThat(kind.dialect().errorBehind(new IllegalStateException("none")))
          .isEqualTo(StoreError.OTHER);
    }
  }
}
