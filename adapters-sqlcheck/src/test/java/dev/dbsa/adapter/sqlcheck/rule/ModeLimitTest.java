package dev.dbsa.adapter.sqlcheck.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.adapter.sqlcheck.SqlScriptValidator;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModeLimitTest {
  private static final SqlScriptValidator VALIDATOR = new SqlScriptValidator();

  /** The modes that allow a script. */
  private static List<ScriptMode> modes(String script, Dialect dialect) {
    return Arrays.stream(ScriptMode.values())
        .filter(mode -> !rules(script, dialect, mode).contains("mode-mismatch"))
        .toList();
  }

  private static List<String> rules(String script, Dialect dialect, ScriptMode mode) {
    return VALIDATOR
        .validate(script, dialect, ScriptScope.of(mode))
        .validation()
        .findings()
        .stream()
        .map(Finding::rule)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT * FROM t | QUERY DML DDL MIGRATION MAINTENANCE",
        "EXPLAIN SELECT * FROM t | QUERY DML DDL MIGRATION MAINTENANCE",
        "EXPLAIN DELETE FROM t | QUERY DML DDL MIGRATION MAINTENANCE",
        "EXPLAIN ANALYZE DELETE FROM t | DML DDL MIGRATION",
        "SET statement_timeout = 5000 | QUERY DML DDL MIGRATION MAINTENANCE",
        "BEGIN; SELECT 1; COMMIT | QUERY DML DDL MIGRATION MAINTENANCE",
        "SELECT * FROM t FOR SHARE | DML DDL MIGRATION MAINTENANCE",
        "SELECT pg_terminate_backend(5) | DML DDL MIGRATION MAINTENANCE",
        "SELECT (5).pg_terminate_backend | DML DDL MIGRATION MAINTENANCE",
        "SELECT nextval('s') | DML DDL MIGRATION MAINTENANCE",
        "SELECT a INTO u FROM t | DML DDL MIGRATION MAINTENANCE",
        "WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d | DML DDL MIGRATION",
        "COPY t TO STDOUT | QUERY DML DDL MIGRATION MAINTENANCE",
        "COPY (DELETE FROM t RETURNING *) TO STDOUT | DML DDL MIGRATION",
        "COPY t TO PROGRAM 'cat' | ''",
        "COPY t FROM STDIN | DML DDL MIGRATION",
        "TRUNCATE t | DML DDL MIGRATION",
        "CREATE TEMPORARY TABLE u (a int) | DML DDL MIGRATION",
        "CREATE TABLE u (a int) | DDL MIGRATION",
        "GRANT SELECT ON t TO r | DDL MIGRATION",
        "CREATE INDEX i ON t (a) | DDL MIGRATION MAINTENANCE",
        "DROP INDEX i | DDL MIGRATION MAINTENANCE",
        "VACUUM t | MIGRATION MAINTENANCE",
        "ANALYZE t | MIGRATION MAINTENANCE",
        "NOTIFY c | DML DDL MIGRATION",
        "ALTER SYSTEM SET work_mem = '1MB' | ''",
        "CALL p() | DML DDL MIGRATION",
        "DO $$ BEGIN NULL; END $$ | DML DDL MIGRATION",
        "PREPARE p AS DELETE FROM t | DML DDL MIGRATION",
      })
  void ofPostgresql(String script, String modes) {
    assertThat(modes(script, Dialect.POSTGRESQL)).isEqualTo(named(modes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT * FROM t | QUERY DML DDL MIGRATION MAINTENANCE",
        "SHOW TABLES | QUERY DML DDL MIGRATION MAINTENANCE",
        "SELECT sleep(5) | DML DDL MIGRATION MAINTENANCE",
        "SELECT * FROM t INTO OUTFILE '/tmp/t' | DML DDL MIGRATION MAINTENANCE",
        "SELECT * FROM t LOCK IN SHARE MODE | DML DDL MIGRATION MAINTENANCE",
        "REPLACE INTO t VALUES (1) | DML DDL MIGRATION",
        "LOAD DATA LOCAL INFILE 'f' INTO TABLE t | DML DDL MIGRATION",
        "OPTIMIZE TABLE t | MIGRATION MAINTENANCE",
        "SET GLOBAL max_connections = 5 | ''",
        "KILL 5 | ''",
        "PREPARE p FROM 'SELECT 1' | DML DDL MIGRATION",
        "DROP TABLE t | DDL MIGRATION",
      })
  void ofMysql(String script, String modes) {
    assertThat(modes(script, Dialect.MYSQL)).isEqualTo(named(modes));
  }

  private static List<ScriptMode> named(String modes) {
    return modes.isEmpty()
        ? List.of()
        : Arrays.stream(modes.split(" ")).map(ScriptMode::valueOf).toList();
  }
}
