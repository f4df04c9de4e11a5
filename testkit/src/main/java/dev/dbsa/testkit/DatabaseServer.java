package dev.dbsa.testkit;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A running server that a test may fill with databases and users of its own. One server serves all
 * tests of a JVM, so a test works in a {@linkplain #createDatabase fresh database} and leaves the
 * server's settings alone. It listens on the loopback address only, checks passwords, and is gone
 * with the JVM. Safe for concurrent use.
 */
public sealed interface DatabaseServer permits PostgresqlServer, MysqlServer {

  /** Which of the known servers this is. */
  ServerKind kind();

  /** The vendor's name of the product: {@code PostgreSQL}, {@code MariaDB} or {@code MySQL}. */
  String product();

  /**
   * The version as the server itself reports it, such as {@code 18.6} or {@code 11.4.5-MariaDB}.
   */
  String version();

  /** The SQL dialect: {@code postgresql} or {@code mysql}. */
  default String dialect() {
    return kind().dialect();
  }

  /** The address the server listens on, always the IPv4 loopback address. */
  default String host() {
    return "127.0.0.1";
  }

  /** The TCP port the server listens on. */
  int port();

  /** The user with every right. */
  Login admin();

  /**
   * The JDBC URL of a database, without user, password or any option.
   *
   * @param database name as {@link #createDatabase} gave it
   */
  String jdbcUrl(String database);

  /**
   * The same for whoever is told nothing else: without TLS, for which MySQL's driver has to ask the
   * server for its key.
   */
  default String urlWithoutTls(String database) {
    return jdbcUrl(database)
        + (dialect().equals("mysql") ? "?sslMode=DISABLED&allowPublicKeyRetrieval=true" : "");
  }

  /**
   * Creates an empty database, to which only the {@linkplain #admin administrator} has access.
   *
   * @param nameHint what the name shall remind of; letters and digits of ASCII survive, lower-cased
   * @return the name: unique on the server, at most 63 characters of {@code [a-z0-9_]}, the first a
   *     letter, so that it never needs quotes
   */
  String createDatabase(String nameHint);

  /**
   * Deletes a database with all it holds, even while connections to it are open. Does nothing if
   * there is none.
   */
  void dropDatabase(String database);

  /**
   * Connects as administrator; auto-commit is on. The caller closes the connection.
   *
   * @throws SQLException if the server refuses
   */
  default Connection connect(String database) throws SQLException {
    return connect(database, admin());
  }

  /**
   * Connects as the given user; auto-commit is on. The caller closes the connection.
   *
   * @throws SQLException if the server refuses
   */
  Connection connect(String database, Login login) throws SQLException;

  /**
   * Runs scripts as administrator on one connection, one after the other. Each may hold several
   * statements, separated by semicolons and read by the server itself, bodies of routines included.
   *
   * @throws IllegalStateException if a statement fails, with what the server said; what ran before
   *     it may stay done
   */
  void execute(String database, String... scripts);

  /**
   * Creates a user who may connect to one database, read every row and see the definition of every
   * table and view of it, those created later included, and change nothing.
   */
  Login createReadOnlyUser(String database);

  /** Creates a user who may log in to the server but has no right to any database. */
  Login createUserWithoutRights();
}
