package dev.dbsa.sql.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.grammar.StatementParser.Result;
import dev.dbsa.sql.lex.ScriptSplitter;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TableStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL's statements about tables, indexes, views, sequences and the session, as trees. */
class PostgresTableGrammarTest {

  private static Result read(String sql, int version) {
    Server server = Server.postgres(version, true);
    return StatementParser.read(ScriptSplitter.split(sql, server).statements().getFirst(), server);
  }

  private static <T extends Statement> T tree(Class<T> kind, String sql) {
    Result result = read(sql, 180000);
    assertThat(result).as(sql).isInstanceOf(Result.Tree.class);
    return kind.cast(((Result.Tree) result).statement());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE part PARTITION OF whole FOR VALUES FROM (MINVALUE) TO (10) PARTITION BY LIST (kind)",
        "CREATE TABLE copy (id, label) AS SELECT 1, 'one' WITH NO DATA",
        "CREATE TABLE typed OF pair (first WITH OPTIONS PRIMARY KEY, CHECK (second > 0))",
        "CREATE TABLE stay (room int, span daterange, PRIMARY KEY (room, span WITHOUT OVERLAPS))",
        "CREATE TABLE words (exclude int, period date, storage text)",
        "CREATE INDEX ON ledger (lower(owner) COLLATE \"C\" text_pattern_ops DESC NULLS LAST) WHERE open",
        "ALTER TABLE ledger ALTER amount SET GENERATED ALWAYS SET START 5 RESTART",
        "ALTER TABLE ALL IN TABLESPACE slow OWNED BY keeper SET TABLESPACE fast NOWAIT",
        "DROP OPERATOR geo.<-> (point, point), - (NONE, money) CASCADE",
        "DROP USER MAPPING IF EXISTS FOR USER SERVER far",
        "COMMENT ON CONSTRAINT positive ON DOMAIN amount IS NULL",
        "COPY ledger (id) FROM STDIN WITH (FORMAT csv, HEADER, FORCE_NULL (id)) WHERE id > 0",
        "EXPLAIN (ANALYZE, FORMAT json) CREATE TABLE copy AS SELECT 1",
        "FETCH next",
        "SET LOCAL search_path = app, public",
        "CREATE SCHEMA app CREATE TABLE one (id int) CREATE INDEX ON one (id)"
      })
  void takesWhatTheServerTakes(String sql) {
    tree(Statement.class, sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABEL ledger",
        "DROP TABLE ledger CASCAD",
        "ALTER TABLE ledger ADDD COLUMN b int",
        "CREATE TABLE ledger id int)",
        "CREATE TABLE ledger (id int PRIMARY KEY))",
        "CREATE TABLE ledger (id int,)",
        "CREATE TABLE ledger (user int)",
        "CREATE TABLE ledger (id int, CHECK (id > 0) DEFERRABLE)",
        "CREATE TABLE ledger (id int REFERENCES other ON DELETE CASCADE ON DELETE CASCADE)",
        "CREATE TABLE ledger (id int, UNIQUE (id) DEFERRABLE NOT DEFERRABLE)",
        "CREATE TABLE ledger (span interval year to day)",
        "CREATE VIEW open SELECT 1",
        "CREATE INDEX i ON ledger (a, )",
        "ALTER TABLE ledger RENAME a TO b, ADD c int",
        "ALTER INDEX i SET SCHEMA other",
        "DROP FUNCTION f(a int DEFAULT 1)",
        "COPY ledger TO STDOUT WHERE id > 0",
        "BEGIN ISOLATION LEVEL SNAPSHOT",
        "SET work_mem",
        "LOCK ledger IN ACCESS MODE"
      })
  void refusesWhatTheServerRefuses(String sql) {
    assertThat(read(sql, 180000)).as(sql).isInstanceOf(Result.Refused.class);
  }

  @Test
  void refusesAtTheTokenThatCannotStandThere() {
    Result result = read("DROP TABEL ledger", 180000);
    assertThat(result).isInstanceOf(Result.Refused.class);
    Result.Refused refused = (Result.Refused) result;
    assertThat(refused.at()).isEqualTo(1);
    assertThat(refused.message()).contains("TABEL").contains("expected TABLE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE a (b int GENERATED ALWAYS AS (1) VIRTUAL)",
        "CREATE TABLE a (b int, NOT NULL b)",
        "CREATE TABLE a (b int, CHECK (b > 0) NOT ENFORCED)",
        "ALTER TABLE a ALTER b SET EXPRESSION AS (b + 1)",
        "ALTER TABLE a ALTER b SET STATISTICS DEFAULT"
      })
  void knowsSinceWhenAConstructIsThere(String sql) {
    assertThat(read(sql, 180000)).isInstanceOf(Result.Tree.class);
    assertThat(read(sql, 150000)).isInstanceOf(Result.Refused.class);
  }

  @Test
  void keepsColumnsWithTheirConstraints() {
    TableStatement.CreateTable table =
        tree(
            TableStatement.CreateTable.class,
            "CREATE TEMP TABLE app.ledger (id bigint GENERATED ALWAYS AS IDENTITY (START 5), owner text"
                + " NOT NULL CONSTRAINT ref REFERENCES person (name) ON DELETE SET NULL DEFERRABLE,"
                + " CONSTRAINT one UNIQUE NULLS NOT DISTINCT (id, owner) INCLUDE (id)) ON COMMIT DROP");
    assertThat(table.name()).hasToString("[app, ledger]");
    assertThat(table.temporary()).isTrue();
    assertThat(table.onCommit()).isEqualTo(TableStatement.OnCommit.DROP);
    assertThat(table.columns()).hasSize(2);
    Part.Identity identity = table.columns().getFirst().find(Part.Identity.class).orElseThrow();
    assertThat(identity.options().getFirst().value()).isEqualTo("5");
    Part.Constraint part = table.columns().get(1).find(Part.Constraint.class).orElseThrow();
    TableConstraint.ForeignKey key = (TableConstraint.ForeignKey) part.constraint();
    assertThat(key.onDelete()).isEqualTo(TableConstraint.ForeignKey.Action.SET_NULL);
    assertThat(key.timing().deferrable()).isTrue();
    TableConstraint.Key unique = (TableConstraint.Key) table.constraints().getFirst();
    assertThat(unique.nullsNotDistinct()).isTrue();
    assertThat(unique.including()).hasToString("[id]");
  }

  @Test
  void keepsTheActionsOfAlterTable() {
    TableStatement.AlterTable alter =
        tree(
            TableStatement.AlterTable.class,
            "ALTER TABLE IF EXISTS ONLY ledger ADD COLUMN IF NOT EXISTS note text DEFAULT 'x',"
                + " DROP old CASCADE, ALTER id TYPE bigint USING id::bigint");
    assertThat(alter.kind()).isEqualTo(ObjectKind.TABLE);
    assertThat(alter.only()).isTrue();
    assertThat(alter.actions())
        .hasExactlyElementsOfTypes(
            TableAction.AddColumn.class, TableAction.DropColumn.class, TableAction.SetType.class);
    assertThat(((TableAction.DropColumn) alter.actions().get(1)).cascade()).isTrue();
  }

  @Test
  void keepsTheArgumentsOfDroppedRoutines() {
    Drop drop =
        tree(
            Drop.class,
            "DROP FUNCTION IF EXISTS app.sum(VARIADIC many int[], OUT total bigint), plain CASCADE");
    assertThat(drop.names()).hasToString("[[app, sum], [plain]]");
    assertThat(drop.signatures().toString())
        .contains("name=int")
        .doesNotContain("bigint")
        .endsWith("null]");
    assertThat(drop.cascade()).isTrue();
  }

  @Test
  void readsTheStatementThatExplainRuns() {
    SessionStatement.Explain explain =
        tree(SessionStatement.Explain.class, "EXPLAIN ANALYZE DELETE FROM ledger");
    assertThat(explain.analyze()).isTrue();
    assertThat(explain.statement()).isInstanceOf(Statement.Delete.class);
  }
}
