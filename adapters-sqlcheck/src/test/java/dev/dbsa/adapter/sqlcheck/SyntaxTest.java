package dev.dbsa.adapter.sqlcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.Position;
import dev.dbsa.domain.sql.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each grammar takes and what it refuses; names are not looked up. */
class SyntaxTest {

  private static List<String> errors(Dialect dialect, String script) {
    return Check.errors(Check.textOnly(dialect, script));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a.b FROM a LEFT JOIN b ON a.x = b.x JOIN c ON true",
        "SELECT 1 FROM a JOIN b JOIN c ON b.x = c.x ON a.x = b.x",
        "(SELECT 1) UNION (SELECT 2) ORDER BY 1 LIMIT 1",
        "((SELECT 1))",
        "SELECT ((SELECT 1) + 1)",
        "SELECT 1 WHERE (1, 2) IN ((1, 2), (3, 4))",
        "SELECT CASE x WHEN 1 THEN 'a' ELSE 'b' END FROM t",
        "SELECT COUNT(DISTINCT a) FROM t",
        "SELECT SUM(a) OVER (PARTITION BY b ORDER BY c ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t",
        "SELECT 1 FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE u.a = t.a)",
        "SELECT 1 FROM t WHERE a BETWEEN 1 AND 2 AND b NOT LIKE 'x%' ESCAPE '!'",
        "SELECT a FROM t FOR UPDATE SKIP LOCKED",
        "WITH RECURSIVE x(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM x) SELECT * FROM x",
        "INSERT INTO t (a, b) SELECT 1, 2",
        "UPDATE t SET a = DEFAULT, b = b + 1 WHERE c IS NOT NULL",
        "DELETE FROM t WHERE a = ANY (SELECT 1)",
        "SELECT CAST(a AS DECIMAL(10, 2)), EXTRACT(YEAR FROM b), TRIM(BOTH 'x' FROM c) FROM t",
        "SELECT 1 AS \"a\" /* one */ -- two",
      })
  void bothDialectsTake(String script) {
    for (Dialect dialect : Dialect.values()) {
      assertThat(errors(dialect, script)).as(dialect.label()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT DISTINCT ON (a) a, b::text, c[1] FROM t ORDER BY a, b DESC NULLS LAST",
        "SELECT array_agg(a ORDER BY b) FILTER (WHERE c), percentile_cont(0.5) WITHIN GROUP (ORDER BY d) FROM t",
        "SELECT * FROM generate_series(1, 3) WITH ORDINALITY AS g(n, i)",
        "SELECT * FROM ROWS FROM (json_to_recordset('[]') AS (a int, b text), generate_series(1, 2)) AS x",
        "SELECT a FROM t FULL OUTER JOIN u USING (a) AS j ORDER BY a FETCH FIRST 3 ROWS WITH TIES",
        "SELECT interval '1' day, timestamp with time zone '2026-01-01', DATE '2026-01-01', '1'::numeric(3, 1)",
        "SELECT a FROM t TABLESAMPLE system (1) REPEATABLE (2)",
        "SELECT $1, a ->> 'b', a @> '{}', a IS DISTINCT FROM b, x AT TIME ZONE 'UTC', - 1 ! 2 FROM t",
        "SELECT GROUPING(a) FROM t GROUP BY GROUPING SETS ((a), ROLLUP (b, c), ())",
        "INSERT INTO t VALUES (1) ON CONFLICT (a) WHERE b DO UPDATE SET a = excluded.a WHERE t.a < 3 RETURNING *",
        "UPDATE ONLY t AS x SET (a, b) = (SELECT 1, 2), c[1] = 2 FROM u WHERE x.a = u.a RETURNING x.a",
        "DELETE FROM t USING u WHERE t.a = u.a RETURNING old.a",
        "MERGE INTO t USING u ON t.a = u.a WHEN MATCHED AND u.b THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (1)",
        "WITH d AS MATERIALIZED (DELETE FROM t RETURNING *) SELECT * FROM d",
        "VALUES (1, 'a'), (2, 'b')",
        "TABLE t",
        "SELECT FROM t",
        "SELECT E'a\\'b', $x$it's$x$, U&'\\0061', B'01', 'a'\n'b'",
        "SELECT f(a => 1, VARIADIC b := 2) FROM t",
        "SELECT a FROM (b CROSS JOIN c) AS x",
        "SELECT position('a' IN b), substring(b FROM 1 FOR 2), overlay(b PLACING 'x' FROM 1) FROM t",
        "SELECT * FROM t, XMLTABLE('/a' PASSING t.x COLUMNS id int PATH '@id', n FOR ORDINALITY)",
        "SELECT JSON_OBJECT('a': 1), x IS JSON OBJECT, JSON_VALUE(x, '$.a' RETURNING int) FROM t",
      })
  void postgresqlTakes(String script) {
    assertThat(errors(Dialect.POSTGRESQL, script)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT `a`, \"text\", _utf8mb4'x', 0x1F, b'01', @x := 1, @@global.port FROM `t` LIMIT 1, 2",
        "SELECT SQL_NO_CACHE STRAIGHT_JOIN a FROM t USE INDEX FOR JOIN (PRIMARY) STRAIGHT_JOIN u",
        "SELECT GROUP_CONCAT(DISTINCT a, b ORDER BY c SEPARATOR '|'), COUNT(DISTINCT a, b) FROM t",
        "SELECT d + INTERVAL 1 DAY, INTERVAL 1 DAY + d, DATE_ADD(d, INTERVAL '1:1' HOUR_MINUTE) FROM t",
        "SELECT INTERVAL(1, 2, 3), IF(a, b, c), LEFT(a, 1), a DIV 2, a MOD 2, a XOR b, !a FROM t",
        "SELECT a -> '$.x', a ->> '$.y', a <=> b, a REGEXP 'x', a SOUNDS LIKE b, 1 MEMBER OF ('[1]') FROM t",
        "SELECT MATCH (a, b) AGAINST ('x' IN BOOLEAN MODE) FROM t",
        "SELECT CONVERT(a USING utf8mb4), CONVERT(a, SIGNED), CAST(a AS CHAR(3) CHARACTER SET latin1) FROM t",
        "SELECT a, COUNT(*) FROM t GROUP BY a WITH ROLLUP HAVING COUNT(*) > 1",
        "SELECT 1 FROM DUAL WHERE 1",
        "SELECT a FROM t PARTITION (p0) AS x, (u, v) LEFT JOIN w USING (a)",
        "SELECT * FROM JSON_TABLE('[]', '$[*]' COLUMNS (a INT PATH '$.a', NESTED PATH '$.b' COLUMNS (c INT PATH '$'))) j",
        "INSERT IGNORE INTO t (a) VALUES (1), (DEFAULT) AS n ON DUPLICATE KEY UPDATE a = n.a, b = VALUES(b)",
        "INSERT t SET a = 1, b = 2",
        "REPLACE INTO t VALUES ROW(1, 2)",
        "UPDATE t, u SET t.a = u.a WHERE t.b = u.b",
        "UPDATE t SET a = 1 ORDER BY b LIMIT 3",
        "DELETE t, u FROM t JOIN u USING (a)",
        "DELETE FROM t.*, u USING t JOIN u",
        "SELECT write.t.a, t.select FROM write.t",
        "SELECT 1 /*!80000 + 1 */ /*!99999 nonsense ( */",
        "VALUES ROW(1, 2), ROW(3, 4)",
        "SELECT a FROM t WHERE a IN (SELECT 1) LOCK IN SHARE MODE",
        "SELECT a INTO @x FROM t",
      })
  void mySqlTakes(String script) {
    assertThat(errors(Dialect.MYSQL, script)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "syntax-error | SELEC 1",
        "syntax-error | SELECT 1 FORM t WHERE a = 1",
        "syntax-error | SELECT a, FROM t",
        "syntax-error | SELECT (a FROM t",
        "syntax-error | SELECT a) FROM t",
        "syntax-error | SELECT a FROM t WHERE",
        "syntax-error | SELECT a FROM t WHERE GROUP BY a",
        "syntax-error | SELECT a FROM t ORDER BY a WHERE b = 1",
        "syntax-error | SELECT a FROM t WHERE a = 'it's'",
        "syntax-error | SELECT 'abc",
        "syntax-error | SELECT 1 /* abc",
        "syntax-error | SELECT a b c FROM t",
        "syntax-error | SELECT a FROM t JOIN",
        "syntax-error | INSERT INTO t (a VALUES (1)",
        "syntax-error | UPDATE t SET WHERE a = 1",
        "syntax-error | SELECT CASE WHEN a THEN 1 FROM t",
        "syntax-error | SELECT a FROM t LEFT JOIN u",
        "syntax-error | SELECT a == 1 = FROM t",
        "empty-script | -- nothing",
      })
  void bothDialectsRefuse(String rule, String script) {
    for (Dialect dialect : Dialect.values()) {
      assertThat(errors(dialect, script)).as(dialect.label()).containsExactly(rule);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "SELECT `a` FROM t",
        "SELECT a FROM t LIMIT 1, 2",
        "REPLACE INTO t VALUES (1)",
        "INSERT IGNORE INTO t VALUES (1)",
        "INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE a = 1",
        "SELECT a FROM t WHERE a REGEXP 'x'",
        "UPDATE t SET a = 1 LIMIT 1",
        "SELECT d + INTERVAL 1 DAY FROM t",
        "DELETE t FROM t JOIN u USING (a)",
      })
  void mySqlInPostgresqlIsNamed(String script) {
    assertThat(errors(Dialect.POSTGRESQL, script)).containsExactly("foreign-dialect");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a::int FROM t",
        "SELECT a FROM t WHERE a ILIKE 'x'",
        "SELECT DISTINCT ON (a) a FROM t",
        "SELECT COUNT(*) FILTER (WHERE a) FROM t",
        "SELECT a FROM t ORDER BY a NULLS LAST",
        "SELECT a FROM t x FULL OUTER JOIN u ON true",
        "INSERT INTO t VALUES (1) RETURNING a",
        "INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING",
        "SELECT a FROM t FETCH FIRST 3 ROWS ONLY",
        "SELECT d + INTERVAL '1 day' FROM t",
        "SELECT CAST(a AS integer) FROM t",
        "SELECT $$x$$",
        "MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE",
      })
  void postgresqlInMySqlIsNamed(String script) {
    assertThat(errors(Dialect.MYSQL, script)).containsExactly("foreign-dialect");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "MYSQL | SELECT rank FROM t",
        "MYSQL | SELECT a FROM match",
        "MYSQL | SELECT a, * FROM t",
        "MYSQL | SELECT count (*) FROM t",
        "MYSQL | SELECT 1 IS TRUE IS NULL",
        "POSTGRESQL | SELECT user.a FROM user",
        "POSTGRESQL | SELECT 1 a.b",
        "POSTGRESQL | SELECT 12abc",
        "POSTGRESQL | SELECT a FROM t WHERE a = 1 = 2",
        "POSTGRESQL | SELECT \"\" FROM t",
      })
  void whatOneServerRefuses(Dialect dialect, String script) {
    assertThat(errors(dialect, script)).containsExactly("syntax-error");
  }

  @Test
  void anErrorPointsAtItsPlaceAndSaysWhatToWrite() {
    Finding finding =
        Check.textOnly(Dialect.POSTGRESQL, "SELECT a\nFROM t\nGRUOP BY a")
            .validation()
            .errors()
            .getFirst();
    assertThat(finding.position()).isEqualTo(new Position(1, 3, 7));
    assertThat(finding.message()).isEqualTo("Unexpected BY after GRUOP");
    assertThat(finding.hint()).isEqualTo("Did you mean GROUP?");

    Finding open =
        Check.textOnly(Dialect.MYSQL, "SELECT COUNT(a FROM t").validation().errors().getFirst();
    assertThat(open.message()).doesNotContain("Exception");

    Finding reserved =
        Check.textOnly(Dialect.MYSQL, "SELECT a FROM match").validation().errors().getFirst();
    assertThat(reserved.hint()).contains("`match`");
  }

  @Test
  void aBrokenStatementDoesNotHideTheNextOne() {
    assertThat(errors(Dialect.MYSQL, "SELECT FROM; SELECT 1; SELECT (;"))
        .containsExactly("syntax-error", "syntax-error");
  }
}
