package dev.dbsa.adapter.sqlcheck;

import dev.dbsa.adapter.introspect.JdbcSchemaReader;
import dev.dbsa.adapter.introspect.ReadLimits;
import dev.dbsa.domain.connection.AuthMode;
import dev.dbsa.domain.connection.Endpoint;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testkit.DatabaseServer;

/** Reads databases of real servers the way the product does. */
public final class Databases {
  private Databases() {}

  /** A snapshot of a database. */
  public static SchemaSnapshot read(DatabaseServer server, String database) {
    return Check.snapshot(schema(server, database));
  }

  /** What a database holds. */
  public static DatabaseSchema schema(DatabaseServer server, String database) {
    Endpoint endpoint =
        new Endpoint(
            Dialect.find(server.dialect()).orElseThrow(),
            server.host(),
            server.port(),
            database,
            server.admin().user(),
            AuthMode.PASSWORD,
            SslMode.DISABLE);
    return new JdbcSchemaReader(ReadLimits.DEFAULT)
        .read(new TargetDatabase(endpoint, Secret.of(server.admin().password())));
  }
}
