package dev.dbsa.adapter.introspect;

import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.schema.ServerInfo;
import dev.dbsa.domain.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A read-only transaction, and what the server is. */
final class MySqlSession {
  /** More roles than this are not looked into. */
  private static final int MAX_ROLES = 100;

  /**
   * The driver's sign for handing rows on one by one as they arrive; any other number would have
   * the server build the whole result first, or the driver keep all of it.
   */
  private static final int ROW_BY_ROW = Integer.MIN_VALUE;

  private final Catalog catalog;
  private final ReadLimits limits;
  private final SortedMap<String, String> settings = new TreeMap<>();
  private MySqlVersion version = MySqlVersion.parse("");
  private String database = "";
  private String user = "";
  private @Nullable String databaseCollation;

  private MySqlSession(Connection connection, ReadLimits limits) {
    this.catalog = new Catalog(connection, Texts.decodedByDriver(), ROW_BY_ROW);
    this.limits = limits;
  }

  static MySqlSession begin(Connection connection, ReadLimits limits) throws SQLException {
    MySqlSession session = new MySqlSession(connection, limits);
    session.readServer();
    session.refuseTooOld();
    session.settle();
    return session;
  }

  private void readServer() throws SQLException {
    catalog.read(
        MySqlQueries.server(),
        row -> {
          version = MySqlVersion.parse(row.text(1));
          database = row.text(2);
          user = row.text(3);
          settings.put("sql_mode", row.text(4));
          databaseCollation = row.textOrNull(5);
        });
    catalog.read(
        MySqlQueries.settings(),
        row -> settings.put(row.text(1).toLowerCase(Locale.ROOT), row.text(2)));
  }

  private void refuseTooOld() {
    if (!version.isMySql(5, 7, 8) && !version.isMariaDb(10, 3, 10)) {
      throw new DbsaException(
          ErrorCode.TARGET_REFUSED,
          version.product()
              + " "
              + version.text()
              + " is too old: MySQL 5.7 and MariaDB 10.3 are the oldest that can be read.");
    }
  }

  /** The empty SQL mode has every account see definitions printed in the same way. */
  private void settle() throws SQLException {
    long seconds = Contact.seconds(limits.statementTimeout());
    String statementLimit =
        version.isMariaDb()
            ? "max_statement_time = " + limits.statementTimeout().toMillis() / 1000.0
            : "max_execution_time = " + limits.statementTimeout().toMillis();
    catalog.run(
        "SET SESSION sql_mode = '', "
            + statementLimit
            + ", lock_wait_timeout = "
            + Contact.seconds(limits.lockTimeout())
            + ", net_write_timeout = "
            + seconds);
    catalog.run("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    catalog.run("SET SESSION TRANSACTION READ ONLY");
    catalog.run("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
  }

  Catalog catalog() {
    return catalog;
  }

  MySqlVersion version() {
    return version;
  }

  String database() {
    return database;
  }

  String user() {
    return user;
  }

  @Nullable String databaseCollation() {
    return databaseCollation;
  }

  ServerInfo info() {
    return new ServerInfo(Dialect.MYSQL, version.product(), version.text(), database, settings);
  }

  boolean isEncrypted() throws SQLException {
    List<String> ciphers = new ArrayList<>();
    catalog.read(MySqlQueries.encryption(), row -> ciphers.add(row.text(2)));
    return ciphers.stream().anyMatch(c -> !c.isEmpty());
  }

  /** What the session may do now: the account's grants and those of its active roles. */
  MySqlGrants grants() throws SQLException {
    MySqlGrants grants = new MySqlGrants(database);
    catalog.read(MySqlQueries.grants(), row -> grants.add(row.text(1)));
    return grants;
  }

  /** What the account may do at all: also with the roles that it could activate. */
  MySqlGrants grantsWithRoles() throws SQLException {
    MySqlGrants grants = grants();
    Set<String> seen = new HashSet<>();
    for (Set<String> fresh = Set.copyOf(grants.roles());
        !fresh.isEmpty() && seen.size() < MAX_ROLES;
        fresh = fresh(grants.roles(), seen)) {
      seen.addAll(fresh);
      for (String role : fresh) {
        addRoleIfDirect(grants, role);
      }
    }
    return grants;
  }

  private static Set<String> fresh(Set<String> roles, Set<String> seen) {
    Set<String> fresh = new HashSet<>(roles);
    fresh.removeAll(seen);
    return fresh;
  }

  /** A role that the account has by another role only shows its grants with that one. */
  private void addRoleIfDirect(MySqlGrants grants, String role) throws SQLException {
    try {
      addRole(grants, role);
    } catch (SQLException e) {
      // ER_INVALID_ROLE (MariaDB), ER_ROLE_NOT_GRANTED
      if (e.getErrorCode() != 1959 && e.getErrorCode() != 3530) {
        throw e;
      }
    }
  }

  /**
   * @param role quoted as the server wrote it, and it only goes back to that server
   */
  private void addRole(MySqlGrants grants, String role) throws SQLException {
    if (version.isMariaDb()) {
      // MariaDB shows an account only the role that it has taken on, in this session alone.
      catalog.run("SET ROLE " + role);
      catalog.read(MySqlQueries.grants(), row -> grants.add(row.text(1)));
      catalog.run("SET ROLE NONE");
    } else {
      catalog.read(
          new CatalogQuery("grants", "SHOW GRANTS FOR CURRENT_USER() USING " + role),
          row -> grants.add(row.text(1)));
    }
  }
}
