package dev.dbsa.adapter.introspect;

import com.mysql.cj.conf.HostInfo;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.ConnectionImpl;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** MySQL 5.7 and later, MariaDB 10.3 and later. */
final class MySqlVendor implements Vendor {
  /** A schema that changes under every one of so many readings cannot be read. */
  private static final int MAX_ATTEMPTS = 4;

  /**
   * Makes the connection itself rather than by the driver's URL, which would take options out of a
   * database's name.
   */
  @Override
  public Connection connect(TargetDatabase target, List<InetAddress> addresses, Duration timeout)
      throws SQLException {
    Endpoint endpoint = target.endpoint();
    return ConnectionImpl.getInstance(
        new HostInfo(
            () -> "jdbc:mysql:",
            endpoint.host(),
            endpoint.port(),
            endpoint.username(),
            target.password().reveal(),
            options(endpoint, addresses, timeout)));
  }

  static Map<String, String> options(
      Endpoint endpoint, List<InetAddress> addresses, Duration timeout) {
    String millis = Long.toString(timeout.toMillis());
    Map<PropertyKey, String> options = new HashMap<>();
    options.put(PropertyKey.DBNAME, endpoint.databaseName());
    options.put(PropertyKey.connectTimeout, millis);
    options.put(PropertyKey.socketTimeout, millis);
    options.put(PropertyKey.tcpKeepAlive, "true");
    options.put(PropertyKey.characterEncoding, "UTF-8");
    options.put(PropertyKey.sslMode, sslMode(endpoint.sslMode()));
    options.put(PropertyKey.allowPublicKeyRetrieval, publicKeyRetrieval(endpoint.sslMode()));
    // Its strict mode would show in the settings that are read.
    options.put(PropertyKey.jdbcCompliantTruncation, "false");

    // A server must not get at files or classes of ours; most of this is the driver's default, and
    // stays so here whatever a later driver thinks.
    options.put(PropertyKey.allowLoadLocalInfile, "false");
    options.put(PropertyKey.allowLoadLocalInfileInPath, "");
    options.put(PropertyKey.allowUrlInLocalInfile, "false");
    options.put(PropertyKey.allowMultiQueries, "false");
    options.put(PropertyKey.createDatabaseIfNotExist, "false");
    options.put(PropertyKey.autoReconnect, "false");
    options.put(PropertyKey.paranoid, "true");
    options.put(PropertyKey.dumpQueriesOnException, "false");
    options.put(PropertyKey.socketFactory, PinnedMySqlSocketFactory.class.getName());
    options.put(PropertyKey.logger, "com.mysql.cj.log.NullLogger");
    // The plug-ins that read files, start browsers or ask other services.
    options.put(
        PropertyKey.disabledAuthenticationPlugins,
        "authentication_ldap_sasl_client,authentication_kerberos_client,"
            + "authentication_oci_client,authentication_webauthn_client,"
            + "authentication_openid_connect_client");
    // No client certificate out of the JVM's key store for whoever asks for one.
    options.put(PropertyKey.fallbackToSystemKeyStore, "false");
    // verify-full: the JVM's trust store, as for every other connection of the service.
    options.put(PropertyKey.fallbackToSystemTrustStore, "true");

    Map<String, String> byName = new HashMap<>();
    options.forEach((key, value) -> byName.put(key.getKeyName(), value));
    byName.put(PinnedMySqlSocketFactory.ADDRESSES, PinnedSockets.write(addresses));
    return byName;
  }

  private static String sslMode(SslMode mode) {
    return switch (mode) {
      case DISABLE -> "DISABLED";
      case PREFER -> "PREFERRED";
      case REQUIRE -> "REQUIRED";
      case VERIFY_FULL -> "VERIFY_IDENTITY";
    };
  }

  /**
   * Without encryption, MySQL's own way of logging in (caching_sha2_password) needs the server's
   * public key to send the password, and whoever sits in between can offer another key. The modes
   * that allow an unencrypted connection offer no protection from that person anyway; the others
   * never need the key.
   */
  private static String publicKeyRetrieval(SslMode mode) {
    return switch (mode) {
      case DISABLE, PREFER -> "true";
      case REQUIRE, VERIFY_FULL -> "false";
    };
  }

  @Override
  public Verification.Verified verify(Connection connection, ReadLimits limits)
      throws SQLException {
    MySqlSession session = MySqlSession.begin(connection, limits);
    MySqlGrants grants = session.grantsWithRoles();
    List<String> warnings = new ArrayList<>();
    if (grants.isAdministrator()) {
      warnings.add("The account is an administrator of the server.");
    }
    List<String> writing = grants.writing();
    if (!writing.isEmpty()) {
      warnings.add(Warnings.canWrite(writing));
    }
    if (!session.isEncrypted()) {
      warnings.add(Warnings.NOT_ENCRYPTED);
    }
    MySqlVersion version = session.version();
    boolean isMaintained = version.isMySql(8, 4, 0) || version.isMariaDb(10, 6, 0);
    if (!isMaintained) {
      warnings.add(Warnings.outdated(version.product(), version.text()));
    }
    // Proves that the rest can be read.
    session.catalog().read(new MySqlQueries(version).viewDefinitions(), row -> {});
    return new Verification.Verified(
        version.product(), version.text(), session.user(), !writing.isEmpty(), warnings);
  }

  @Override
  public DatabaseSchema read(Connection connection, ReadLimits limits) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        MySqlSession session = MySqlSession.begin(connection, limits);
        return new MySqlReading(session).read();
      } catch (ObjectVanishedException e) {
        if (attempt == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  @Override
  public DbsaException explainLogin(SQLException failure, Endpoint endpoint) {
    if (isServerError(failure)) {
      return explainRefusal(failure, endpoint);
    }
    return Failures.ofNetworkAtLogin(failure, endpoint)
        .orElseGet(() -> explainDriver(failure, endpoint));
  }

  private static DbsaException explainRefusal(SQLException failure, Endpoint endpoint) {
    String said = Failures.quoted(failure.getMessage());
    return switch (failure.getErrorCode()) {
      // ER_CON_COUNT_ERROR, ER_TOO_MANY_USER_CONNECTIONS, ER_USER_LIMIT_REACHED, shutdown
      case 1040, 1203, 1226, 1053 ->
          Failures.unreachable(
              Failures.address(endpoint) + " takes no connections now: " + said, failure);
      default ->
          Failures.refused(
              Failures.address(endpoint) + " refused the connection: " + said, failure);
    };
  }

  private static DbsaException explainDriver(SQLException failure, Endpoint endpoint) {
    if ("08001".equals(failure.getSQLState()) && Failures.mustEncrypt(endpoint)) {
      return Failures.notEncrypted(endpoint, failure);
    }
    if ("08001".equals(failure.getSQLState())) {
      return Failures.refused(
          Failures.address(endpoint) + " asks for a way of logging in that is not supported.",
          failure);
    }
    return Failures.wrongProtocol(endpoint, "MySQL", failure);
  }

  @Override
  public DbsaException explainReading(SQLException failure, Endpoint endpoint) {
    if (failure instanceof ObjectVanishedException) {
      return Failures.keepsChanging(endpoint, failure);
    }
    int code = failure.getErrorCode();
    // ER_QUERY_TIMEOUT, ER_STATEMENT_TIMEOUT (MariaDB), ER_QUERY_INTERRUPTED,
    // ER_LOCK_WAIT_TIMEOUT
    if (code == 3024 || code == 1969 || code == 1317 || code == 1205) {
      return new DbsaException(
          ErrorCode.TARGET_TIMEOUT,
          Failures.address(endpoint) + " gave up a query: " + Failures.quoted(failure.getMessage()),
          failure);
    }
    // ER_SERVER_SHUTDOWN, ER_CONNECTION_KILLED (MariaDB)
    if (code == 1053 || code == 1927) {
      return Failures.connectionLost(endpoint, failure);
    }
    if (isServerError(failure)) {
      return new DbsaException(
          ErrorCode.TARGET_FAILED,
          Failures.address(endpoint)
              + " failed while its schema was read ("
              + code
              + "): "
              + Failures.quoted(failure.getMessage()),
          failure);
    }
    return Failures.ofNetworkWhileReading(failure, endpoint)
        .orElseGet(() -> Failures.connectionLost(endpoint, failure));
  }

  /** The driver gives its own failures no number. */
  private static boolean isServerError(SQLException failure) {
    return failure.getErrorCode() > 0;
  }
}
