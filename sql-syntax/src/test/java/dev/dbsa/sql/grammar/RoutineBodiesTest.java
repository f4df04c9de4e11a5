package dev.dbsa.sql.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.grammar.StatementParser.Result;
import dev.dbsa.sql.lex.ScriptSplitter;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.PlPgSqlStatement;
import dev.dbsa.sql.tree.RoutineStatement;
import dev.dbsa.sql.tree.RoutineStatement.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bodies of PostgreSQL's routines in SQL and PL/pgSQL. */
class RoutineBodiesTest {
  private static final Server SERVER = Server.postgres(180000, true);

  private static Result readLast(String script) {
    ScriptSplitter.Script split = ScriptSplitter.split(script, SERVER);
    ScriptStatement last = split.statements().getLast();
    return StatementParser.read(last, split.server(last));
  }

  private static Result body(String body) {
    return readLast(
        "CREATE FUNCTION f(a int, b text) RETURNS int LANGUAGE plpgsql AS $$" + body + "$$");
  }

  private static Program program(Result result) {
    assertThat(result).isInstanceOf(Result.Tree.class);
    RoutineStatement.CreateRoutine routine =
        (RoutineStatement.CreateRoutine) ((Result.Tree) result).statement();
    assertThat(routine.body()).isInstanceOf(RoutineStatement.Body.Text.class);
    Program program = ((RoutineStatement.Body.Text) routine.body()).program();
    assertThat(program).isNotNull();
    return program;
  }

  private static Token refusedInside(Result result) {
    assertThat(result).isInstanceOf(Result.Refused.class);
    Token inside = ((Result.Refused) result).inside();
    assertThat(inside).isNotNull();
    return inside;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN RETURN a; END",
        "#variable_conflict use_column\nBEGIN RETURN 1; END;",
        "<<top>> DECLARE n int NOT NULL := 1; m n%TYPE; r orders%ROWTYPE; BEGIN RETURN n; END top",
        "DECLARE x ALIAS FOR $1; c CURSOR (k int) FOR SELECT k; BEGIN OPEN c(k := 1); RETURN x;"
            + " END",
        "BEGIN IF a > 1 THEN RETURN 1; ELSIF (CASE WHEN a = 2 THEN true END) THEN NULL; ELSE RETURN"
            + " 2; END IF; END",
        "BEGIN CASE a WHEN 1, 2 THEN RETURN 1; ELSE NULL; END CASE; CASE WHEN a IS NULL THEN NULL;"
            + " END CASE; END",
        "BEGIN <<outer>> FOR i IN REVERSE 10..1 BY 2 LOOP EXIT outer WHEN i = a; CONTINUE; END LOOP"
            + " outer; END",
        "DECLARE r record; BEGIN FOR r IN SELECT 1 AS one LOOP RETURN r.one; END LOOP; END",
        "DECLARE r record; BEGIN FOR r IN EXECUTE 'SELECT $1' USING a LOOP NULL; END LOOP; END",
        "DECLARE e int; BEGIN FOREACH e IN ARRAY ARRAY[1, 2] LOOP a := a + e; END LOOP; END",
        "BEGIN SELECT 1, 'x' INTO STRICT a, b; INSERT INTO t VALUES (1) RETURNING id INTO a; END",
        "BEGIN EXECUTE 'SELECT 1' INTO a USING b; PERFORM count(*) FROM t UNION SELECT 1; END",
        "BEGIN RAISE NOTICE 'a % %%', a USING HINT = 'h'; RAISE unique_violation; RAISE; END",
        "BEGIN NULL; EXCEPTION WHEN division_by_zero OR SQLSTATE '22023' THEN RAISE NOTICE '%',"
            + " sqlerrm; END",
        "DECLARE n int; BEGIN GET DIAGNOSTICS n = ROW_COUNT; GET STACKED DIAGNOSTICS b :="
            + " MESSAGE_TEXT; END",
        "DECLARE c refcursor; BEGIN OPEN c FOR SELECT 1; FETCH NEXT FROM c INTO a; MOVE FORWARD 2"
            + " FROM c; CLOSE c; END",
        "DECLARE v int[]; BEGIN v[1:2] := ARRAY[1, 2]; v[1] = 3; COMMIT AND CHAIN; CALL p(a);"
            + " ASSERT a > 0, 'no'; END",
        "BEGIN CREATE TABLE t (id int); UPDATE t SET id = 1 WHERE id = (SELECT 2); DROP TABLE t;"
            + " END"
      })
  void takesBodiesThatTheServerTakes(String body) {
    assertThat(program(body(body)).statements()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN RETURN a END",
        "BEGIN RETURN; END",
        "BEGIN RETURN a;",
        "DECLARE n int; n text; BEGIN RETURN n; END",
        "BEGIN nobody := 1; END",
        "BEGIN SELECT 1 INTO nobody; END",
        "BEGIN SELECT 1 INTO a INTO b; END",
        "BEGIN EXIT; END",
        "BEGIN LOOP EXIT elsewhere; END LOOP; END",
        "<<one>> BEGIN NULL; END two",
        "BEGIN IF a = 1 NULL; END IF; END",
        "BEGIN IF a = 1 THEN NULL; END; END",
        "BEGIN FOR r IN SELECT 1 LOOP NULL; END LOOP; END",
        "BEGIN FOR i IN 1..2, 3 LOOP NULL; END LOP; END",
        "BEGIN RAISE NOTICE '% %', a; END",
        "BEGIN RAISE NOTICE 'x' USING COLOUR = 'red'; END",
        "BEGIN NULL; EXCEPTION WHEN SQLSTATE 'abc' THEN NULL; END",
        "BEGIN NULL; EXCEPTION WHEN no_such_condition THEN NULL; END",
        "BEGIN GET DIAGNOSTICS a = MESSAGE_TEXT; END",
        "BEGIN UPDATE SET t a = 1; END",
        "BEGIN PERFORM SELECT 1; END",
        "BEGIN NULL;; END",
        "BEGIN a := (1; END",
        "BEGIN RETURN QUERY SELECT 1; END",
        "DECLARE c CURSOR (k int) FOR SELECT k; BEGIN OPEN c; END"
      })
  void refusesBodiesThatTheServerRefuses(String body) {
    refusedInside(body(body));
  }

  @Test
  void readsTheStatementsOfAnSqlBody() {
    Result good =
        readLast("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'DELETE FROM t; SELECT 1;'");
    assertThat(program(good).statements()).hasSize(2);

    refusedInside(readLast("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1 1'"));
  }

  @Test
  void aFunctionWithoutAValueReturnsNone() {
    refusedInside(
        readLast("CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS 'BEGIN RETURN 1; END'"));
    program(readLast("CREATE PROCEDURE p() LANGUAGE plpgsql AS 'BEGIN RETURN; END'"));
    program(
        readLast(
            "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'"));
  }

  @Test
  void pointsAtThePlaceInTheScript() {
    Token dollars = refusedInside(readLast("DO $body$\nBEGIN\n  PERFORM 1 1;\nEND $body$"));
    assertThat(dollars.line()).isEqualTo(3);
    assertThat(dollars.column()).isEqualTo(13);

    Token quotes = refusedInside(readLast("DO 'BEGIN PERFORM ''x'' 1; END'"));
    assertThat(quotes.line()).isEqualTo(1);
    assertThat(quotes.column()).isEqualTo(25);
  }

  @Test
  void theBodyIsNoPartOfTheReadingWhereTheServerDoesNotCheckIt() {
    String wrong = "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'BEGIN END IF; END'";
    refusedInside(readLast(wrong));

    assertThat(readLast("SET check_function_bodies = off;" + wrong))
        .isInstanceOf(Result.Tree.class);
    refusedInside(readLast("SET check_function_bodies = off; RESET ALL;" + wrong));
    refusedInside(readLast("SET check_function_bodies = off; DO 'BEGIN END IF; END'"));
  }

  @Test
  void otherLanguagesAreText() {
    Result result = readLast("CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS 'return 1'");

    assertThat(result).isInstanceOf(Result.Tree.class);
  }

  @Test
  void separatesTheVariablesOfASelectFromItsQuery() {
    PlPgSqlStatement.Block block =
        (PlPgSqlStatement.Block)
            program(body("BEGIN SELECT 1, 2 INTO a, b FROM t WHERE c; END"))
                .statements()
                .getFirst();

    PlPgSqlStatement.Sql sql = (PlPgSqlStatement.Sql) block.statements().getFirst();
    assertThat(sql.into()).isNotNull();
    assertThat(sql.into().targets()).hasSize(2);
  }
}
