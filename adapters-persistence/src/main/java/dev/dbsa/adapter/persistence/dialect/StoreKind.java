package dev.dbsa.adapter.persistence.dialect;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The databases that can hold the metadata store. The program is built with a data source, a
 * persistence unit and migrations for each; the settings of a process make one of them active.
 */
public enum StoreKind {
  SQLITE(new SqliteStore()),
  POSTGRESQL(new PostgresqlStore()),
  /** MySQL and MariaDB. */
  MYSQL(new MysqlStore());

  /** The setting that says which one is active, by its {@link #unit}. */
  public static final String SETTING = "dbsa.store.kind";

  private final StoreDialect dialect;

  StoreKind(StoreDialect dialect) {
    this.dialect = dialect;
  }

  public StoreDialect dialect() {
    return dialect;
  }

  /** The name of the data source and of the persistence unit. */
  public String unit() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if there is none of this name
   */
  public static StoreKind ofUnit(String unit) {
    return valueOf(unit.toUpperCase(Locale.ROOT));
  }

  /**
   * @throws IllegalArgumentException if the URL is for none of them; the message does not repeat it
   */
  public static StoreKind ofJdbcUrl(String jdbcUrl) {
    return Arrays.stream(values())
        .filter(kind -> jdbcUrl.startsWith("jdbc:" + kind.unit() + ":"))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no JDBC URL of a metadata store"));
  }

  /**
   * The settings that make one store the active one.
   *
   * @param jdbcUrl free of credentials
   * @param username {@code null} where the database wants none
   * @param password {@code null} where the database wants none
   */
  public static Map<String, String> settings(
      String jdbcUrl, @Nullable String username, @Nullable String password) {
    StoreKind active = ofJdbcUrl(jdbcUrl);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(SETTING, active.unit());
    for (StoreKind kind : values()) {
      String isActive = String.valueOf(kind == active);
      settings.put("quarkus.datasource." + kind.unit() + ".active", isActive);
      settings.put("quarkus.hibernate-orm." + kind.unit() + ".active", isActive);
      settings.put("quarkus.flyway." + kind.unit() + ".active", isActive);
    }
    settings.put(active.setting("jdbc.url"), jdbcUrl);
    if (username != null) {
      settings.put(active.setting("username"), username);
    }
    if (password != null) {
      settings.put(active.setting("password"), password);
    }
    return settings;
  }

  /** The name of a setting of the data source. */
  public String setting(String name) {
    return "quarkus.datasource." + unit() + "." + name;
  }
}
