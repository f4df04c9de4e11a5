package dev.dbsa.adapter.sqlcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.policy.Policy;
import dev.dbsa.domain.schema.ServerInfo;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.script.Risk;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.port.out.ScriptHistory;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts that run one after another. */
final class ScriptHistoryTest {
  private final SqlScriptHistories histories = new SqlScriptHistories(Policy.NONE);

  private static ServerInfo server(String product) {
    Dialect dialect = product.equals("PostgreSQL") ? Dialect.POSTGRESQL : Dialect.MYSQL;
    return new ServerInfo(dialect, product, "", "", new TreeMap<>());
  }

  private ScriptHistory newDatabase() {
    return histories.ofNewDatabase(server("PostgreSQL"));
  }

  private static List<String> errors(ScriptAnalysis analysis) {
    return analysis.validation().errors().stream().map(Finding::rule).toList();
  }

  private static List<String> risks(ScriptAnalysis analysis) {
    return analysis.risks().stream().map(Risk::code).toList();
  }

  @ParameterizedTest
  @CsvSource({"PostgreSQL", "MySQL", "MariaDB"})
  void eachScriptFindsWhatThoseBeforeItMade(String product) {
    ScriptHistory history = histories.ofNewDatabase(server(product));

    assertThat(errors(history.next("SELECT id FROM orders;"))).containsExactly("unknown-table");
    assertThat(errors(history.next("CREATE TABLE orders (id int PRIMARY KEY);"))).isEmpty();
    assertThat(errors(history.next("SELECT id FROM orders;"))).isEmpty();
    assertThat(errors(history.next("SELECT nr FROM orders;"))).containsExactly("unknown-column");
    assertThat(errors(history.next("CREATE TABLE orders (id int);")))
        .containsExactly("object-exists");
    assertThat(errors(history.next("DROP TABLE orders;"))).isEmpty();
    assertThat(errors(history.next("SELECT id FROM orders;"))).containsExactly("unknown-table");
  }

  @Test
  void nothingIsLookedUpWhereNothingIsKnown() {
    ScriptHistory history = histories.ofUnknown(server("PostgreSQL"));
    ScriptAnalysis analysis = history.next("SELECT id FROM orders;");

    assertThat(analysis.validation().lintStatus()).isEqualTo(LintStatus.PASS);
    assertThat(analysis.validation().notChecked()).anyMatch(w -> w.contains("names exist"));
    assertThat(errors(history.next("SELECT FROM WHERE;"))).containsExactly("syntax-error");
  }

  @Test
  void whatAnEarlierScriptMadeMayHoldRowsByNow() {
    ScriptHistory history = newDatabase();

    assertThat(risks(history.next("CREATE TABLE t (id int, a int); ALTER TABLE t DROP COLUMN a;")))
        .doesNotContain("drop_column");
    history.next("ALTER TABLE t ADD COLUMN b int;");
    assertThat(risks(history.next("ALTER TABLE t DROP COLUMN b;"))).contains("drop_column");
    assertThat(risks(history.next("DROP TABLE t;"))).contains("drop_table");
  }

  @Test
  void anOpenTransactionIsLostWithItsSession() {
    ScriptHistory history = newDatabase();

    assertThat(risks(history.next("BEGIN; CREATE TABLE t (id int);")))
        .contains("unclosed_transaction");
    assertThat(errors(history.next("SELECT id FROM t;"))).containsExactly("unknown-table");
  }

  @Test
  void settingsAndTemporaryTablesAreLostWithTheirSession() {
    ScriptHistory history = newDatabase();
    history.next("CREATE TABLE t (id int); CREATE TEMPORARY TABLE tmp (id int);");
    history.next("SET search_path = pg_catalog;");

    assertThat(errors(history.next("SELECT id FROM t;"))).isEmpty();
    assertThat(errors(history.next("SELECT id FROM tmp;"))).containsExactly("unknown-table");
  }

  @Test
  void aDumpOfPostgresIsASchemaForWhatFollows() {
    ScriptHistory history = newDatabase();
    ScriptAnalysis dump =
        history.next(
            """
            SET statement_timeout = 0;
            SELECT pg_catalog.set_config('search_path', '', false);
            CREATE TABLE public.customers (id bigint NOT NULL, name text);
            ALTER TABLE ONLY public.customers ADD CONSTRAINT customers_pkey PRIMARY KEY (id);
            """);

    assertThat(errors(dump)).isEmpty();
    assertThat(errors(history.next("SELECT name FROM customers;"))).isEmpty();
    assertThat(errors(history.next("SELECT nam FROM customers;")))
        .containsExactly("unknown-column");
  }

  @Test
  void whatIsNotFollowedIsToldOfEveryLaterScript() {
    ScriptHistory history = newDatabase();
    history.next("DO $$ BEGIN EXECUTE 'CREATE TABLE t (id int)'; END $$;");
    history.next("CREATE EXTENSION hstore;");
    ScriptAnalysis later = history.next("SELECT id FROM t;");

    assertThat(errors(later)).isEmpty();
    assertThat(later.validation().lintStatus()).isEqualTo(LintStatus.WARN);
    assertThat(later.validation().notChecked()).anyMatch(w -> w.contains("a script before"));
  }

  @Test
  void aScriptWithoutStatementsIsAWarning() {
    assertThat(newDatabase().next("-- later\n").validation().lintStatus())
        .isEqualTo(LintStatus.WARN);
  }

  @Test
  void triggersGoWithTheirTableToItsNewName() {
    ScriptHistory history = newDatabase();
    history.next(
        """
        CREATE TABLE a (id int);
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TRIGGER tr BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION f();
        """);

    assertThat(errors(history.next("ALTER TABLE a RENAME TO b; DROP TRIGGER tr ON b;"))).isEmpty();
    assertThat(errors(history.next("DROP TRIGGER tr ON b;"))).containsExactly("unknown-object");
  }
}
