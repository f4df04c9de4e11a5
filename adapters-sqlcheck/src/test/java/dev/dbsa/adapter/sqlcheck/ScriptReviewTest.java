package dev.dbsa.adapter.sqlcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.script.ImpactedObject;
import dev.dbsa.domain.script.Operation;
import dev.dbsa.domain.script.Risk;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testing.SchemaBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScriptReviewTest {

  private static List<String> objects(ScriptAnalysis analysis) {
    return analysis.impactedObjects().stream()
        .map(o -> o.operation().label() + " " + o.type() + " " + o.name() + " " + o.exists())
        .toList();
  }

  private static ScriptAnalysis on(Dialect dialect, long rows, String script) {
    DatabaseSchema schema =
        SchemaBuilder.of(dialect)
            .table("t", t -> t.id("id").column("a", "integer").statistics(rows, rows * 100))
            .build();
    return Check.script(schema, script);
  }

  private static RiskLevel level(ScriptAnalysis analysis, String code) {
    return analysis.risks().stream()
        .filter(r -> r.code().equals(code))
        .map(Risk::level)
        .findFirst()
        .orElseThrow();
  }

  // ---------------------------------------------------------------- impacted objects

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void namesEveryObjectOnceForEachOperation(Dialect dialect) {
    ScriptAnalysis analysis =
        Check.script(
            dialect,
            """
            WITH recent AS (SELECT id FROM orders WHERE customer_id = 1)
            SELECT r.id FROM recent r JOIN customers c ON c.id = r.id JOIN orders o ON o.id = r.id;
            UPDATE orders SET note = 'x' WHERE id IN (SELECT id FROM open_orders WHERE id = 2);
            INSERT INTO products (sku, name, price) SELECT sku, name, price FROM products WHERE id = 3;
            DELETE FROM order_items WHERE order_id = 1;
            """);

    assertThat(objects(analysis))
        .containsExactlyInAnyOrder(
            "read table orders true",
            "read table customers true",
            "update table orders true",
            "read view open_orders true",
            "insert table products true",
            "read table products true",
            "delete table order_items true");
  }

  @Test
  void tellsWhatAScriptMakesFromWhatWasThere() {
    ScriptAnalysis analysis =
        Check.script(
            Dialect.POSTGRESQL,
            """
            CREATE TABLE audit (id bigint PRIMARY KEY, order_id bigint REFERENCES orders);
            INSERT INTO audit (id) VALUES (1);
            CREATE INDEX audit_order ON audit (order_id);
            DROP TABLE nothing;
            """);

    assertThat(objects(analysis))
        .containsExactly(
            "create table audit false",
            "read table orders true",
            "insert table audit false",
            "create index audit_order false",
            "alter table audit false",
            "drop table nothing false");
    assertThat(analysis.impactedObjects().getFirst().schema()).isEqualTo("public");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void doesNotKnowWhatExistsWithoutASnapshot(Dialect dialect) {
    ScriptAnalysis analysis =
        Check.textOnly(dialect, "DROP TABLE a; SELECT x FROM s.b; ALTER TABLE c ADD COLUMN d int;");

    assertThat(analysis.impactedObjects())
        .containsExactly(
            new ImpactedObject("table", null, "a", Operation.DROP, null),
            new ImpactedObject("table", "s", "b", Operation.READ, null),
            new ImpactedObject("table", null, "c", Operation.ALTER, null));
    assertThat(analysis.validation().errors()).isEmpty();
  }

  @Test
  void anExplainedStatementDoesNothing() {
    ScriptAnalysis analysis = Check.script(Dialect.POSTGRESQL, "EXPLAIN DELETE FROM orders");

    assertThat(objects(analysis)).containsExactly("read table orders true");
    assertThat(analysis.risks()).isEmpty();
    assertThat(Check.risks(Check.script(Dialect.POSTGRESQL, "EXPLAIN ANALYZE DELETE FROM orders")))
        .contains("delete_without_where");
  }

  // ---------------------------------------------------------------- order of statements

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void followsTheSchemaThroughTheScript(Dialect dialect) {
    ScriptAnalysis right =
        Check.script(
            dialect,
            """
            CREATE TABLE a (id int PRIMARY KEY, x int);
            ALTER TABLE a ADD COLUMN y int;
            ALTER TABLE a RENAME COLUMN x TO z;
            CREATE VIEW v AS SELECT id, y AS why FROM a;
            SELECT z, y FROM a WHERE id = 1;
            SELECT why FROM v WHERE id = 1;
            ALTER TABLE a RENAME TO b;
            SELECT z FROM b WHERE id = 1;
            DROP VIEW v;
            DROP TABLE b;
            """);
    assertThat(right.validation().errors()).isEmpty();

    ScriptAnalysis wrong =
        Check.script(
            dialect,
            """
            ALTER TABLE orders RENAME COLUMN note TO remark;
            SELECT note FROM orders WHERE id = 1;
            DROP TABLE order_items;
            SELECT quantity FROM order_items WHERE order_id = 1;
            """);
    assertThat(Check.errors(wrong)).containsExactly("unknown-column", "unknown-table");
  }

  @Test
  void saysNothingAfterAStepThatItCannotFollow() {
    ScriptAnalysis analysis =
        Check.script(
            Dialect.POSTGRESQL,
            "DO $$ BEGIN CREATE TABLE made (id int); END $$; SELECT id FROM made;");

    assertThat(analysis.validation().errors()).isEmpty();
    assertThat(analysis.validation().notChecked()).isNotEmpty();
  }

  @Test
  void knowsThatSelectIntoMakesATable() {
    ScriptAnalysis analysis =
        Check.script(
            Dialect.POSTGRESQL,
            "SELECT id INTO copied FROM orders WHERE id = 1; SELECT id FROM copied WHERE id = 1;");
    assertThat(analysis.validation().errors()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aNewTableIsNoRisk(Dialect dialect) {
    ScriptAnalysis analysis =
        Check.script(
            dialect,
            """
            CREATE TABLE a (id int PRIMARY KEY, x int);
            CREATE INDEX a_x ON a (x);
            ALTER TABLE a ADD COLUMN y int NOT NULL;
            ALTER TABLE a ADD CONSTRAINT c CHECK (x > 0);
            """);
    assertThat(analysis.risks()).isEmpty();
  }

  // ---------------------------------------------------------------- levels

  @Test
  void risksGrowWithTheTable() {
    String script = "ALTER TABLE t ALTER COLUMN a TYPE bigint";
    assertThat(level(on(Dialect.POSTGRESQL, 200, script), "table_rewrite"))
        .isEqualTo(RiskLevel.LOW);
    assertThat(level(on(Dialect.POSTGRESQL, 300_000, script), "table_rewrite"))
        .isEqualTo(RiskLevel.MEDIUM);
    assertThat(level(on(Dialect.POSTGRESQL, 40_000_000, script), "table_rewrite"))
        .isEqualTo(RiskLevel.CRITICAL);
    assertThat(level(Check.textOnly(Dialect.POSTGRESQL, script), "table_rewrite"))
        .isEqualTo(RiskLevel.HIGH);
    assertThat(level(on(Dialect.MYSQL, 40_000_000, "DELETE FROM t"), "delete_without_where"))
        .isEqualTo(RiskLevel.CRITICAL);
  }

  @Test
  void mysqlVarcharsGrowForNothingWithinOneLengthByte() {
    DatabaseSchema schema =
        SchemaBuilder.mysql()
            .table("t", t -> t.id("id").column("a", "varchar(40)").column("b", "varchar(63)"))
            .build();
    assertThat(Check.risks(Check.script(schema, "ALTER TABLE t MODIFY a varchar(60)")))
        .doesNotContain("table_copy");
    assertThat(Check.risks(Check.script(schema, "ALTER TABLE t MODIFY b varchar(64)")))
        .contains("table_copy");
  }

  @Test
  void oldServersRebuildWhatNewOnesDoAtOnce() {
    DatabaseSchema old =
        SchemaBuilder.mysql()
            .server("MySQL", "5.7.44")
            .table("t", t -> t.id("id").statistics(2_000_000, 1))
            .build();
    assertThat(Check.risks(Check.script(old, "ALTER TABLE t ADD COLUMN a int")))
        .contains("table_rebuild");
    assertThat(Check.risks(on(Dialect.MYSQL, 2_000_000, "ALTER TABLE t ADD COLUMN c int")))
        .doesNotContain("table_rebuild");
  }

  @Test
  void countsAndListsOfManyValues() {
    assertThat(Check.rules(on(Dialect.MYSQL, 5_000_000, "SELECT count(*) FROM t")))
        .contains("count-all");
    String values = "1" + ", 2".repeat(600);
    assertThat(Check.rules(on(Dialect.MYSQL, 10, "SELECT id FROM t WHERE a IN (" + values + ")")))
        .contains("large-in-list");
  }

  // ---------------------------------------------------------------- suppressions

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void passesOverOneRuleInOneStatementForAReason(Dialect dialect) {
    ScriptAnalysis analysis =
        Check.script(
            dialect,
            """
            -- dbsa:ignore delete_without_where nightly rebuild
            DELETE FROM products;
            DELETE FROM products; -- dbsa:ignore delete-without-where
            """);

    assertThat(analysis.risks().stream().filter(r -> r.code().equals("delete_without_where")))
        .extracting(Risk::statement, Risk::line, Risk::column, Risk::suppressedReason)
        .containsExactly(tuple(1, 2, 13, "nightly rebuild"), tuple(2, 3, 13, null));
    assertThat(Check.rules(analysis)).contains("suppressed", "unknown-suppression");
  }

  @Test
  void neverPassesOverAnError() {
    ScriptAnalysis analysis =
        Check.script(
            Dialect.MYSQL, "-- dbsa:ignore unknown-table it is there\nSELECT id FROM nowhere");
    assertThat(Check.errors(analysis)).containsExactly("unknown-table");
    assertThat(Check.rules(analysis)).contains("unknown-suppression").doesNotContain("suppressed");
  }

  @Test
  void namesTheNearestRuleOfAWrongSuppression() {
    ScriptAnalysis analysis =
        Check.script(
            Dialect.MYSQL, "-- dbsa:ignore delete_without_were why not\nDELETE FROM products");
    assertThat(analysis.validation().findings())
        .filteredOn(f -> f.rule().equals("unknown-suppression"))
        .singleElement()
        .satisfies(f -> assertThat(f.hint()).contains("delete_without_where"));
    assertThat(analysis.risks()).allSatisfy(r -> assertThat(r.suppressedReason()).isNull());
  }

  @Test
  void tellsOfASuppressionBehindTheLastStatement() {
    ScriptAnalysis analysis =
        Check.script(
            Dialect.POSTGRESQL,
            "SELECT id FROM products WHERE id = 1;\n-- dbsa:ignore select-star none here");
    assertThat(Check.rules(analysis)).contains("unused-suppression");
  }

  // ---------------------------------------------------------------- hostile input

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE",
        "CREATE TABLE",
        "CREATE TABLE t",
        "CREATE TABLE t (",
        "CREATE TABLE t (a int",
        "CREATE TABLE t (a int,)",
        "ALTER TABLE",
        "ALTER TABLE t",
        "ALTER TABLE t ADD",
        "ALTER TABLE t ADD CONSTRAINT",
        "ALTER TABLE t DROP",
        "ALTER TABLE t RENAME",
        "DROP",
        "DROP TABLE",
        "DROP INDEX",
        "GRANT",
        "REVOKE",
        "SET",
        "SET x",
        "SET x =",
        "EXPLAIN",
        "TRUNCATE",
        "RENAME",
        "RENAME TABLE a TO",
        "COPY",
        "COPY (",
        "COPY (SELECT 1",
        "LOCK",
        "COMMENT ON",
        "COMMENT ON COLUMN a IS 'x'",
        "CALL",
        "VACUUM (",
        "REINDEX",
        "REFRESH",
        "CREATE VIEW v AS",
        "CREATE VIEW v AS SELECT",
        "CREATE INDEX ON",
        "CREATE INDEX i ON t (",
        "CREATE USER",
        "DESCRIBE",
        "LOAD DATA",
        "USE",
        "COMMIT CHAIN",
        ") DROP",
        "CREATE TABLE `a",
        "CREATE TABLE \"\" (a int)",
        "ALTER TABLE t ADD COLUMN a \u202e int",
        "DROP TABLE 😀",
        "WITH x AS (DELETE FROM orders) SELECT 1",
        "EXPLAIN EXPLAIN SELECT 1",
        "CREATE TABLE a AS CREATE TABLE b AS SELECT 1",
        "ROLLBACK TO",
        "XA",
        "BEGIN; BEGIN; COMMIT"
      })
  void unfinishedStatementsAreFindingsAtMost(String script) {
    for (Dialect dialect : Dialect.values()) {
      assertThatCode(() -> Check.script(dialect, script)).doesNotThrowAnyException();
      assertThatCode(() -> Check.textOnly(dialect, script)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void randomCutsOfDefinitionsNeverThrow(Dialect dialect) {
    String[] words =
        """
        CREATE TABLE ALTER DROP INDEX VIEW COLUMN ADD CONSTRAINT PRIMARY KEY FOREIGN REFERENCES
        UNIQUE CHECK DEFAULT NOT NULL IF EXISTS ON AS SELECT FROM orders customers id ( ) , . ; 'x' 1
        = IN TYPE RENAME TO SET GENERATED ALWAYS IDENTITY CASCADE USING WITH VALUES GRANT TRUNCATE
        """
            .strip()
            .split("\\s+");
    Random random = new Random(7);
    for (int i = 0; i < 1_500; i++) {
      StringBuilder script = new StringBuilder(i % 2 == 0 ? "ALTER TABLE orders " : "CREATE ");
      for (int j = 0; j < 12; j++) {
        script.append(words[random.nextInt(words.length)]).append(' ');
      }
      assertThatCode(() -> Check.script(dialect, script.toString()))
          .as(script.toString())
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void bigScriptsEndInBoundedTime(Dialect dialect) {
    List<String> scripts =
        List.of(
            "DROP TABLE orders;".repeat(10_000),
            "ALTER TABLE orders ADD COLUMN a int CHECK (a > 0), ADD PRIMRY;".repeat(3_000),
            "CREATE TABLE t (a int DEFAULT " + "(".repeat(60_000) + "1",
            "CREATE TABLE t (" + "a int, ".repeat(25_000) + "b int)",
            "DROP TABLE " + "orders, ".repeat(20_000) + "customers",
            "SELECT 1 FROM orders WHERE " + "id = 1 OR ".repeat(18_000) + "id = 2",
            "SELECT 1 FROM " + "orders, ".repeat(20_000) + "customers WHERE 1 = 1");
    for (String script : scripts) {
      String head = script.substring(0, 40).toLowerCase(Locale.ROOT);
      org.junit.jupiter.api.Assertions.assertTimeout(
          Duration.ofSeconds(30), () -> Check.script(dialect, script), head);
    }
  }
}
