package dev.dbsa.adapter.sqlcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Partition;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.schema.RelationStatistics;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.Position;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testing.SchemaBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What names mean, and which mean nothing. */
class BindingTest {

  @Test
  void partitionsAreTablesByTheirOwnNames() {
    Partition partition =
        new Partition(
            new ObjectName("public", "events_2024"),
            new ObjectName("public", "events"),
            "DEFAULT",
            false,
            List.of(),
            RelationStatistics.NONE);
    DatabaseSchema schema =
        SchemaBuilder.postgresql()
            .table(
                "events",
                t ->
                    t.id("id")
                        .partitioned(
                            new Partitioning(
                                "range", "id", 1, List.of("events_2024"), List.of(partition))))
            .build();
    assertThat(Check.errors(Check.script(schema, "SELECT id FROM events_2024"))).isEmpty();
    assertThat(Check.errors(Check.script(schema, "SELECT nope FROM public.events_2024")))
        .contains("unknown-column");
    assertThat(Check.errors(Check.script(schema, "SELECT id FROM events_2025")))
        .contains("unknown-table");
  }

  @Test
  void namesInBodiesCountUnlessTheScriptTurnsTheirCheckOff() {
    String routine =
        "CREATE FUNCTION f(a int) RETURNS void LANGUAGE sql AS 'DELETE FROM nowhere WHERE id = a';";
    String atomic = "CREATE FUNCTION g() RETURNS void BEGIN ATOMIC DELETE FROM nowhere; END;";
    String off = "SET check_function_bodies = off;";
    assertThat(Check.errors(Check.script(Dialect.POSTGRESQL, routine))).contains("unknown-table");
    assertThat(Check.errors(Check.script(Dialect.POSTGRESQL, off + routine))).isEmpty();
    assertThat(Check.errors(Check.script(Dialect.POSTGRESQL, off + atomic)))
        .contains("unknown-table");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "unknown-table | SELECT * FROM custumers",
        "unknown-column | SELECT emial FROM customers",
        "unknown-column | SELECT c.nope FROM customers c",
        "unknown-alias | SELECT x.email FROM customers c",
        "unknown-alias | SELECT customers.email FROM customers c",
        "ambiguous-column | SELECT id FROM customers, orders",
        "duplicate-alias | SELECT 1 FROM customers c JOIN orders c ON true",
        "insert-arity | INSERT INTO customers (email, full_name) VALUES ('a')",
        "insert-arity | INSERT INTO customers (email) SELECT email, full_name FROM customers",
        "unknown-column | INSERT INTO customers (mail) VALUES ('a')",
        "duplicate-column | INSERT INTO customers (email, email) VALUES ('a', 'b')",
        "set-operation-arity | SELECT id FROM orders UNION SELECT id, note FROM orders",
        "aggregate-in-where | SELECT id FROM orders WHERE COUNT(*) > 1",
        "not-grouped | SELECT status, note, COUNT(*) FROM orders GROUP BY status",
        "not-grouped | SELECT status, COUNT(*) FROM orders",
        "nested-aggregate | SELECT SUM(COUNT(*)) FROM orders",
        "window-misplaced | SELECT id FROM orders WHERE ROW_NUMBER() OVER (ORDER BY id) = 1",
        "position-out-of-range | SELECT id FROM orders ORDER BY 2",
        "subquery-columns | SELECT id FROM orders WHERE id IN (SELECT id, note FROM orders)",
        "subquery-columns | SELECT (SELECT id, note FROM orders)",
        "unknown-column | UPDATE orders SET amount = 1 WHERE id = 1",
        "unknown-column | DELETE FROM orders WHERE ident = 1",
        "unknown-column | SELECT 1 FROM orders o JOIN customers c USING (customer_id)",
        "unknown-column | WITH o AS (SELECT id AS k FROM orders) SELECT o.id FROM o",
        "unknown-function | SELECT foo(id) FROM orders",
        "function-arguments | SELECT ROUND() FROM orders",
        "unknown-column | SELECT id AS k FROM orders WHERE k > 1",
        "unknown-schema | SELECT * FROM nowhere.orders",
        "distinct-order | SELECT DISTINCT status FROM orders ORDER BY total_amount",
      })
  void bothServersRefuse(String rule, String script) {
    for (Dialect dialect : Dialect.values()) {
      assertThat(Check.errors(Check.script(withoutExtensions(dialect), script)))
          .as(dialect.label())
          .contains(rule);
    }
  }

  /** With an extension installed, a function that is not known is no error. */
  private static dev.dbsa.domain.schema.DatabaseSchema withoutExtensions(Dialect dialect) {
    var shop = dev.dbsa.testing.Shop.of(dialect);
    return new dev.dbsa.domain.schema.DatabaseSchema(
        shop.server(),
        shop.schemas(),
        shop.searchPath(),
        shop.relations(),
        shop.sequences(),
        shop.types(),
        shop.routines(),
        shop.triggers(),
        List.of(),
        shop.omissions());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT c.email, COUNT(*) FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.id, c.email",
        "SELECT * FROM (SELECT id AS k FROM orders) t WHERE t.k > 1",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i FROM n",
        "SELECT id FROM customers c WHERE EXISTS (SELECT 1 FROM orders WHERE customer_id = c.id)",
        "SELECT status AS s, COUNT(*) FROM orders GROUP BY s ORDER BY COUNT(*) DESC, s",
        "SELECT id, total_amount t FROM orders ORDER BY t, 1",
        "SELECT o.*, c.email FROM orders o LEFT JOIN customers c ON c.id = o.customer_id",
        "SELECT MAX(total_amount) FROM orders HAVING MAX(total_amount) > 1",
        "INSERT INTO customers (email, full_name) VALUES ('a', 'b'), ('c', 'd')",
        "UPDATE orders SET status = 'paid', note = NULL WHERE id = 1",
        "DELETE FROM orders WHERE placed_at < CURRENT_TIMESTAMP",
        "SELECT table_name FROM information_schema.tables",
        "SELECT id FROM orders UNION ALL SELECT id FROM customers ORDER BY id LIMIT 3",
        "SELECT ROW_NUMBER() OVER (PARTITION BY status ORDER BY id) FROM orders",
        "SELECT o.status, x.n FROM orders o, LATERAL (SELECT COUNT(*) AS n FROM order_items i WHERE i.order_id = o.id) x",
        "SELECT COUNT(DISTINCT customer_id) FROM orders",
      })
  void bothServersAccept(String script) {
    for (Dialect dialect : Dialect.values()) {
      assertThat(Check.errors(Check.script(dialect, script))).as(dialect.label()).isEmpty();
    }
  }

  @Test
  void aFindingSaysWhereAndWhatElse() {
    Finding finding =
        Check.script(Dialect.POSTGRESQL, "SELECT 1;\nSELECT id,\n       emial\nFROM customers")
            .validation()
            .errors()
            .getFirst();
    assertThat(finding.position()).isEqualTo(new Position(2, 3, 8));
    assertThat(finding.object()).isEqualTo("emial");
    assertThat(finding.hint()).isEqualTo("Did you mean email?");
  }

  @Test
  void withoutASnapshotNoNameIsUnknown() {
    for (Dialect dialect : Dialect.values()) {
      assertThat(Check.errors(Check.textOnly(dialect, "SELECT a.b FROM nowhere.nothing a")))
          .isEmpty();
    }
  }
}
