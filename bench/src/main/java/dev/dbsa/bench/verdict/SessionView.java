package dev.dbsa.bench.verdict;

import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.ServerInfo;
import dev.dbsa.domain.sql.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a MySQL schema as a session sees it: its database, and the settings that it changed. */
final class SessionView {
  private static final List<String> SETTINGS =
      List.of("sql_mode", "default_storage_engine", "foreign_key_checks");

  private SessionView() {}

  /**
   * The schema that the session's statements find.
   *
   * @param home the database that the session began in
   */
  static SchemaSnapshot read(SchemaLoader loader, Statement session, String home)
      throws SQLException {
    if (loader.dialect() != Dialect.MYSQL) {
      return loader.read(home);
    }
    String database = value(session, "SELECT DATABASE()");
    SchemaSnapshot snapshot = loader.read(database.isEmpty() ? home : database);
    DatabaseSchema schema = snapshot.schema();
    ServerInfo server = schema.server();
    SortedMap<String, String> settings = new TreeMap<>(server.settings());
    for (String name : SETTINGS) {
      settings.put(name, value(session, "SELECT @@session." + name));
    }
    ServerInfo seen =
        new ServerInfo(
            server.dialect(), server.product(), server.version(), server.database(), settings);
    return new SchemaSnapshot(snapshot.summary(), schema.withServer(seen));
  }

  private static String value(Statement session, String query) throws SQLException {
    try (ResultSet rows = session.executeQuery(query)) {
      String value = rows.next() ? rows.getString(1) : null;
      return value == null ? "" : value;
    }
  }
}
