package dev.dbsa.adapter.introspect;

import dev.dbsa.domain.connection.Endpoint;
import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.connection.Verification;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.sql.Dialect;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** What the two kinds of servers do differently. Without state. */
sealed interface Vendor permits PostgresVendor, MySqlVendor {

  static Vendor of(Dialect dialect) {
    return switch (dialect) {
      case POSTGRESQL -> new PostgresVendor();
      case MYSQL -> new MySqlVendor();
    };
  }

  /**
   * Logs in. Host, database, user and password reach the driver as separate values and never as
   * part of a URL, so that none of them can carry a driver option.
   *
   * @param addresses where the host is; nothing else is connected to, while the certificate is
   *     checked against the host's name
   * @param timeout for each step of the login; the caller watches over all of them together
   */
  Connection connect(TargetDatabase target, List<InetAddress> addresses, Duration timeout)
      throws SQLException;

  /** Looks at the server and at the account's rights. */
  Verification.Verified verify(Connection connection, ReadLimits limits) throws SQLException;

  /** Reads the whole schema. */
  DatabaseSchema read(Connection connection, ReadLimits limits) throws SQLException;

  /** Says what a failed login means. */
  DbsaException explainLogin(SQLException failure, Endpoint endpoint);

  /** Says what a failure after the login means. */
  DbsaException explainReading(SQLException failure, Endpoint endpoint);
}
