package dev.dbsa.bench.verdict;

import dev.dbsa.adapter.introspect.JdbcSchemaReader;
import dev.dbsa.adapter.introspect.ReadLimits;
import dev.dbsa.domain.connection.AuthMode;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.Endpoint;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.schema.SnapshotSummary;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testkit.DatabaseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Loads a schema into a real server and reads it back the way the product does. */
public final class SchemaLoader {
  private final DatabaseServer server;
  private final Dialect dialect;
  private final JdbcSchemaReader reader = new JdbcSchemaReader(ReadLimits.DEFAULT);

  public SchemaLoader(DatabaseServer server, Dialect dialect) {
    this.server = server;
    this.dialect = dialect;
  }

  Dialect dialect() {
    return dialect;
  }

  public SchemaSnapshot load(Path script) throws IOException {
    String database = create(script);
    SchemaSnapshot snapshot = read(database);
    server.dropDatabase(database);
    return snapshot;
  }

  /** Those of the statements that the server refuses when it runs them; none leaves a trace. */
  Set<String> refused(Path script, List<String> statements) throws IOException, SQLException {
    String database = create(script);
    Set<String> refused = new HashSet<>();
    try (Connection connection = server.connect(database)) {
      connection.setAutoCommit(false);
      for (String sql : statements) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(sql);
        } catch (SQLException e) {
          refused.add(sql);
        } finally {
          connection.rollback();
        }
      }
    } finally {
      server.dropDatabase(database);
    }
    return refused;
  }

  private String create(Path script) throws IOException {
    String id = script.getFileName().toString().replace(".sql", "");
    String database = server.createDatabase(id);
    String text = Files.readString(script);
    // A table may refer to one that comes later.
    String prefix = dialect == Dialect.MYSQL ? "SET foreign_key_checks = 0;\n" : "";
    server.execute(database, prefix + text);
    return database;
  }

  /** Reads what a database holds now. */
  SchemaSnapshot read(String database) {
    Endpoint endpoint =
        new Endpoint(
            dialect,
            server.host(),
            server.port(),
            database,
            server.admin().user(),
            AuthMode.PASSWORD,
            SslMode.DISABLE);
    DatabaseSchema schema =
        reader.read(new TargetDatabase(endpoint, Secret.of(server.admin().password())));
    SnapshotSummary summary =
        SnapshotSummary.of(
            new SnapshotId(new UUID(0, 1)),
            new ConnectionId(new UUID(0, 2)),
            1,
            schema,
            Instant.EPOCH);
    return new SchemaSnapshot(summary, schema);
  }
}
