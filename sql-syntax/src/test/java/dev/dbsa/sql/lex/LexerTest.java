package dev.dbsa.sql.lex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.sql.Product;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.ScriptSplitter.Notice;
import dev.dbsa.sql.lex.ScriptSplitter.NoticeKind;
import dev.dbsa.sql.lex.ScriptSplitter.Script;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text is cut into tokens as the servers cut it. */
class LexerTest {
  private static final Server POSTGRES_15 = Server.postgres(150000, true);
  private static final Server MARIADB = Server.mySql(Product.MARIADB, 110405, List.of());

  private static List<String> cut(String script, Server server) {
    return ScriptSplitter.split(script, server).statements().stream()
        .flatMap(s -> s.tokens().stream())
        .filter(t -> !t.isEnd())
        .map(t -> t.kind() == Token.Kind.INVALID ? "!" : t.text())
        .toList();
  }

  private static List<String> postgres(String script) {
    return cut(script, Server.of(Product.POSTGRESQL));
  }

  private static List<String> mySql(String script) {
    return cut(script, Server.of(Product.MYSQL));
  }

  @Test
  void aCarriageReturnEndsAPostgresqlCommentAndNoMySqlComment() {
    assertThat(postgres("1 -- a\r+ 2")).containsExactly("1", "+", "2");
    assertThat(mySql("1 -- a\r+ 2")).containsExactly("1");
  }

  @Test
  void unicodeEscapesAreDecoded() {
    assertThat(postgres("U&'d\\0061t\\+01F600'")).containsExactly("dat😀");
    assertThat(postgres("U&\"c!0062\" /* b */ UESCAPE E'!' + 1")).containsExactly("cb", "+", "1");
    assertThat(postgres("U&'\\D83D'\n'\\DE00'")).containsExactly("😀");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "U&'\\006'",
        "U&'\\D83D'",
        "U&'\\0000'",
        "U&'a' UESCAPE 'f'",
        "U&'a' UESCAPE",
        "E'\\u12'",
        "E'\\xff'",
        "E'\\0'",
        "E'\\uDE00'",
        "B'12'",
        "X'g'",
        "0x",
        "0o8",
        "0b2",
        "1_",
        "1__0",
        "1._5",
        "1a",
        "1e",
        "$1a",
        "a\u0000",
        "'\uD800'",
        "-- \uDC00\n1"
      })
  void whatPostgresqlCannotReadIsInvalid(String text) {
    assertThat(postgres(text)).contains("!");
  }

  @Test
  void postgresqlEscapesMeanCharactersAndBytes() {
    assertThat(postgres("E'\\u0061\\x62\\143\\n\\xf0\\x9f\\x98\\x80\\q'"))
        .containsExactly("abc\n😀q");
  }

  @Test
  void literalsGoOnBehindALineBreakAndComments() {
    assertThat(postgres("'a' -- b\n'c'")).containsExactly("ac");
    assertThat(postgres("'a'\r'c'")).containsExactly("ac");
    assertThat(postgres("'a' 'c'")).containsExactly("a", "c");
  }

  @Test
  void numbersDependOnTheVersionOfPostgresql() {
    assertThat(postgres("1_000 0x1F 0b1_1 1.5_0"))
        .containsExactly("1_000", "0x1F", "0b1_1", "1.5_0");
    assertThat(cut("1_000", POSTGRES_15)).containsExactly("!");
    assertThat(cut("0x1F", POSTGRES_15)).containsExactly("!");
    assertThat(cut("1a", Server.postgres(140000, true))).containsExactly("1", "a");
  }

  @Test
  void onlyTheServersBlanksSeparate() {
    assertThat(postgres("a\u00a0b\u3000c")).hasSize(1);
    assertThat(postgres("a\u001fb")).contains("!");
    assertThat(postgres("a\u000bb")).containsExactly("a", "b");
    assertThat(cut("a\u000bb", POSTGRES_15)).contains("!");
  }

  @Test
  void operatorsLoseTrailingSignsUnlessTheyHoldASpecialOne() {
    assertThat(postgres("1+-+2 3*-4 5@-6 7<--8\n9"))
        .containsExactly(
            "1", "+", "-", "+", "2", "3", "*", "-", "4", "5", "@-", "6", "7", "<", "9");
    assertThat(postgres("1 " + "<".repeat(64) + " 2")).contains("!");
  }

  @Test
  void versionCommentsOfMySqlAreCommentsToMariaDb() {
    String script = "1 /*!50701 + 2 */ /*M! + 3 */ /*!100100 + 4 */ /*!50699 + 5 */";
    assertThat(cut(script, MARIADB)).containsExactly("1", "+", "3", "+", "4", "+", "5");
    assertThat(mySql(script)).containsExactly("1", "+", "2", "+", "5");
    assertThat(mySql("1 /*!080000 + 2*/ /*!99999 /* 3 */ 4 */")).containsExactly("1", "+", "2");
  }

  @Test
  void mySqlEscapesAndHexadecimalDigits() {
    assertThat(mySql("'a\\n\\%' x'4F'")).containsExactly("a\n\\%", "4F");
    assertThat(mySql("x'4'")).containsExactly("!");
    assertThat(mySql("1.5e")).containsExactly("!");
    assertThat(cut("SELECT \\N", MARIADB)).containsExactly("SELECT", "\\N");
    assertThat(cut("`😀`", MARIADB)).containsExactly("!");
  }

  @Test
  void settingsOfAScriptAreFollowed() {
    assertThat(postgres("SET standard_conforming_strings = off; 'a\\'b'")).endsWith("a'b");
    assertThat(postgres("BEGIN; SET LOCAL standard_conforming_strings TO off; COMMIT; 'a\\'"))
        .endsWith("a\\");
    assertThat(mySql("SET sql_mode = 'ANSI_QUOTES'; SELECT \"a\"\"b\"")).endsWith("a\"b");
    Script script =
        ScriptSplitter.split(
            "SET SESSION sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'; SELECT \"a\", 'b\\';",
            Server.of(Product.MYSQL));
    assertThat(script.statements().get(1).token(1).kind()).isEqualTo(Token.Kind.QUOTED_NAME);
    assertThat(script.statements()).hasSize(2);
  }

  @Test
  void aCharacterSetThatHidesQuotesIsTold() {
    Server server = Server.of(Product.MYSQL);
    assertThat(ScriptSplitter.split("SET NAMES gbk; SELECT 'é'", server).notices())
        .extracting(Notice::kind)
        .containsExactly(NoticeKind.READ_DIFFERENTLY);
    assertThat(ScriptSplitter.split("SET NAMES utf8mb4; SELECT 'é'", server).notices()).isEmpty();
    assertThat(ScriptSplitter.split("SET NAMES gbk; SELECT 'e'", server).notices()).isEmpty();
  }

  @Test
  void rowsBehindCopyAndCommandsOfPsqlAreNoStatements() {
    Script script =
        ScriptSplitter.split(
            "\\restrict x\nCOPY t FROM stdin;\n1\tit's; so\n\\.\nSELECT 1;\n\\connect a\nSELECT 2 \\gset\n",
            Server.of(Product.POSTGRESQL));
    assertThat(script.statements())
        .extracting(ScriptStatement::text)
        .containsExactly("COPY t FROM stdin", "SELECT 1", "SELECT 2");
    assertThat(script.notices())
        .extracting(Notice::kind)
        .containsExactly(
            NoticeKind.CLIENT_COMMAND,
            NoticeKind.COPY_DATA,
            NoticeKind.CLIENT_COMMAND,
            NoticeKind.CLIENT_COMMAND);
  }

  @Test
  void commandsOfTheMysqlClientAreNoStatements() {
    Script script =
        ScriptSplitter.split("source a.sql\nSELECT 1\\G\nSELECT 2;", Server.of(Product.MYSQL));
    assertThat(script.statements())
        .extracting(ScriptStatement::text)
        .containsExactly("SELECT 1", "SELECT 2");
    assertThat(script.notices()).hasSize(2);
  }

  @Test
  void longRunsOfSignsAndLongLiteralsTakeLinearTime() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(postgres("1" + "+-".repeat(100_000) + "1")).hasSize(200_002);
          assertThat(postgres("E'" + "\\n".repeat(2_500_000) + "'")).hasSize(1);
        });
  }
}
