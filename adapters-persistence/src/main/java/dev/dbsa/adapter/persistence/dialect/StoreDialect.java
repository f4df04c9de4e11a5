package dev.dbsa.adapter.persistence.dialect;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Optional;

/** What one kind of database does differently as the metadata store. */
public sealed interface StoreDialect permits SqliteStore, PostgresqlStore, MysqlStore {

  /** Whether the database lets one transaction write at a time and makes the others poll. */
  boolean hasOneWriter();

  /**
   * A statement with one parameter, the name of a caller's share of running generations, that makes
   * others who execute it with the same name wait for the end of the transaction. Empty where only
   * one transaction writes anyway.
   */
  Optional<String> lockOfShare();

  /** What an error of the database means to the program. */
  StoreError error(SQLException e);

  /**
   * What an error means to an operator who starts the program: follows "the metadata store X",
   * names the setting and says what to do, free of secrets.
   */
  String problem(SQLException e);

  /**
   * Why this release of the database cannot hold the store; follows "the metadata store X". Empty
   * where it can.
   */
  Optional<String> unsupported(DatabaseMetaData database) throws SQLException;

  /** Looks through the causes of an exception for what the database said. */
  default StoreError errorBehind(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException e) {
        return error(e);
      }
    }
    return StoreError.OTHER;
  }
}
