package dev.dbsa.adapter.sqlcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.testing.SchemaBuilder;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions inside definitions; the verdicts are those of PostgreSQL 18 and MySQL 9.7. */
class DefinitionExpressionsTest {
  private static final DatabaseSchema POSTGRESQL =
      SchemaBuilder.postgresql()
          .table(
              "t",
              t ->
                  t.id("id")
                      .column("a", "timestamp with time zone")
                      .column("b", "timestamp without time zone")
                      .column("c", "text")
                      .column("d", "date")
                      .column("doc", "jsonb"))
          .build();

  private static final DatabaseSchema MYSQL =
      SchemaBuilder.mysql()
          .table(
              "t",
              t ->
                  t.id("id")
                      .column("b", "datetime")
                      .column("c", "varchar(50)")
                      .column("d", "date")
                      .column("n", "decimal(10,2)"))
          .build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "unknown-constraint | ALTER TABLE t ADD CONSTRAINT c_nn NOT NULL c; ALTER TABLE t DROP CONSTRAINT c_nm",
        "unknown-column | CREATE TABLE n (x int, CHECK (y > 0))",
        "unknown-column | ALTER TABLE t ADD CHECK (missing > 0)",
        "unknown-column | CREATE INDEX i ON t (lower(missing))",
        "unknown-column | CREATE INDEX i ON t (id) WHERE missing IS NULL",
        "unknown-column | ALTER TABLE t ALTER COLUMN c TYPE int USING c::int + missing",
        "unknown-function | CREATE TABLE n (x text CHECK (nosuch(x) > 0))",
        "not-boolean | CREATE TABLE n (x int CHECK (x))",
        "aggregate-misplaced | CREATE TABLE n (x int CHECK (sum(x) > 1))",
        "syntax-error | CREATE TABLE n (x int CHECK (x > ))",
        "syntax-error | CREATE INDEX i ON t (c::timestamp)",
        "syntax-error | CREATE INDEX i ON t (doc ->> 'name')",
        "type-mismatch | CREATE TABLE n (x boolean DEFAULT 0)",
        "type-mismatch | CREATE TABLE n (x int DEFAULT now())",
        "invalid-literal | CREATE TABLE n (x int DEFAULT 'abc')",
        "definition-expression | CREATE TABLE n (x text DEFAULT pending)",
        "definition-expression | CREATE TABLE n (x text DEFAULT \"abc\")",
        "definition-expression | CREATE TABLE n (x int DEFAULT (SELECT 1))",
        "definition-expression | ALTER TABLE t ALTER COLUMN c SET DEFAULT foo",
        "definition-expression | CREATE TABLE n (x int CHECK (x > (SELECT 1)))",
        "definition-expression | CREATE TABLE n (x int CHECK (x IN (SELECT id FROM t)))",
        "definition-expression | CREATE TABLE n (x timestamptz, y text GENERATED ALWAYS AS (to_char(x, 'YYYY')) STORED)",
        "definition-expression | CREATE TABLE n (x int GENERATED ALWAYS AS (y) STORED, y int GENERATED ALWAYS AS (1) STORED)",
        "definition-expression | CREATE INDEX i ON t ((a::date))",
        "definition-expression | CREATE INDEX i ON t ((d::text))",
        "definition-expression | CREATE INDEX i ON t ((c::timestamp))",
        "definition-expression | CREATE INDEX i ON t (date_trunc('day', a))",
        "definition-expression | CREATE INDEX i ON t (extract(year FROM a))",
        "definition-expression | CREATE INDEX i ON t ((a + interval '1 day'))",
        "definition-expression | CREATE INDEX i ON t (concat(c, id))",
        "definition-expression | CREATE INDEX i ON t (id) WHERE d > current_date",
        "definition-expression | CREATE INDEX i ON t (id) WHERE d > a",
      })
  void postgresqlRefuses(String rule, String script) {
    assertThat(errors(POSTGRESQL, script)).containsExactly(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE t ADD CONSTRAINT c_nn NOT NULL c NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT c_nn",
        "ALTER TABLE t ADD CONSTRAINT c_nn NOT NULL c; ALTER TABLE t RENAME CONSTRAINT c_nn TO nn;"
            + " ALTER TABLE t DROP CONSTRAINT nn; UPDATE t SET c = NULL",
        "CREATE TABLE n (x int CHECK (z > 0), z int)",
        "CREATE TABLE n (x date CHECK (x < now()))",
        "CREATE TABLE n (x text DEFAULT 0, y int DEFAULT '12' NOT NULL, z boolean DEFAULT false)",
        "CREATE TABLE n (x timestamptz DEFAULT now() NOT NULL, y uuid DEFAULT gen_random_uuid() PRIMARY KEY)",
        "CREATE TABLE n (x text[] DEFAULT '{}'::text[], y jsonb DEFAULT '{}' CHECK (jsonb_typeof(y) = 'object'))",
        "CREATE TABLE n (x int, y text GENERATED ALWAYS AS (x::text || 'a') STORED)",
        "CREATE TABLE n (LIKE t INCLUDING ALL, CHECK (id > 0))",
        "ALTER TABLE t ADD COLUMN e int DEFAULT 3, ADD CHECK (e > id)",
        "ALTER TABLE t ALTER COLUMN c TYPE int USING c::int",
        "ALTER TABLE t ALTER c TYPE text USING c || d::text, DROP COLUMN d",
        "CREATE INDEX i ON t (date_trunc('day', b))",
        "CREATE INDEX i ON t ((a AT TIME ZONE 'UTC'))",
        "CREATE INDEX i ON t ((c || id), lower(c) text_pattern_ops DESC NULLS LAST)",
        "CREATE INDEX i ON t ((doc ->> 'name'), c COLLATE \"C\") WHERE a > '2026-01-01' AND d IS NOT NULL",
        "CREATE INDEX i ON t (coalesce(c, ''), cast(id AS text))",
      })
  void postgresqlTakes(String script) {
    assertThat(errors(POSTGRESQL, script)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "unknown-column | CREATE TABLE n (x int, CHECK (z > 0))",
        "unknown-column | CREATE TABLE n (x int DEFAULT (z))",
        "unknown-column | CREATE TABLE n (x int, y int GENERATED ALWAYS AS (z) STORED)",
        "unknown-column | CREATE INDEX i ON t ((lower(missing)))",
        "unknown-column | ALTER TABLE t ADD CHECK (missing > 1)",
        "aggregate-misplaced | CREATE TABLE n (x int CHECK (sum(x) > 1))",
        "syntax-error | CREATE TABLE n (x int DEFAULT pending)",
        "syntax-error | CREATE TABLE n (x varchar(40) DEFAULT UUID())",
        "syntax-error | CREATE TABLE n (x date DEFAULT CURRENT_DATE)",
        "syntax-error | CREATE INDEX i ON t (lower(c))",
        "syntax-error | ALTER TABLE t ALTER COLUMN n SET DEFAULT pending",
        "definition-expression | CREATE TABLE n (x date, CHECK (x < now()))",
        "definition-expression | CREATE TABLE n (x int CHECK (y > 0), y int)",
        "definition-expression | CREATE TABLE n (x int CHECK (x > (SELECT 1)))",
        "definition-expression | CREATE TABLE n (x int CHECK (x > @v))",
        "definition-expression | CREATE TABLE n (id int AUTO_INCREMENT PRIMARY KEY, CHECK (id > 0))",
        "definition-expression | CREATE TABLE n (x int, y int GENERATED ALWAYS AS (x + RAND()) STORED)",
        "definition-expression | CREATE INDEX i ON t ((date(b) = curdate()))",
        "definition-expression | CREATE INDEX i ON t ((c))",
        "definition-expression | ALTER TABLE t ADD COLUMN e date CHECK (e > d)",
        "invalid-default | CREATE TABLE n (x int DEFAULT 'abc')",
        "invalid-default | CREATE TABLE n (x boolean DEFAULT 'yes')",
        "invalid-default | CREATE TABLE n (x date DEFAULT NOW())",
        "invalid-default | CREATE TABLE n (x datetime(6) DEFAULT NOW())",
        "invalid-default | CREATE TABLE n (x text DEFAULT 'abc')",
        "invalid-default | CREATE TABLE n (x json DEFAULT '{}')",
        "invalid-default | CREATE TABLE n (x date DEFAULT '2026-02-30')",
        "invalid-default | CREATE TABLE n (x enum('a', 'b') DEFAULT 'c')",
        "invalid-default | CREATE TABLE n (x varchar(3) DEFAULT 'abcd')",
        "invalid-default | CREATE TABLE n (x int NOT NULL DEFAULT NULL)",
      })
  void mySqlRefuses(String rule, String script) {
    assertThat(errors(MYSQL, script)).containsExactly(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE n (x int, y int, CHECK (y > x))",
        "CREATE TABLE n (x int DEFAULT (y), y int)",
        "CREATE TABLE n (x varchar(40) DEFAULT (UUID()), y date DEFAULT (CURRENT_DATE), z json DEFAULT ('{}'))",
        "CREATE TABLE n (x datetime DEFAULT NOW(), y datetime(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6))",
        "CREATE TABLE n (x int DEFAULT 1.5, y int unsigned DEFAULT '12', z tinyint(1) NOT NULL DEFAULT TRUE, w text DEFAULT NULL)",
        "CREATE TABLE n (x varchar(5) CHECK (x IN ('a', 'b')), y enum('a', 'B') DEFAULT 'b')",
        "CREATE TABLE n (x int, y int AS (x + 1), z int AS (y + 1) VIRTUAL)",
        "CREATE TABLE n (x date DEFAULT '0000-00-00', y varchar(9) DEFAULT _utf8mb4'x')",
        "CREATE INDEX i ON t ((lower(c)), d DESC, c(10))",
      })
  void mySqlTakes(String script) {
    assertThat(errors(MYSQL, script)).isEmpty();
  }

  private static List<String> errors(DatabaseSchema schema, String script) {
    return Check.errors(Check.script(schema, script));
  }
}
