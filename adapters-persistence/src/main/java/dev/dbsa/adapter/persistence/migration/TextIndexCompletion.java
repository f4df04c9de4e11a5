package dev.dbsa.adapter.persistence.migration;

import dev.dbsa.adapter.persistence.dialect.Grams;
import dev.dbsa.adapter.persistence.dialect.StoreDialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Enters the requests from before in a text index that the program keeps, where the database cannot
 * do that by itself, and then makes the full-text index: it is quicker over rows that are there,
 * and tells that all of them are.
 */
final class TextIndexCompletion {

  private static final String INDEX = "ix_request_gram_grams";

  private static final int BATCH = 1_000;

  /** MySQL's ER_DUP_KEYNAME. */
  private static final int INDEX_EXISTS = 1061;

  private static final String IS_THERE =
      "SELECT 1 FROM information_schema.statistics WHERE table_schema = database()"
          + " AND table_name = 'request_gram' AND index_name = '"
          + INDEX
          + "'";

  private static final String MISSING =
      "SELECT g.id, g.request_folded FROM generation g"
          + " LEFT JOIN request_gram r ON r.generation_id = g.id"
          + " WHERE r.generation_id IS NULL AND g.id > ? ORDER BY g.id LIMIT "
          + BATCH;

  private final StoreDialect dialect;

  TextIndexCompletion(StoreDialect dialect) {
    this.dialect = dialect;
  }

  boolean isNeeded(DataSource source) throws SQLException {
    if (dialect.addToTextIndex().isEmpty()) {
      return false;
    }
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(IS_THERE)) {
      return !row.next();
    }
  }

  /** Does what is left to do; several processes may do so at the same time. */
  void complete(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement missing = connection.prepareStatement(MISSING);
        PreparedStatement insert =
            connection.prepareStatement(dialect.addToTextIndex().orElseThrow())) {
      connection.setAutoCommit(false);
      try {
        String last = "";
        while (last != null) {
          last = enter(missing, insert, last);
          connection.commit();
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
      makeIndex(connection);
    }
  }

  /**
   * @return the last one that was entered; {@code null} if there was none
   */
  private static @Nullable String enter(
      PreparedStatement missing, PreparedStatement insert, String after) throws SQLException {
    String last = null;
    missing.setString(1, after);
    try (ResultSet rows = missing.executeQuery()) {
      while (rows.next()) {
        last = rows.getString(1);
        insert.setString(1, last);
        insert.setString(2, Grams.words(rows.getString(2)));
        insert.addBatch();
      }
    }
    insert.executeBatch();
    return last;
  }

  private static void makeIndex(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("CREATE FULLTEXT INDEX " + INDEX + " ON request_gram (grams)");
    } catch (SQLException e) {
      if (e.getErrorCode() != INDEX_EXISTS) {
        throw e;
      }
    }
  }
}
