package dev.dbsa.adapter.sqlcheck.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.adapter.sqlcheck.Databases;
import dev.dbsa.adapter.sqlcheck.SqlScriptValidator;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.EachServer;
import dev.dbsa.testkit.ServerKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * No function that a server's catalogue does not know as harmless is passed in silence, wherever it
 * is called: the functions are the server's own, so that a new version's are tried too.
 */
class FunctionEffectsTest {
  /** Every place in which a script may call a function; {@code %s} is the call. */
  private static final List<String> PLACES =
      List.of(
          "SELECT %s",
          "SELECT id FROM t WHERE %s IS NULL",
          "SELECT id FROM t ORDER BY %s",
          "SELECT coalesce(NULL, CASE WHEN id = 1 THEN (SELECT %s) IS NULL END) FROM t",
          "WITH q AS MATERIALIZED (SELECT %s) SELECT 1",
          "INSERT INTO t (id) SELECT 1 WHERE %s IS NULL",
          "UPDATE t SET id = 2 WHERE id = 1 RETURNING %s",
          "EXPLAIN ANALYZE SELECT %s",
          "PREPARE p AS SELECT %s",
          "DECLARE c CURSOR FOR SELECT %s",
          "COPY (SELECT %s) TO STDOUT",
          "CREATE VIEW v AS SELECT %s AS x",
          "CREATE TABLE n AS SELECT %s AS x",
          "CREATE TABLE n (a boolean DEFAULT (%s IS NULL))",
          "ALTER TABLE t ADD COLUMN b boolean DEFAULT (%s IS NULL)",
          "ALTER TABLE t ALTER COLUMN a SET DEFAULT (%s IS NULL)::text",
          "ALTER TABLE t ALTER COLUMN a TYPE text USING (%s IS NULL)::text",
          "ALTER TABLE t ADD CHECK (%s IS NULL)",
          "CREATE DOMAIN d AS text CHECK (%s IS NULL)",
          "CREATE POLICY p ON t USING (%s IS NULL)",
          "CREATE RULE r AS ON INSERT TO t WHERE %s IS NULL DO INSTEAD NOTHING");

  private final SqlScriptValidator validator = new SqlScriptValidator();

  @EachServer({ServerKind.POSTGRESQL, ServerKind.INSTALLED_POSTGRESQL})
  void tellsEveryVolatileFunction(DatabaseServer server) throws SQLException {
    String database = server.createDatabase("functions");
    List<String> silent = new ArrayList<>();
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id int PRIMARY KEY, a text)");
      SchemaSnapshot snapshot = Databases.read(server, database);
      List<Call> calls = calls(statement);
      assertThat(calls).hasSizeGreaterThan(150);
      for (Call call : calls) {
        call.scripts().filter(script -> isSilent(script, snapshot)).forEach(silent::add);
      }
    } finally {
      server.dropDatabase(database);
    }
    assertThat(silent).isEmpty();
  }

  private boolean isSilent(String script, SchemaSnapshot snapshot) {
    ScriptAnalysis analysis = validator.validate(script, snapshot);
    return analysis.validation().lintStatus() == LintStatus.PASS
        && analysis.risks().stream().noneMatch(r -> r.code().equals("dangerous_function"));
  }

  /** The volatile functions of the server that are not reviewed as harmless, one of each name. */
  private static List<Call> calls(Statement statement) throws SQLException {
    List<Call> calls = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            """
            SELECT DISTINCT ON (proname) proname,
                   ARRAY(SELECT format_type(t, NULL) FROM unnest(proargtypes) t)
            FROM pg_proc
            WHERE pronamespace = 'pg_catalog'::regnamespace AND provolatile = 'v' AND prokind = 'f'
              AND prorettype NOT IN ('internal'::regtype, 'trigger'::regtype,
                                     'event_trigger'::regtype)
              AND NOT 'internal'::regtype = ANY (proargtypes)
            ORDER BY proname, pronargs
            """)) {
      while (rows.next()) {
        if (!FunctionEffects.isHarmlessInPostgres(rows.getString(1))) {
          calls.add(new Call(rows.getString(1), List.of((String[]) rows.getArray(2).getArray())));
        }
      }
    }
    return calls;
  }

  private record Call(String name, List<String> types) {

    Stream<String> scripts() {
      String arguments =
          types.stream().map(t -> "NULL::" + t).collect(Collectors.joining(", ", "(", ")"));
      String encoded =
          "U&\"\\%04x%s\"".formatted((int) name.charAt(0), name.substring(1)) + arguments;
      Stream<String> written =
          Stream.concat(
              PLACES.stream().map(place -> place.formatted(name + arguments)),
              Stream.of("SELECT " + encoded, "SELECT pg_catalog." + name + arguments));
      return types.size() == 1
          ? Stream.concat(
              written,
              Stream.of(
                  "SELECT (x)." + name + " FROM (SELECT NULL::" + types.getFirst() + ") s(x)"))
          : written;
    }
  }
}
