package dev.dbsa.adapter.introspect;

import java.util.List;

/** The queries of one reading, for those who measure what a server takes to answer them. */
public final class CatalogQueries {
  private CatalogQueries() {}

  /**
   * @param versionNumber {@code server_version_num}
   */
  public static List<CatalogQuery> ofPostgresql(int versionNumber) {
    return new PostgresQueries(versionNumber).all();
  }

  /**
   * For MySQL and MariaDB.
   *
   * @param version as {@code VERSION()} says it
   */
  public static List<CatalogQuery> ofMySql(String version) {
    return new MySqlQueries(MySqlVersion.parse(version)).all();
  }
}
