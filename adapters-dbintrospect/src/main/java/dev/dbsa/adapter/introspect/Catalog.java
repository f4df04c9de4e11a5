package dev.dbsa.adapter.introspect;

import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs catalogue queries over one connection and hands their rows on as they arrive. */
final class Catalog {

  /** What is done with each row. */
  @FunctionalInterface
  interface RowReader {
    void read(Row row) throws SQLException;
  }

  /**
   * More rows than any schema of people has, about half a million tables; a server that sends more
   * is broken or hostile, and would fill the memory.
   */
  private static final long MAX_ROWS = 20_000_000;

  private final Connection connection;
  private final Texts texts;
  private final int fetchSize;
  private long rowsRead;

  /**
   * @param fetchSize as the driver takes it; the connection must be set up for streaming
   */
  Catalog(Connection connection, Texts texts, int fetchSize) {
    this.connection = connection;
    this.texts = texts;
    this.fetchSize = fetchSize;
  }

  void read(CatalogQuery query, RowReader reader) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(fetchSize);
      try (ResultSet rows = statement.executeQuery(query.sql())) {
        Row row = new Row(rows, texts);
        while (rows.next()) {
          if (++rowsRead > MAX_ROWS) {
            throw new DbsaException(
                ErrorCode.TARGET_FAILED,
                "The catalogue has more than " + MAX_ROWS + " rows, which is more than is read.");
          }
          reader.read(row);
        }
      }
    }
  }

  /** Runs a statement that answers nothing. */
  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
