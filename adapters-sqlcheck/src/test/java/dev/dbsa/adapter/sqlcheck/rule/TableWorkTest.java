package dev.dbsa.adapter.sqlcheck.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.adapter.sqlcheck.Databases;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Lookup;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.SchemaCatalog;
import dev.dbsa.sql.Product;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.grammar.StatementParser;
import dev.dbsa.sql.lex.ScriptSplitter;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.ObjectStatement;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableStatement;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.EachServer;
import dev.dbsa.testkit.ServerKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say that definitions do to tables is what servers do. PostgreSQL is asked for its
 * locks, files and scans; MySQL and MariaDB for what they grant when a statement demands ALGORITHM
 * and LOCK.
 */
class TableWorkTest {

  @EachServer({ServerKind.POSTGRESQL, ServerKind.INSTALLED_POSTGRESQL})
  void locksAndRewritesAsPostgresqlDoes(DatabaseServer server) throws SQLException, IOException {
    int version = Server.version(server.version());
    List<String> statements = new ArrayList<>(lines("postgresql.sql"));
    if (version >= 180_000) {
      statements.addAll(lines("postgresql-18.sql"));
    }
    String database = server.createDatabase("work");
    List<String> wrong = new ArrayList<>();
    try (Connection connection = server.connect(database)) {
      run(connection, lines("postgresql-tables.sql"));
      SchemaState schema = read(server, database).withSearchPath(List.of("work"));
      PostgresSteps steps = new PostgresSteps(schema, Server.postgres(version, true));
      for (String sql : statements) {
        Statement tree = tree(sql, Server.postgres(version, true));
        PostgresStep told =
            steps.of(tree).orElse(PostgresStep.brief(PostgresStep.Lock.ACCESS_SHARE));
        PostgresStep did = TableWork.postgres(connection, sql, table(tree));
        boolean same =
            told.lock() == did.lock()
                && told.effort() == did.effort()
                && told.otherLock() == did.otherLock();
        if (!same) {
          wrong.add(sql + "\n  told " + told + "\n  did  " + did);
        }
      }
    }
    server.dropDatabase(database);
    assertThat(wrong).isEmpty();
  }

  @EachServer({ServerKind.MYSQL, ServerKind.MARIADB})
  void copiesAndRebuildsAsMysqlDoes(DatabaseServer server) throws SQLException, IOException {
    boolean maria = server.kind() == ServerKind.MARIADB;
    List<String> tables = lines("mysql-tables.sql");
    List<String> statements = new ArrayList<>(lines("mysql.sql"));
    if (!maria) {
      statements.addAll(lines("mysql-9.sql"));
    }
    Product product = maria ? Product.MARIADB : Product.MYSQL;
    Server rules = Server.mySql(product, Server.version(server.version()), List.of());
    String database = server.createDatabase("work");
    List<String> wrong = new ArrayList<>();
    try (Connection connection = server.connect(database)) {
      run(connection, tables);
      SchemaState schema = read(server, database);
      for (String sql : statements) {
        MySqlStep told = told(tree(sql, rules), schema, rules);
        TableWork.Granted did = TableWork.mySql(connection, sql, maria);
        if (told.whole() != did.work() || told.lock() != did.lock()) {
          wrong.add(sql + "\n  told " + told + "\n  did  " + did);
        }
        run(connection, tables);
      }
    }
    server.dropDatabase(database);
    assertThat(wrong).isEmpty();
  }

  private static MySqlStep told(Statement tree, SchemaState schema, Server server) {
    List<TableAction> actions =
        switch (tree) {
          case TableStatement.AlterTable d -> d.actions();
          case TableStatement.CreateIndex d ->
              List.of(new TableAction.AddIndex(d.at(), d.index(), false));
          case Drop d when d.kind() == ObjectKind.INDEX ->
              List.of(
                  new TableAction.DropPart(
                      d.at(),
                      TableAction.Part.INDEX,
                      d.names().getFirst().getLast(),
                      false,
                      false));
          default -> throw new IllegalArgumentException(tree.toString());
        };
    return new MySqlSteps(schema, server, relation(table(tree), schema)).all(actions);
  }

  private static @Nullable Relation relation(String table, SchemaState schema) {
    return schema.find(List.of(new Name(0, table, true))) instanceof Lookup.Found found
        ? found.table().snapshot()
        : null;
  }

  /** The table whose locks and rows are watched. */
  private static String table(Statement tree) {
    return switch (tree) {
      case TableStatement.AlterTable d when d.kind() == ObjectKind.TABLE ->
          d.name().getLast().text();
      case TableStatement.CreateIndex d -> d.table().getLast().text();
      case TableStatement.Truncate d -> d.tables().getFirst().getLast().text();
      case ObjectStatement.CreateTrigger d -> d.table().getLast().text();
      case ObjectStatement.CreateRule d -> d.table().getLast().text();
      case Drop d when d.kind() == ObjectKind.TABLE -> d.names().getFirst().getLast().text();
      case Drop d when !d.table().isEmpty() -> d.table().getLast().text();
      case TableStatement.CreateTable _ -> "lonely";
      default -> "trip";
    };
  }

  private static Statement tree(String sql, Server server) {
    StatementParser.Result result =
        StatementParser.read(ScriptSplitter.split(sql, server).statements().getFirst(), server);
    if (result instanceof StatementParser.Result.Tree tree) {
      return tree.statement();
    }
    throw new AssertionError(sql + ": " + result);
  }

  private static SchemaState read(DatabaseServer server, String database) {
    return SchemaState.of(SchemaCatalog.of(Databases.schema(server, database)));
  }

  private static void run(Connection connection, List<String> script) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
      for (String sql : script) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> lines(String file) throws IOException {
    String name = "/table-work/" + file;
    try (InputStream in = Objects.requireNonNull(TableWorkTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .map(line -> line.replaceFirst(";$", ""))
          .toList();
    }
  }
}
