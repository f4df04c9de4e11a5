package dev.dbsa.bench.drafting;

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
import dev.dbsa.testkit.ServerKind;
import dev.dbsa.testkit.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The schemas that requests are asked over, each in databases with rows. */
final class Databases implements AutoCloseable {
  private static final Path SHOP = Path.of("demo/src/main/resources/dev/dbsa/demo/shop.sql");

  private final Path corpora;
  private final Path cases;
  private final List<Asked> questions;
  private final @Nullable Running running;
  private final JdbcSchemaReader reader = new JdbcSchemaReader(ReadLimits.DEFAULT);

  /** A server whose databases are filled already. */
  private record Running(String host, int port, String user, String password, String prefix) {
    Connection connect(String database) throws SQLException {
      return DriverManager.getConnection(
          "jdbc:postgresql://" + host + ":" + port + "/" + database, user, password);
    }
  }

  /** A schema with the databases that hold rows for it. */
  record Loaded(SchemaSnapshot snapshot, List<Connection> connections) implements AutoCloseable {
    @Override
    public void close() throws SQLException {
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }

  private Databases(Path corpora, Path cases, List<Asked> questions, @Nullable Running running) {
    this.corpora = corpora;
    this.cases = cases;
    this.questions = questions;
    this.running = running;
  }

  /** Schemas are loaded into the servers of the tests, with made data. */
  static Databases made(Path corpora, Path cases, List<Asked> questions) {
    return new Databases(corpora, cases, questions, null);
  }

  /** The databases of the questions are there: the prefix, 1 or 2, an underscore, the schema. */
  static Databases running(Path corpora, Path cases, List<Asked> questions, List<String> server) {
    return new Databases(
        corpora,
        cases,
        questions,
        new Running(
            server.get(0),
            Integer.parseInt(server.get(1)),
            server.get(2),
            server.get(3),
            server.get(4)));
  }

  Loaded load(Asked asked) throws IOException, SQLException {
    Path corpus = corpora.resolve("schemas/postgresql/" + asked.schema() + ".sql");
    if (!Files.exists(corpus)) {
      return loadCase(asked);
    }
    List<Connection> connections = new ArrayList<>();
    SchemaSnapshot snapshot = null;
    for (int seed = 1; seed <= 2; seed++) {
      Connection connection;
      if (running == null) {
        DatabaseServer server = Servers.get(ServerKind.POSTGRESQL);
        String database = server.createDatabase(asked.schema());
        server.execute(database, "SET check_function_bodies = false;\n" + Files.readString(corpus));
        snapshot = snapshot == null ? read(server, database) : snapshot;
        connection = server.connect(database);
        List<Asked> same =
            questions.stream().filter(q -> q.schema().equals(asked.schema())).toList();
        new MadeRows(snapshot.schema(), same, seed).insert(connection);
      } else {
        String database = running.prefix() + seed + "_" + asked.schema().toLowerCase(Locale.ROOT);
        snapshot = snapshot == null ? read(running, database) : snapshot;
        connection = running.connect(database);
      }
      connections.add(connection);
    }
    if (snapshot == null) {
      throw new IllegalStateException("no database of " + asked.schema());
    }
    return new Loaded(snapshot, readOnly(connections));
  }

  /** A schema that brings its rows along. */
  private Loaded loadCase(Asked asked) throws IOException, SQLException {
    Copy copy = copy(asked);
    return new Loaded(read(copy.server(), copy.database()), readOnly(List.of(copy.connect())));
  }

  /** A fresh database with the schema of a case and its rows. */
  Copy copy(Asked asked) throws IOException, SQLException {
    DatabaseServer server = Servers.get(asked.isMySql() ? ServerKind.MYSQL : ServerKind.POSTGRESQL);
    Copy copy = new Copy(server, server.createDatabase("changes"));
    fill(copy, asked);
    return copy;
  }

  /** What a copy holds, and how it is made. */
  State state(Copy copy) throws SQLException {
    return State.of(copy, read(copy.server(), copy.database()).schema());
  }

  private void fill(Copy copy, Asked asked) throws IOException, SQLException {
    String script =
        switch (asked.schema()) {
          case "shop" -> Files.readString(SHOP);
          case "office" ->
              Files.readString(cases.resolve("schemas/office_pg.sql"))
                  + Files.readString(cases.resolve("schemas/office_data.sql"));
          default -> Files.readString(cases.resolve("schemas").resolve(asked.schema()));
        };
    try (Connection connection = copy.connect();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(script);
      while (statement.getMoreResults() || statement.getUpdateCount() != -1) {}
    }
  }

  private static List<Connection> readOnly(List<Connection> connections) throws SQLException {
    for (Connection connection : connections) {
      connection.setReadOnly(true);
    }
    return connections;
  }

  private SchemaSnapshot read(Running server, String database) {
    return read(
        Dialect.POSTGRESQL,
        server.host(),
        server.port(),
        database,
        server.user(),
        server.password());
  }

  private SchemaSnapshot read(DatabaseServer server, String database) {
    return read(
        Dialect.find(server.dialect()).orElseThrow(),
        server.host(),
        server.port(),
        database,
        server.admin().user(),
        server.admin().password());
  }

  private SchemaSnapshot read(
      Dialect dialect, String host, int port, String database, String user, String password) {
    Endpoint endpoint =
        new Endpoint(dialect, host, port, database, user, AuthMode.PASSWORD, SslMode.DISABLE);
    DatabaseSchema schema = reader.read(new TargetDatabase(endpoint, Secret.of(password)));
    SnapshotSummary summary =
        SnapshotSummary.of(
            new SnapshotId(new UUID(0, 1)),
            new ConnectionId(new UUID(0, 2)),
            1,
            schema,
            Instant.EPOCH);
    return new SchemaSnapshot(summary, schema);
  }

  @Override
  public void close() {
    // The servers of the tests end with the program; a running server keeps what it has.
  }
}
