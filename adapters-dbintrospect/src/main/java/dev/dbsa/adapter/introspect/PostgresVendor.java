package dev.dbsa.adapter.introspect;

import dev.dbsa.domain.connection.Endpoint;
import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.connection.Verification;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.schema.DatabaseSchema;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.HostSpec;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** PostgreSQL 12 and later. */
final class PostgresVendor implements Vendor {
  /** A schema that changes under every one of so many readings cannot be read. */
  private static final int MAX_ATTEMPTS = 4;

  /** Older releases get no security fixes any more. */
  private static final int OLDEST_MAINTAINED = 140000;

  /**
   * Makes the connection itself rather than by the driver's URL: a URL, service files and the
   * defaults file of the class path are then no way to an option.
   */
  @Override
  public Connection connect(TargetDatabase target, List<InetAddress> addresses, Duration timeout)
      throws SQLException {
    Endpoint endpoint = target.endpoint();
    HostSpec[] host = {new HostSpec(endpoint.host(), endpoint.port())};
    return new PgConnection(host, options(target, addresses, timeout), "jdbc:postgresql:");
  }

  static Properties options(TargetDatabase target, List<InetAddress> addresses, Duration timeout) {
    Endpoint endpoint = target.endpoint();
    String seconds = Integer.toString(Contact.seconds(timeout));
    Properties options = new Properties();
    PGProperty.USER.set(options, endpoint.username());
    PGProperty.PASSWORD.set(options, target.password().reveal());
    PGProperty.PG_DBNAME.set(options, endpoint.databaseName());
    PGProperty.CONNECT_TIMEOUT.set(options, seconds);
    PGProperty.SOCKET_TIMEOUT.set(options, seconds);
    PGProperty.APPLICATION_NAME.set(options, "dbsa");
    PGProperty.TCP_KEEP_ALIVE.set(options, true);
    PGProperty.SOCKET_FACTORY.set(options, PinnedPostgresSocketFactory.class.getName());
    PGProperty.SOCKET_FACTORY_ARG.set(
        options, PinnedPostgresSocketFactory.argument(addresses, endpoint.port(), timeout));
    PGProperty.SSL_MODE.set(options, sslMode(endpoint.sslMode()));
    if (endpoint.sslMode() == SslMode.VERIFY_FULL) {
      // The JVM's trust store, as for every other connection of the service.
      PGProperty.SSL_FACTORY.set(options, "org.postgresql.ssl.DefaultJavaSSLFactory");
    } else {
      // Empty: no client certificate out of the home directory for whoever asks for one.
      PGProperty.SSL_CERT.set(options, "");
      PGProperty.SSL_KEY.set(options, "");
    }
    PGProperty.GSS_ENC_MODE.set(options, "disable");
    // Saves two round trips; what is older is refused by PostgresSession.
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(options, "9.6");
    // Every query runs once, and named statements confuse pools between us and the server.
    PGProperty.PREPARE_THRESHOLD.set(options, 0);
    // See PostgresSession: raw bytes from databases that are not in UTF-8.
    PGProperty.ALLOW_ENCODING_CHANGES.set(options, true);
    PGProperty.LOG_SERVER_ERROR_DETAIL.set(options, false);
    return options;
  }

  private static String sslMode(SslMode mode) {
    return switch (mode) {
      case DISABLE -> "disable";
      case PREFER -> "prefer";
      case REQUIRE -> "require";
      case VERIFY_FULL -> "verify-full";
    };
  }

  @Override
  public Verification.Verified verify(Connection connection, ReadLimits limits)
      throws SQLException {
    PostgresSession session = PostgresSession.begin(connection, limits);
    PostgresQueries queries = new PostgresQueries(session.versionNumber());
    List<String> warnings = new ArrayList<>();
    boolean[] canWrite = new boolean[1];
    session
        .catalog()
        .read(
            queries.rights(),
            row -> {
              List<String> rights = new ArrayList<>();
              if (row.flag(1)) {
                warnings.add("The account is a superuser or may become one.");
                rights.add("everything");
              } else {
                addRight(rights, row.flag(2) ? "create schemas in the database" : null);
                addRight(rights, row.flag(6) ? "change the rows of every table" : null);
                String schema = row.textOrNull(3);
                addRight(rights, schema == null ? null : "create objects in schema " + schema);
                String table = row.textOrNull(4);
                addRight(rights, table == null ? null : "change rows of " + table);
              }
              canWrite[0] = !rights.isEmpty();
              if (canWrite[0]) {
                warnings.add(Warnings.canWrite(rights));
              }
              if (!row.flag(5)) {
                warnings.add(Warnings.NOT_ENCRYPTED);
              }
            });
    // One page of the metadata proves that the rest can be read.
    session.catalog().read(queries.schemas(), row -> {});
    if (session.versionNumber() < OLDEST_MAINTAINED) {
      warnings.add(Warnings.outdated("PostgreSQL", session.version()));
    }
    return new Verification.Verified(
        "PostgreSQL", session.version(), session.user(), canWrite[0], warnings);
  }

  private static void addRight(List<String> rights, @Nullable String right) {
    if (right != null) {
      rights.add(right);
    }
  }

  @Override
  public DatabaseSchema read(Connection connection, ReadLimits limits) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        return readOnce(connection, limits);
      } catch (SQLException e) {
        if (attempt == MAX_ATTEMPTS || !hasChangedMeanwhile(e)) {
          throw e;
        }
        connection.rollback();
      }
    }
  }

  private static DatabaseSchema readOnce(Connection connection, ReadLimits limits)
      throws SQLException {
    PostgresSession session = PostgresSession.begin(connection, limits);
    DatabaseSchema schema = new PostgresReading(connection, session).read();
    connection.rollback();
    return schema;
  }

  /**
   * Whether an object vanished while it was read. The catalogue's rows are those of one moment, but
   * the functions that print definitions look at the present.
   */
  static boolean hasChangedMeanwhile(SQLException e) {
    if (e instanceof ObjectVanishedException) {
      return true;
    }
    String state = String.valueOf(e.getSQLState());
    // internal_error ("cache lookup failed"), undefined_table, undefined_object, undefined_column
    return state.equals("XX000")
        || state.equals("42P01")
        || state.equals("42704")
        || state.equals("42703");
  }

  @Override
  public DbsaException explainLogin(SQLException failure, Endpoint endpoint) {
    String said = serverMessage(failure);
    if (said != null) {
      return explainRefusal(failure, said, endpoint);
    }
    return Failures.ofNetworkAtLogin(failure, endpoint)
        .orElseGet(() -> explainDriver(failure, endpoint));
  }

  private static DbsaException explainRefusal(
      SQLException failure, String said, Endpoint endpoint) {
    return switch (String.valueOf(failure.getSQLState())) {
      // too_many_connections, cannot_connect_now, admin_shutdown, crash_shutdown
      case "53300", "57P03", "57P01", "57P02" ->
          Failures.unreachable(
              Failures.address(endpoint) + " takes no connections now: " + said, failure);
      case "57014" -> Failures.noAnswer(endpoint, ReadLimits.MAX_CONNECT_TIMEOUT);
      default ->
          Failures.refused(
              Failures.address(endpoint) + " refused the connection: " + said, failure);
    };
  }

  /** Failures that the driver noticed by itself. */
  private static DbsaException explainDriver(SQLException failure, Endpoint endpoint) {
    return switch (String.valueOf(failure.getSQLState())) {
      // connection_rejected without a server's word: no encryption, or an unknown way to log in
      case "08004" ->
          Failures.mustEncrypt(endpoint)
              ? Failures.notEncrypted(endpoint, failure)
              : Failures.refused(
                  Failures.address(endpoint)
                      + " asks for a way of logging in that is not supported.",
                  failure);
      // connection_failure without an I/O error: the host name does not fit the certificate
      case "08006" ->
          Failures.refused(
              "The certificate of "
                  + Failures.address(endpoint)
                  + " does not belong to this host, which ssl_mode "
                  + endpoint.sslMode().label()
                  + " requires.",
              failure);
      case "28000", "28P01" ->
          Failures.refused(
              Failures.address(endpoint) + " refused the user or the password.", failure);
      default -> Failures.wrongProtocol(endpoint, "PostgreSQL", failure);
    };
  }

  @Override
  public DbsaException explainReading(SQLException failure, Endpoint endpoint) {
    String said = serverMessage(failure);
    String state = String.valueOf(failure.getSQLState());
    if (failure instanceof ObjectVanishedException) {
      return Failures.keepsChanging(endpoint, failure);
    }
    if (said != null) {
      return switch (state) {
        // query_canceled, lock_not_available
        case "57014", "55P03" ->
            new DbsaException(
                ErrorCode.TARGET_TIMEOUT,
                Failures.address(endpoint) + " gave up a query: " + said,
                failure);
        case "57P01", "57P02", "57P03" -> Failures.connectionLost(endpoint, failure);
        default ->
            new DbsaException(
                ErrorCode.TARGET_FAILED,
                Failures.address(endpoint)
                    + " failed while its schema was read ("
                    + state
                    + "): "
                    + said,
                failure);
      };
    }
    return Failures.ofNetworkWhileReading(failure, endpoint)
        .orElseGet(
            () ->
                state.startsWith("08")
                    ? Failures.connectionLost(endpoint, failure)
                    : new DbsaException(
                        ErrorCode.TARGET_FAILED,
                        Failures.address(endpoint) + " sent an answer that cannot be understood.",
                        failure));
  }

  /** What the server said; {@code null} if the failure is not the server's. */
  private static @Nullable String serverMessage(SQLException failure) {
    if (failure instanceof PSQLException e) {
      ServerErrorMessage message = e.getServerErrorMessage();
      if (message != null) {
        return Failures.quoted(message.getMessage());
      }
    }
    return null;
  }
}
