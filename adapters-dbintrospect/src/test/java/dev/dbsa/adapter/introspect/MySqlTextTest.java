package dev.dbsa.adapter.introspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MySqlTextTest {
  private static final MySqlText MYSQL_57 = new MySqlText(MySqlVersion.parse("5.7.44"));
  private static final MySqlText MYSQL = new MySqlText(MySqlVersion.parse("9.7.4"));
  private static final MySqlText MARIADB = new MySqlText(MySqlVersion.parse("11.4.5-MariaDB"));

  @Test
  void mySqlEscapesItsExpressionsOnceMore() {
    assertThat(MYSQL.expression("(`a` <> _utf8mb4\\'it\\\\\\'s\\')"))
        .isEqualTo("(`a` <> _utf8mb4'it\\'s')");
    assertThat(MYSQL.expression("a\\nb\\\\")).isEqualTo("a\nb\\");
    assertThat(MARIADB.expression("'it\\'s'")).isEqualTo("'it\\'s'");
    assertThat(MYSQL_57.expression("'it\\'s'")).isEqualTo("'it\\'s'");
  }

  @Test
  void literalsGetTheirQuotesBack() {
    assertThat(MYSQL.defaultExpression("it's \\", "varchar", "", true)).isEqualTo("'it''s \\\\'");
    assertThat(MYSQL.defaultExpression("", "varchar", "", true)).isEqualTo("''");
    assertThat(MYSQL.defaultExpression("2020-01-01", "date", "", true)).isEqualTo("'2020-01-01'");
    assertThat(MYSQL.defaultExpression("-1.50", "decimal", "", true)).isEqualTo("-1.50");
    assertThat(MYSQL.defaultExpression("b'1'", "bit", "", true)).isEqualTo("b'1'");
    assertThat(MYSQL.defaultExpression("0x00", "binary", "", true)).isEqualTo("0x00");
  }

  @Test
  void theTimeIsNotALiteral() {
    assertThat(MYSQL.defaultExpression("CURRENT_TIMESTAMP", "timestamp", "DEFAULT_GENERATED", true))
        .isEqualTo("CURRENT_TIMESTAMP");
    assertThat(MYSQL_57.defaultExpression("CURRENT_TIMESTAMP(3)", "datetime", "", true))
        .isEqualTo("CURRENT_TIMESTAMP(3)");
    assertThat(MYSQL_57.defaultExpression("CURRENT_TIMESTAMP", "varchar", "", true))
        .isEqualTo("'CURRENT_TIMESTAMP'");
  }

  @Test
  void mariaDbWritesSqlAndNullForNothing() {
    assertThat(MARIADB.defaultExpression("NULL", "int", "", true)).isNull();
    assertThat(MARIADB.defaultExpression("'NULL'", "varchar", "", true)).isEqualTo("'NULL'");
    assertThat(MARIADB.defaultExpression(null, "int", "", false)).isNull();
  }

  @Test
  void onUpdateFollowsTheDefault() {
    assertThat(
            MYSQL.defaultExpression(
                "CURRENT_TIMESTAMP(6)",
                "datetime",
                "DEFAULT_GENERATED on update CURRENT_TIMESTAMP(6) INVISIBLE",
                true))
        .isEqualTo("CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)");
    assertThat(MYSQL.defaultExpression(null, "datetime", "on update CURRENT_TIMESTAMP", true))
        .isEqualTo("NULL ON UPDATE CURRENT_TIMESTAMP");
    assertThat(MARIADB.defaultExpression(null, "datetime", "on update current_timestamp()", false))
        .isNull();
  }
}
