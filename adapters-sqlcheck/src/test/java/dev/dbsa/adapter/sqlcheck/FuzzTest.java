package dev.dbsa.adapter.sqlcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testing.Shop;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the text, there is an answer, and its positions lie within the text. */
class FuzzTest {
  private static final SqlScriptValidator VALIDATOR = new SqlScriptValidator();
  private static final Map<Dialect, SchemaSnapshot> SNAPSHOTS = new EnumMap<>(Dialect.class);

  private static final List<String> STATEMENTS =
      List.of(
          "SELECT o.id, c.email, COUNT(*) AS n FROM orders o JOIN customers c ON c.id = o.customer_id"
              + " WHERE o.status = 'paid' AND o.placed_at > '2026-01-01' GROUP BY o.id, c.email HAVING COUNT(*) > 1"
              + " ORDER BY n DESC LIMIT 10",
          "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 10) SELECT * FROM t",
          "INSERT INTO customers (email, full_name) VALUES ('a', 'b'), (NULL, 'c')",
          "INSERT INTO customers (email) VALUES ('a') ON CONFLICT (email) DO UPDATE SET email = excluded.email"
              + " RETURNING id",
          "INSERT INTO customers (email) VALUES ('a') ON DUPLICATE KEY UPDATE email = VALUES(email)",
          "UPDATE orders SET note = (SELECT MAX(email) FROM customers), total_amount = total_amount * 1.1 WHERE id IN"
              + " (SELECT order_id FROM order_items WHERE quantity BETWEEN 1 AND 5)",
          "DELETE FROM order_items USING orders WHERE orders.id = order_items.order_id AND orders.status LIKE 'c%'",
          "SELECT CASE WHEN active THEN price ELSE price::int / 2 END, ROW_NUMBER() OVER (PARTITION BY sku ORDER BY id"
              + " ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM products",
          "CREATE TABLE t (id int PRIMARY KEY, name varchar(20) NOT NULL DEFAULT 'x', CHECK (id > 0))",
          "ALTER TABLE orders ADD COLUMN x int, DROP COLUMN note",
          "SELECT DATE_ADD(placed_at, INTERVAL 1 DAY), `id` FROM `orders` # comment\n WHERE id <=> 3",
          "MERGE INTO orders o USING customers c ON o.customer_id = c.id WHEN MATCHED THEN UPDATE SET note = c.email"
              + " WHEN NOT MATCHED THEN DO NOTHING");

  private static final List<String> WORDS =
      List.of(
          "select",
          "from",
          "where",
          "group",
          "by",
          "order",
          "having",
          "limit",
          "offset",
          "union",
          "all",
          "intersect",
          "except",
          "with",
          "recursive",
          "as",
          "insert",
          "into",
          "values",
          "update",
          "set",
          "delete",
          "using",
          "join",
          "left",
          "right",
          "full",
          "cross",
          "natural",
          "on",
          "and",
          "or",
          "not",
          "in",
          "is",
          "null",
          "like",
          "between",
          "case",
          "when",
          "then",
          "else",
          "end",
          "exists",
          "any",
          "distinct",
          "row",
          "array",
          "interval",
          "cast",
          "extract",
          "over",
          "partition",
          "filter",
          "lateral",
          "returning",
          "conflict",
          "do",
          "nothing",
          "merge",
          "matched",
          "default",
          "for",
          "fetch",
          "first",
          "table",
          "create",
          "alter",
          "drop",
          "(",
          ")",
          "(",
          ")",
          ",",
          ".",
          "*",
          "+",
          "-",
          "/",
          "=",
          "<",
          ">",
          "::",
          "||",
          "[",
          "]",
          ":",
          ":=",
          "'a'",
          "'",
          "\"",
          "`",
          "$$",
          "$1",
          "?",
          "@x",
          "1",
          "2.5",
          "1e9",
          "0x1F",
          "orders",
          "customers",
          "id",
          "email",
          "o",
          "count",
          "max",
          "now",
          ";",
          "--",
          "/*",
          "*/",
          "/*!",
          "#",
          "\n",
          "\\",
          "é",
          "😀",
          "DELIMITER",
          "begin",
          "atomic",
          "{",
          "}");

  static {
    for (Dialect dialect : Dialect.values()) {
      SNAPSHOTS.put(dialect, Check.snapshot(Shop.of(dialect)));
    }
  }

  @Property(tries = 1500)
  void anyWords(@ForAll("wordSoup") String script, @ForAll Dialect dialect) {
    answers(script, dialect);
  }

  @Property(tries = 1500)
  void damagedStatements(@ForAll("damaged") String script, @ForAll Dialect dialect) {
    answers(script, dialect);
  }

  @Property(tries = 500)
  void anyText(@ForAll String script, @ForAll Dialect dialect) {
    answers(script, dialect);
  }

  private static void answers(String script, Dialect dialect) {
    ScriptAnalysis analysis = VALIDATOR.validate(script, SNAPSHOTS.get(dialect));
    int lines = script.split("\n", -1).length;
    for (Finding finding : analysis.validation().findings()) {
      assertThat(finding.message()).isNotBlank().doesNotContain("Exception", "dev.dbsa");
      if (finding.position() != null) {
        assertThat(finding.position().line()).isBetween(1, lines);
        assertThat(finding.position().column()).isPositive();
      }
    }
    VALIDATOR.validate(script, dialect);
  }

  @Provide
  Arbitrary<String> wordSoup() {
    return Arbitraries.of(WORDS).list().ofMaxSize(60).map(words -> String.join(" ", words));
  }

  /** A statement with some tokens dropped, doubled, swapped or replaced. */
  @Provide
  Arbitrary<String> damaged() {
    return Arbitraries.of(STATEMENTS)
        .flatMap(
            statement ->
                Arbitraries.integers()
                    .between(0, 999)
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(8)
                    .map(seeds -> damage(statement, seeds)));
  }

  private static String damage(String statement, List<Integer> seeds) {
    List<String> tokens = new ArrayList<>(List.of(statement.split("(?<=\\W)|(?=\\W)")));
    for (int seed : seeds) {
      int at = seed % tokens.size();
      switch (seed / 7 % 5) {
        case 0 -> tokens.remove(at);
        case 1 -> tokens.add(at, tokens.get(at));
        case 2 -> tokens.add(tokens.remove(at));
        case 3 -> tokens.set(at, WORDS.get(seed % WORDS.size()));
        default -> tokens.add(at, " " + WORDS.get(seed * 31 % WORDS.size()) + " ");
      }
      if (tokens.isEmpty()) {
        tokens.add(" ");
      }
    }
    return String.join("", tokens);
  }
}
