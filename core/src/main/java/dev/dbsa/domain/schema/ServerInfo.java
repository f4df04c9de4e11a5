package dev.dbsa.domain.schema;

import dev.dbsa.domain.sql.Dialect;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The server that a schema was read from.
 *
 * @param product the server's own name, such as {@code PostgreSQL}, {@code MySQL} or {@code
 *     MariaDB}
 * @param version the server's version as it prints it, such as {@code 18.6} or {@code
 *     11.4.2-MariaDB}
 * @param database the database that was read
 * @param settings server settings that change how a script is read, such as {@code sql_mode},
 *     {@code lower_case_table_names} or {@code standard_conforming_strings}
 */
public record ServerInfo(
    Dialect dialect,
    String product,
    String version,
    String database,
    SortedMap<String, String> settings) {
  public ServerInfo {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }
}
