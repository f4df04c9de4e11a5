package dev.dbsa.adapter.sqlcheck;

import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.FurtherObjects;
import dev.dbsa.domain.schema.ServerInfo;
import dev.dbsa.domain.sql.Dialect;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A database as the server makes it, with the server's default settings. */
final class NewDatabase {
  /** What MySQL's database is called where nobody says so. */
  private static final String NAME = "database";

  private NewDatabase() {}

  static DatabaseSchema of(ServerInfo server) {
    ServerInfo known = withDefaults(server);
    String home = known.dialect() == Dialect.POSTGRESQL ? "public" : known.database();
    return DatabaseSchema.empty(known, List.of(home), FurtherObjects.none());
  }

  /** The same server, with what its makers chose where nothing is said. */
  static ServerInfo withDefaults(ServerInfo server) {
    boolean maria = Servers.isMariaDb(server);
    SortedMap<String, String> settings = new TreeMap<>();
    if (server.dialect() == Dialect.MYSQL) {
      settings.putAll(maria ? MARIADB : MYSQL);
    }
    settings.putAll(server.settings());
    String newest = server.dialect() == Dialect.POSTGRESQL ? "18" : maria ? "11.4" : "9.7";
    return new ServerInfo(
        server.dialect(),
        server.product(),
        server.version().isEmpty() ? newest : server.version(),
        server.database().isEmpty() && server.dialect() == Dialect.MYSQL ? NAME : server.database(),
        settings);
  }

  private static final Map<String, String> MYSQL =
      Map.of(
          "sql_mode",
          "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
              + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
          "lower_case_table_names",
          "0",
          "default_storage_engine",
          "InnoDB",
          "character_set_database",
          "utf8mb4",
          "collation_database",
          "utf8mb4_0900_ai_ci",
          "default_collation_for_utf8mb4",
          "utf8mb4_0900_ai_ci",
          "explicit_defaults_for_timestamp",
          "ON",
          "foreign_key_checks",
          "ON");

  private static final Map<String, String> MARIADB =
      Map.of(
          "sql_mode",
          "STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,"
              + "NO_ENGINE_SUBSTITUTION",
          "lower_case_table_names",
          "0",
          "default_storage_engine",
          "InnoDB",
          "character_set_database",
          "utf8mb4",
          "collation_database",
          "utf8mb4_uca1400_ai_ci",
          "explicit_defaults_for_timestamp",
          "ON",
          "foreign_key_checks",
          "ON");
}
