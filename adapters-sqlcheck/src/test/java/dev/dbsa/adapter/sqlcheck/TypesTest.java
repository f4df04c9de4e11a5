package dev.dbsa.adapter.sqlcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.ExtensionContents;
import dev.dbsa.domain.schema.FunctionSignature;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testing.SchemaBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators, functions and literals that a server refuses for their types. */
class TypesTest {
  private static final DatabaseSchema POSTGRESQL =
      SchemaBuilder.postgresql()
          .enumeration("mood", "happy", "sad")
          .function("twice", "x text", "text")
          .table(
              "t",
              t ->
                  t.id("id")
                      .column("name", "character varying(40)")
                      .column("note", "text")
                      .column("price", "numeric(10,2)")
                      .column("ratio", "double precision")
                      .column("day", "date")
                      .column("seen", "timestamp with time zone")
                      .column("active", "boolean")
                      .column("tags", "text[]")
                      .column("doc", "jsonb")
                      .column("key", "uuid")
                      .column("mood", "mood"))
          .build();

  private static List<String> errors(String script) {
    return Check.errors(Check.script(POSTGRESQL, script));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "unknown-operator | SELECT 1 FROM t WHERE name = 1",
        "unknown-operator | SELECT 1 FROM t WHERE id LIKE '1%'",
        "unknown-operator | SELECT 1 FROM t WHERE active = 1",
        "unknown-operator | SELECT note + 1 FROM t",
        "unknown-operator | SELECT 1 FROM t WHERE id <=> 1",
        "unknown-operator | SELECT 1 FROM t WHERE id == 1",
        "type-mismatch | SELECT 1 FROM t WHERE t > 800",
        "unknown-operator | SELECT 1 FROM t WHERE name IN (SELECT id FROM t)",
        "unknown-operator | SELECT 1 FROM t a JOIN t b ON a.name = b.id",
        "function-arguments | SELECT SUM(name) FROM t",
        "function-arguments | SELECT ROUND(ratio, 2) FROM t",
        "function-arguments | SELECT EXTRACT(YEAR FROM note) FROM t",
        "function-arguments | SELECT date_trunc('month', note) FROM t",
        "function-arguments | SELECT COUNT() FROM t",
        "function-arguments | SELECT lower(id) FROM t",
        "unknown-function | SELECT ifnull(name, '') FROM t",
        "invalid-literal | SELECT 1 FROM t WHERE id = 'abc'",
        "invalid-literal | SELECT 1 FROM t WHERE day > '1991'",
        "invalid-literal | SELECT 1 FROM t WHERE day = '2026-02-30'",
        "invalid-literal | SELECT 1 FROM t WHERE key = 'abc'",
        "invalid-literal | SELECT 1 FROM t WHERE mood = 'angry'",
        "invalid-literal | SELECT 'abc'::int",
        "invalid-literal | SELECT 1 FROM t LIMIT 'abc'",
        "invalid-literal | INSERT INTO t (price) VALUES ('cheap')",
        "type-mismatch | SELECT COALESCE(id, name) FROM t",
        "type-mismatch | SELECT CASE WHEN active THEN id ELSE day END FROM t",
        "type-mismatch | SELECT id FROM t UNION SELECT name FROM t",
        "type-mismatch | UPDATE t SET id = name",
        "not-boolean | SELECT 1 FROM t WHERE id",
        "not-boolean | SELECT 1 FROM t WHERE active AND name",
        "invalid-cast | SELECT CAST(day AS integer) FROM t",
        "unknown-type | SELECT CAST(id AS double) FROM t",
      })
  void postgresqlRefuses(String rule, String script) {
    assertThat(errors(script)).containsExactly(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id + 1, price * 2, ratio / 3, name || note, name || 1, day + 1, day - day FROM t",
        "SELECT day + INTERVAL '1 day', seen - '1 hour'::interval, day - '2026-01-01' FROM t",
        "SELECT 1 FROM t WHERE id = '1' AND name = 'a' AND active AND day > '2026-01-31' AND mood ="
            + " 'sad'",
        "SELECT 1 FROM t WHERE id IN (1, '2') AND name IN ('a', note) AND id = ANY (ARRAY[1, 2])",
        "SELECT ROUND(price, 1), ROUND(ratio), ROUND(ratio::numeric, 1), lower(name), length(note),"
            + " abs(id) FROM t",
        "SELECT COUNT(*), SUM(price), AVG(id), MAX(day), MIN(name), string_agg(name, ','),"
            + " array_agg(id) FROM t",
        "SELECT EXTRACT(YEAR FROM day), date_trunc('month', seen), age(seen), to_char(day, 'YYYY')"
            + " FROM t",
        "SELECT COALESCE(price, 0), GREATEST(id, 2.5), NULLIF(name, ''), CASE WHEN active THEN 1"
            + " ELSE 2.5 END FROM t",
        "SELECT doc -> 'a', doc ->> 'b', doc @> '{}', doc #>> '{a,b}', tags[1], tags && ARRAY['x']"
            + " FROM t",
        "SELECT id::text, name::int, day::timestamp, '1'::int, doc::text, active::int FROM t",
        "SELECT id FROM t UNION SELECT NULL UNION SELECT 1.5",
        "SELECT * FROM (SELECT 'a' AS x) s WHERE s.x = 'b' AND lower(s.x) = 'c'",
        "SELECT * FROM (VALUES (1, 'a'), (2, NULL)) v(n, s) WHERE v.n > 1 AND v.s LIKE 'a%'",
        "SELECT g + 1 FROM generate_series(1, 3) g",
        "SELECT twice(note), note = $1, id = $2 FROM t",
        "SELECT date(seen), text(id), numeric '1.5', float8(price) FROM t",
        "INSERT INTO t (id, name, price, day, mood, active) VALUES ('1', 2::text, 3, '2026-01-01',"
            + " 'sad', 'yes')",
        "UPDATE t SET price = id, ratio = price, name = note, note = name",
        "SELECT 1 FROM t WHERE name SIMILAR TO 'a' AND note ~ 'b' AND name !~~ 'c'",
        "SELECT 1 FROM t WHERE (id, name) = (1, 'a') OR (id, name) IN ((1, 'a'))",
        "SELECT row_number() OVER (ORDER BY id), lag(name) OVER (ORDER BY id), ntile(4) OVER ()"
            + " FROM t",
        "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY price) FROM t",
        "SELECT name::varchar(3), CAST(price AS double precision), '{1,2}'::int[] FROM t",
        "SELECT unnest(tags), jsonb_array_elements(doc), generate_series(1, id) FROM t",
      })
  void postgresqlTakes(String script) {
    assertThat(errors(script)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "invalid-literal | SELECT 1 FROM orders WHERE placed_at > '1991'",
        "invalid-literal | SELECT 1 FROM orders WHERE placed_at = '2026-13-01'",
        "invalid-literal | DELETE FROM orders WHERE \"id\" = 3",
        "syntax-error | SELECT REPLACE(note, note) FROM orders",
        "syntax-error | SELECT YEAR() FROM orders",
        "function-arguments | SELECT LPAD(note) FROM orders",
        "unknown-function | SELECT to_char(placed_at, 'YYYY') FROM orders",
        "limit-in-subquery | SELECT 1 FROM orders WHERE id IN (SELECT id FROM orders LIMIT 3)",
        "derived-table-alias | SELECT * FROM (SELECT 1)",
        "duplicate-column | SELECT 1 FROM (SELECT 1 AS a, 2 AS a) t",
        "unknown-column | SELECT customer_id FROM orders HAVING total_amount > 1",
        "subquery-columns | SELECT (1, 2) * 2",
        "invalid-literal | SELECT 1 FROM orders WHERE placed_at > 'soon'",
        "invalid-literal | UPDATE orders SET note = 'x' WHERE id = 'abc'",
      })
  void mySqlRefuses(String rule, String script) {
    assertThat(Check.errors(Check.script(Dialect.MYSQL, script))).containsExactly(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 FROM orders WHERE note = 1 AND id = 'abc' AND placed_at > '20260131'",
        "SELECT 1 FROM orders WHERE placed_at BETWEEN '1936' AND '1956'",
        "UPDATE orders SET note = 'x' WHERE id = ' 17 '",
        "INSERT INTO customers (email, full_name) SELECT c.email, 'x' FROM customers c"
            + " ON DUPLICATE KEY UPDATE full_name = CONCAT(customers.full_name, c.email)",
        "INSERT INTO customers (email, full_name) VALUES ('a', 'b') AS n(email, full_name)"
            + " ON DUPLICATE KEY UPDATE full_name = n.full_name",
        "SELECT status, COUNT(*) AS n FROM orders GROUP BY status HAVING n > 1 AND status <> 'x'",
        "SELECT YEAR(placed_at) AS y, COUNT(*) FROM orders GROUP BY y ORDER BY y",
        "SELECT o.id, o.note, COUNT(*) FROM orders o JOIN order_items i ON i.order_id = o.id GROUP"
            + " BY o.id",
        "SELECT c.email, o.customer_id, COUNT(*) FROM orders o JOIN customers c ON c.id ="
            + " o.customer_id GROUP BY o.customer_id",
        "SELECT MAX(total_amount) FROM orders ORDER BY note",
        "SELECT ANY_VALUE(note), COUNT(*) FROM orders GROUP BY status",
        "SELECT CONCAT(id, note), IFNULL(note, 1), JSON_OBJECT('a', id), DATE_FORMAT(placed_at,"
            + " '%Y') FROM orders",
      })
  void mySqlTakes(String script) {
    assertThat(Check.errors(Check.script(Dialect.MYSQL, script))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT o.id, o.note, COUNT(*) FROM orders o JOIN order_items i ON i.order_id = o.id GROUP"
            + " BY o.id",
        "SELECT lower(status::text), COUNT(*) FROM orders GROUP BY lower(status::text)",
        "SELECT status FROM orders GROUP BY 1 HAVING COUNT(*) > (SELECT AVG(quantity) FROM"
            + " order_items)",
        "SELECT o FROM orders o GROUP BY o.id",
        "INSERT INTO customers (email, full_name) VALUES ('a', 'b') ON CONFLICT (email) DO NOTHING",
      })
  void postgresqlTakesWhatDependsOnAKey(String script) {
    assertThat(Check.errors(Check.script(Dialect.POSTGRESQL, script))).isEmpty();
  }

  @Test
  void valuesThatTheScriptAddsToAnEnumerationAreThere() {
    String added = "ALTER TYPE order_status ADD VALUE 'lost'; SELECT '%s'::order_status";
    assertThat(Check.errors(Check.script(Dialect.POSTGRESQL, added.formatted("lost")))).isEmpty();
    assertThat(Check.errors(Check.script(Dialect.POSTGRESQL, added.formatted("gone"))))
        .containsExactly("invalid-literal");
  }

  @Test
  void aConflictTargetNeedsAUniqueIndex() {
    assertThat(
            Check.errors(
                Check.script(
                    Dialect.POSTGRESQL,
                    "INSERT INTO customers (email, full_name) VALUES ('a', 'b') ON CONFLICT"
                        + " (full_name) DO NOTHING")))
        .containsExactly("conflict-target");
  }

  @Test
  void withAnExtensionAnUnknownFunctionIsNoError() {
    DatabaseSchema schema =
        SchemaBuilder.postgresql().extension("postgis", "3.5").table("t", t -> t.id("id")).build();
    var analysis = Check.script(schema, "SELECT st_area(id), id <-> 3 FROM t");
    assertThat(Check.errors(analysis)).isEmpty();
    assertThat(analysis.validation().notChecked()).anyMatch(n -> n.contains("st_area"));
  }

  @Test
  void whereTheSnapshotSaysWhatAnExtensionMadeNothingElseExists() {
    SchemaBuilder builder = SchemaBuilder.postgresql();
    DatabaseSchema schema =
        builder
            .extension(
                "bag",
                "1.0",
                new ExtensionContents(
                    List.of(
                        new FunctionSignature(
                            builder.name("bag_size"),
                            Routine.Kind.FUNCTION,
                            List.of("bag"),
                            0,
                            false,
                            "integer",
                            false,
                            "immutable")),
                    List.of(),
                    List.of(builder.name("bag")),
                    List.of(),
                    List.of(),
                    List.of(builder.name("bag_log"))))
            .table("t", t -> t.id("id"))
            .build();
    assertThat(
            Check.errors(
                Check.script(
                    schema, "SELECT bag_size('a'::bag), bag('b') FROM t; SELECT a FROM bag_log")))
        .isEmpty();
    assertThat(Check.errors(Check.script(schema, "SELECT bag_sise(id) FROM t")))
        .containsExactly("unknown-function");
    assertThat(Check.errors(Check.script(schema, "SELECT id::bagg FROM t")))
        .containsExactly("unknown-type");
    assertThat(Check.errors(Check.script(schema, "SELECT a FROM bag_logs")))
        .containsExactly("unknown-table");
  }
}
