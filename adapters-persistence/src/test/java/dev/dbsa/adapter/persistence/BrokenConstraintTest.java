package dev.dbsa.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class BrokenConstraintTest {

  @Test
  void readsTheResultCodeOfSqlite() {
    assertThat(behind(SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE)).contains(BrokenConstraint.UNIQUE);
    assertThat(behind(SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY))
        .contains(BrokenConstraint.UNIQUE);
    assertThat(behind(SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY))
        .contains(BrokenConstraint.FOREIGN_KEY);
    assertThat(behind(SQLiteErrorCode.SQLITE_CONSTRAINT_CHECK)).isEmpty();
    assertThat(behind(SQLiteErrorCode.SQLITE_BUSY)).isEmpty();
  }

  private static Optional<BrokenConstraint> behind(SQLiteErrorCode code) {
    return BrokenConstraint.behind(
        new PersistenceException(new SQLiteException("of SQLite", code)));
  }

  @Test
  void readsTheStateOfServers() {
    assertThat(behind("23505", 0)).contains(BrokenConstraint.UNIQUE);
    assertThat(behind("23503", 0)).contains(BrokenConstraint.FOREIGN_KEY);
    assertThat(behind("23514", 0)).isEmpty();
    assertThat(behind("23000", 1062)).contains(BrokenConstraint.UNIQUE);
    assertThat(behind("23000", 1452)).contains(BrokenConstraint.FOREIGN_KEY);
    assertThat(behind("23000", 3819)).isEmpty();
    assertThat(behind(null, 0)).isEmpty();
  }

  private static Optional<BrokenConstraint> behind(String state, int vendorCode) {
    return BrokenConstraint.behind(
        new PersistenceException(new SQLException("of a server", state, vendorCode)));
  }

  @Test
  void findsNothingWhereNoDatabaseSpoke() {
    assertThat(BrokenConstraint.behind(new IllegalStateException("none"))).isEmpty();
  }
}
