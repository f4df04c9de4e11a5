package dev.dbsa.adapter.sqlcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts that are large, deep or meant to harm are answered within bounds. */
class HostileScriptTest {
  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final int LONGEST = 200_000;
  private static final SqlScriptValidator VALIDATOR = new SqlScriptValidator();

  private static ScriptAnalysis check(Dialect dialect, String script) {
    SchemaSnapshot snapshot = Check.snapshot(Shop.of(dialect));
    return assertTimeoutPreemptively(BOUND, () -> VALIDATOR.validate(script, snapshot));
  }

  private static String fill(String head, String unit, String tail) {
    int room = LONGEST - head.length() - tail.length();
    return head + unit.repeat(room / unit.length()) + tail;
  }

  private static Stream<String> longScripts() {
    return Stream.of(
            List.of("SELECT ", "(", "1"),
            List.of("SELECT ", "(SELECT ", "1"),
            List.of("SELECT * FROM ", "(", "orders"),
            List.of("SELECT * FROM ", "(SELECT * FROM ", "orders"),
            List.of("SELECT 1", " + 1", ""),
            List.of("SELECT 1 WHERE 1 = 1", " OR 1 = 1", ""),
            List.of("SELECT 1 WHERE ", "NOT ", "true"),
            List.of("SELECT ", "- ", "1"),
            List.of("SELECT 'a'", " || 'a'", ""),
            List.of("SELECT 1", " UNION ALL SELECT 1", ""),
            List.of("SELECT * FROM orders", " JOIN orders ON true", ""),
            List.of("SELECT * FROM orders o", ", orders", ""),
            List.of("SELECT 1 FROM orders WHERE id IN (1", ", 1", ")"),
            List.of(
                "INSERT INTO customers (email, full_name) VALUES ('a', 'b')", ", ('a', 'b')", ""),
            List.of("SELECT CASE ", "WHEN true THEN 1 ", "END"),
            List.of("SELECT ", "CASE WHEN true THEN ", "1"),
            List.of("SELECT id", "::text", ""),
            List.of("SELECT id", "[1]", ""),
            List.of("SELECT id", " COLLATE x", ""),
            List.of("SELECT id", " IS NULL", ""),
            List.of("SELECT ", "f(", "1"),
            List.of("WITH a AS (SELECT 1)", ", a AS (SELECT 1)", " SELECT 1"),
            List.of("", "WITH a AS (", "SELECT 1"),
            List.of("SELECT a", ".a", ""),
            List.of("SELECT ", "nope, ", "1 FROM orders"),
            List.of("CREATE FUNCTION f() ", "CASE BEGIN ATOMIC ", ""),
            List.of("CREATE PROCEDURE p() ", "BEGIN IF 1 THEN ", ""),
            List.of("SELECT ", "'", ""),
            List.of("/*", "/*", ""),
            List.of("/*!", " 1 /*! ", ""),
            List.of("", "DELIMITER //\n", ""),
            List.of("", "$a$", ""),
            List.of("SELECT ", "\"", ""),
            List.of("SELECT ", "`", ""),
            List.of("", ";", ""),
            List.of("", "SELECT 1;", ""),
            List.of("", "SELECT nope FROM orders;", ""),
            List.of("", ")", ""),
            List.of("SELECT ", "\u0000", ""),
            List.of("SELECT 1 FROM (VALUES (1)", ", (1)", ") v"),
            List.of("SELECT * FROM orders ORDER BY 1", ", id", ""),
            List.of("SELECT 1 LIMIT ", "9", ""))
        .map(parts -> fill(parts.get(0), parts.get(1), parts.get(2)));
  }

  @ParameterizedTest
  @MethodSource("longScripts")
  void theLongestScriptsAreAnsweredInTime(String script) {
    for (Dialect dialect : Dialect.values()) {
      assertThat(check(dialect, script).validation()).isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void tenThousandStatementsAreAllChecked(Dialect dialect) {
    String script =
        "UPDATE orders SET note = 'x' WHERE id = 1;\n".repeat(9_999) + "SELECT nope FROM orders";
    var errors = check(dialect, script).validation().errors();
    assertThat(errors).hasSize(1);
    assertThat(errors.getFirst().position())
        .isEqualTo(new dev.dbsa.domain.script.Position(10_000, 10_000, 8));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aLongListOfRowsIsFineAndALongerRowIsFound(Dialect dialect) {
    String rows = "('a', 'b'), ".repeat(5_000);
    String head = "INSERT INTO customers (email, full_name) VALUES ";
    assertThat(Check.errors(check(dialect, head + rows + "('a', 'b')"))).isEmpty();
    assertThat(Check.errors(check(dialect, head + rows + "('a', 'b', 'c')")))
        .containsExactly("insert-arity");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void deepNestingIsAFindingNotAFailure(Dialect dialect) {
    String deep = "SELECT " + "(".repeat(2_000) + "1" + ")".repeat(2_000);
    ScriptAnalysis analysis = check(dialect, deep);
    assertThat(Check.rules(analysis)).contains("too-deep");
    assertThat(Check.errors(analysis)).isEmpty();
    assertThat(Check.errors(check(dialect, deep + ")"))).containsExactly("syntax-error");
    String shallow = "SELECT " + "(".repeat(100) + "1" + ")".repeat(100);
    assertThat(Check.rules(check(dialect, shallow))).doesNotContain("too-deep");
  }

  /** Each of the queries has twice the columns of the one before it: 2^27 at the end. */
  @Test
  void columnsThatDoubleAtEachLevelAreCounted() {
    StringBuilder script = new StringBuilder("WITH c0 AS (SELECT 1 AS a, 2 AS b)");
    for (int i = 1; i <= 26; i++) {
      script.append(", c%d AS (SELECT x.*, y.* FROM c%d x, c%d y)".formatted(i, i - 1, i - 1));
    }
    script.append(" SELECT * FROM c26");
    assertThat(Check.errors(check(Dialect.POSTGRESQL, script.toString())))
        .containsExactly("too-many-columns");
    // MySQL takes no common table with two columns of a name.
    assertThat(Check.errors(check(Dialect.MYSQL, script.toString()))).contains("duplicate-column");
  }

  @Test
  void aSmallStackIsEnough() throws InterruptedException {
    String deep = "SELECT " + "(".repeat(240) + "1" + ")".repeat(240);
    var result = new java.util.concurrent.atomic.AtomicReference<ScriptAnalysis>();
    Thread thread =
        new Thread(null, () -> result.set(check(Dialect.POSTGRESQL, deep)), "small", 256 * 1024);
    thread.start();
    thread.join(BOUND.toMillis());
    assertThat(result.get()).isNotNull();
  }
}
