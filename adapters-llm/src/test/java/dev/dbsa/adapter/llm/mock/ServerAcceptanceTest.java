package dev.dbsa.adapter.llm.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.testing.SchemaBuilder;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.EachServer;
import dev.dbsa.testkit.ServerKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Real servers take every script that the mock backend drafts. */
class ServerAcceptanceTest {
  private static final int COMPOSED = 400;

  @EachServer({ServerKind.POSTGRESQL, ServerKind.MARIADB, ServerKind.MYSQL})
  void everyDraftIsTaken(DatabaseServer server) throws SQLException {
    Dialect dialect = Dialect.find(server.dialect()).orElseThrow();
    List<String> refused = new ArrayList<>();
    int scripts = 0;
    for (String schemaName : List.of("shop", "weird")) {
      DatabaseSchema schema = onServer(Samples.named(schemaName, dialect), server);
      String database = create(server, schema);
      try (Connection connection = preparing(server, database)) {
        for (Requested request : Requested.all()) {
          if (!request.schema().equals(schemaName)) {
            continue;
          }
          Proposal proposal = Requested.draft(schema, request.mode(), request.text());
          if (proposal.script() == null) {
            continue;
          }
          scripts++;
          String error =
              isPrepared(request.mode(), proposal.script())
                  ? prepare(connection, proposal.script())
                  : execute(server, schema, proposal.script());
          if (error != null) {
            refused.add(request + "\n" + proposal.script() + "-> " + error);
          }
        }
      }
      server.dropDatabase(database);
    }
    assertThat(refused).isEmpty();
    assertThat(scripts).isGreaterThan(130);
  }

  @EachServer({ServerKind.POSTGRESQL, ServerKind.MARIADB, ServerKind.MYSQL})
  void everyDraftOfAComposedRequestIsTaken(DatabaseServer server) throws SQLException {
    Dialect dialect = Dialect.find(server.dialect()).orElseThrow();
    List<String> refused = new ArrayList<>();
    int scripts = 0;
    for (String schemaName : List.of("shop", "weird")) {
      DatabaseSchema schema = onServer(Samples.named(schemaName, dialect), server);
      SchemaSnapshot snapshot = Samples.snapshot(schema);
      String database = create(server, schema);
      try (Connection connection = preparing(server, database)) {
        for (int seed = 0; seed < COMPOSED; seed++) {
          String text = Phrases.compose(schema, new Random(seed));
          for (ScriptMode mode : List.of(ScriptMode.QUERY, ScriptMode.DML)) {
            Proposal proposal = Requested.draft(snapshot, mode, text);
            String script = proposal.script();
            scripts += script == null ? 0 : 1;
            String error = script == null ? null : prepare(connection, script);
            if (error != null) {
              refused.add(mode + " " + text + "\n" + script + "-> " + error);
            }
          }
        }
      }
      server.dropDatabase(database);
    }
    assertThat(refused).isEmpty();
    // Words thrown together mostly mean nothing, and are asked about.
    assertThat(scripts).isGreaterThan(COMPOSED / 16);
  }

  @EachServer(ServerKind.POSTGRESQL)
  void everyComposedChangeOfTheSchemaIsTaken(DatabaseServer server) throws SQLException {
    List<String> refused = new ArrayList<>();
    int scripts = 0;
    for (String schemaName : List.of("shop", "weird")) {
      DatabaseSchema schema = onServer(Samples.named(schemaName, Dialect.POSTGRESQL), server);
      SchemaSnapshot snapshot = Samples.snapshot(schema);
      String database = create(server, schema);
      try (Connection connection = server.connect(database)) {
        connection.setAutoCommit(false);
        for (int seed = 0; seed < COMPOSED * 4; seed++) {
          String text = Phrases.composeChange(schema, new Random(seed));
          String script = Requested.draft(snapshot, ScriptMode.DDL, text).script();
          scripts += script == null ? 0 : 1;
          String error = script == null ? null : tryOut(connection, script);
          if (error != null) {
            refused.add(text + "\n" + script + "-> " + error);
          }
        }
      }
      server.dropDatabase(database);
    }
    assertThat(refused).isEmpty();
    assertThat(scripts).isGreaterThan(COMPOSED / 4);
  }

  /** Runs a script and takes everything back, which only PostgreSQL can. */
  private static String tryOut(Connection connection, String script) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String part : script.split(";\n")) {
        statement.execute(part.replace(" CONCURRENTLY", ""));
      }
      return null;
    } catch (SQLException e) {
      return e.getMessage();
    } finally {
      connection.rollback();
    }
  }

  /** Several statements, and TRUNCATE, can only be run. */
  private static boolean isPrepared(ScriptMode mode, String script) {
    return mode == ScriptMode.QUERY
        || mode == ScriptMode.DML && !script.matches("(?s)(?:TRUNCATE|BEGIN|START).*");
  }

  /** The model with the version of the server at hand. */
  private static DatabaseSchema onServer(DatabaseSchema schema, DatabaseServer server) {
    DatabaseSchema empty =
        SchemaBuilder.of(schema.server().dialect())
            .server(server.product(), server.version())
            .build();
    return schema.withServer(empty.server());
  }

  private static String create(DatabaseServer server, DatabaseSchema schema) {
    String database = server.createDatabase("mock");
    server.execute(database, String.join(";\n", SchemaScript.of(schema)));
    return database;
  }

  /** A connection on which the server itself prepares, and its refusal is not hidden. */
  private static Connection preparing(DatabaseServer server, String database) throws SQLException {
    String options =
        server.kind() == ServerKind.POSTGRESQL
            ? ""
            : "?useServerPrepStmts=true&emulateUnsupportedPstmts=false&allowPublicKeyRetrieval=true&sslMode=DISABLED";
    return DriverManager.getConnection(
        server.jdbcUrl(database) + options, server.admin().user(), server.admin().password());
  }

  private static String prepare(Connection connection, String script) {
    boolean postgres = connection.getClass().getName().contains("postgresql");
    String statement = script.strip().replaceFirst(";$", "");
    try {
      if (postgres) {
        try (Statement plain = connection.createStatement()) {
          plain.setEscapeProcessing(false);
          plain.execute("PREPARE drafted AS " + statement);
          plain.execute("DEALLOCATE drafted");
        }
      } else {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
          prepared.getParameterMetaData();
        }
      }
      return null;
    } catch (SQLException e) {
      return e.getMessage();
    }
  }

  private static String execute(DatabaseServer server, DatabaseSchema schema, String script)
      throws SQLException {
    String database = server.createDatabase("mock");
    List<String> tables = SchemaScript.forScript(schema, script);
    if (!tables.isEmpty()) {
      server.execute(database, String.join(";\n", tables));
    }
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String part : script.split(";\n")) {
        statement.execute(part);
      }
      return null;
    } catch (SQLException e) {
      return e.getMessage();
    } finally {
      server.dropDatabase(database);
    }
  }
}
