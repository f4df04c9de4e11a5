package dev.dbsa.sql.lex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.sql.Product;
import dev.dbsa.sql.Server;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a statement ends and the next one begins. */
class ScriptSplitterTest {

  private static List<String> split(Product product, String script) {
    return ScriptSplitter.split(script, Server.of(product)).statements().stream()
        .map(ScriptStatement::text)
        .toList();
  }

  private static List<String> postgres(String script) {
    return split(Product.POSTGRESQL, script);
  }

  private static List<String> mySql(String script) {
    return split(Product.MYSQL, script);
  }

  @Test
  void literalsAndCommentsHideSemicolons() {
    assertThat(postgres("SELECT ';'; SELECT \";\" -- ;\n; SELECT /* ; /* ; */ ; */ 1"))
        .containsExactly("SELECT ';'", "SELECT \";\"", "SELECT /* ; /* ; */ ; */ 1");
    assertThat(mySql("SELECT ';'; SELECT `;` # ;\n; SELECT /* ; */ 1 -- ;"))
        .containsExactly("SELECT ';'", "SELECT `;`", "SELECT /* ; */ 1");
  }

  @Test
  void aBackslashEscapesInMySqlAndInPostgresqlBehindAnEOnly() {
    assertThat(mySql("SELECT 'a\\'; SELECT b'; SELECT 2")).hasSize(2);
    assertThat(postgres("SELECT 'a\\'; SELECT 2")).hasSize(2);
    assertThat(postgres("SELECT E'a\\'; SELECT b'; SELECT 2")).hasSize(2);
  }

  @Test
  void twoDashesNeedABlankInMySql() {
    assertThat(mySql("SELECT 5--1; SELECT 2")).containsExactly("SELECT 5--1", "SELECT 2");
    assertThat(postgres("SELECT 5--1; SELECT 2")).containsExactly("SELECT 5");
  }

  @Test
  void dollarQuotesHoldABody() {
    assertThat(
            postgres(
                "CREATE FUNCTION f() RETURNS int AS $x$ BEGIN; $$;$$ END $x$ LANGUAGE sql; SELECT 1"))
        .hasSize(2);
  }

  @Test
  void bodiesOfRoutinesStayWhole() {
    assertThat(
            mySql(
                """
                CREATE PROCEDURE p() BEGIN
                  IF 1 THEN SELECT CASE WHEN 1 THEN 2 END; END IF;
                  WHILE 0 DO SELECT IF(1, 2, 3); END WHILE;
                END; SELECT 1
                """))
        .hasSize(2);
    assertThat(
            postgres(
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3"))
        .hasSize(2);
    assertThat(postgres("BEGIN; SELECT 1; END; SELECT 2")).hasSize(4);
  }

  @Test
  void theDelimiterCommandIsFollowed() {
    assertThat(
            mySql(
                """
                DELIMITER //
                CREATE TRIGGER t BEFORE INSERT ON o FOR EACH ROW BEGIN SET @a = 1; END//
                DELIMITER ;
                SELECT 1; SELECT 2
                """))
        .hasSize(3);
  }

  @Test
  void versionCommentsAreCodeForServersOfThatVersion() {
    assertThat(mySql("SELECT 1 /*!50701 + 1 */; SELECT 2 /*!99999 + 1 */"))
        .containsExactly("SELECT 1 /*!50701 + 1", "SELECT 2");
  }

  @Test
  void positionsCountUtf16Units() {
    var statements =
        ScriptSplitter.split("SELECT '😀', 1;\r\n  SELECT 2", Server.of(Product.MYSQL))
            .statements();
    assertThat(statements.get(0).token(2))
        .extracting(Token::line, Token::column)
        .containsExactly(1, 12);
    assertThat(statements.get(1).token(0))
        .extracting(Token::line, Token::column)
        .containsExactly(2, 3);
  }

  @Test
  void emptyStatementsDoNotCount() {
    assertThat(postgres(";; -- nothing\n ;")).isEmpty();
    assertThat(mySql("")).isEmpty();
  }
}
