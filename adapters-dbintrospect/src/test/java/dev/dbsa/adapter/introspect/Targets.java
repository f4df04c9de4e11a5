package dev.dbsa.adapter.introspect;

import dev.dbsa.domain.connection.AuthMode;
import dev.dbsa.domain.connection.Endpoint;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.Login;

/** Target databases for tests. */
final class Targets {
  private Targets() {}

  static Dialect dialect(DatabaseServer server) {
    return Dialect.find(server.dialect()).orElseThrow();
  }

  static TargetDatabase of(DatabaseServer server, String database) {
    return of(server, database, server.admin());
  }

  static TargetDatabase of(DatabaseServer server, String database, Login login) {
    return at(dialect(server), server.host(), server.port(), database, login, SslMode.DISABLE);
  }

  static TargetDatabase of(DatabaseServer server, String database, SslMode sslMode) {
    return at(dialect(server), server.host(), server.port(), database, server.admin(), sslMode);
  }

  /** The server, reached through another port. */
  static TargetDatabase through(int port, DatabaseServer server, String database) {
    return at(dialect(server), "127.0.0.1", port, database, server.admin(), SslMode.DISABLE);
  }

  static TargetDatabase at(Dialect dialect, String host, int port) {
    return at(dialect, host, port, "shop", new Login("reader", "s3cret-pa55"), SslMode.PREFER);
  }

  static TargetDatabase at(
      Dialect dialect, String host, int port, String database, Login login, SslMode sslMode) {
    return new TargetDatabase(
        new Endpoint(dialect, host, port, database, login.user(), AuthMode.PASSWORD, sslMode),
        Secret.of(login.password()));
  }
}
