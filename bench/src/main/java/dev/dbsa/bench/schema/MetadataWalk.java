package dev.dbsa.bench.schema;

import dev.dbsa.testkit.DatabaseServer;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The usual way to read a schema over JDBC: table by table by {@link DatabaseMetaData}. */
final class MetadataWalk {

  /**
   * @param tables how many tables were walked before the time was over
   */
  record Outcome(Duration time, int tables, boolean finished) {}

  private MetadataWalk() {}

  /** Asks for columns, keys and indexes of every table; gives up after {@code limit}. */
  static Outcome walk(DatabaseServer server, String database, Duration limit) throws SQLException {
    long begin = System.nanoTime();
    try (Connection connection = server.connect(database)) {
      DatabaseMetaData metadata = connection.getMetaData();
      boolean isPostgresql = server.dialect().equals("postgresql");
      String catalog = isPostgresql ? null : database;
      String schema = isPostgresql ? "public" : null;
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          metadata.getTables(catalog, schema, "%", new String[] {"TABLE", "VIEW"})) {
        while (rows.next()) {
          tables.add(rows.getString("TABLE_NAME"));
        }
      }
      int walked = 0;
      for (String table : tables) {
        drain(metadata.getColumns(catalog, schema, table, "%"));
        drain(metadata.getPrimaryKeys(catalog, schema, table));
        drain(metadata.getImportedKeys(catalog, schema, table));
        drain(metadata.getIndexInfo(catalog, schema, table, false, true));
        walked++;
        if (System.nanoTime() - begin > limit.toNanos()) {
          return new Outcome(since(begin), walked, false);
        }
      }
      return new Outcome(since(begin), walked, true);
    }
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static void drain(ResultSet rows) throws SQLException {
    try (rows) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          rows.getString(i);
        }
      }
    }
  }
}
