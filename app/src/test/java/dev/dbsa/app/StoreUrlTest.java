package dev.dbsa.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreUrlTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "jdbc:sqlite:dbsa.db, jdbc:sqlite:dbsa.db, -, -",
        "sqlite:///./dbsa.db, jdbc:sqlite:./dbsa.db, -, -",
        "sqlite:////var/lib/dbsa.db, jdbc:sqlite:/var/lib/dbsa.db, -, -",
        "jdbc:postgresql://db:5432/dbsa, jdbc:postgresql://db:5432/dbsa, -, -",
        "postgresql+psycopg://me:s%40crt+1@db:5432/dbsa, jdbc:postgresql://db:5432/dbsa, me, s@crt+1",
        "postgres://me@db/dbsa, jdbc:postgresql://db/dbsa, me, -",
        "mysql+pymysql://me:p@ss@db/dbsa?useSSL=true, jdbc:mysql://db/dbsa?useSSL=true, me, p@ss",
        "jdbc:mysql://me:pass@db:3306/dbsa, jdbc:mysql://db:3306/dbsa, me, pass",
        "jdbc:mariadb://db/dbsa, jdbc:mysql://db/dbsa, -, -",
        "mariadb+pymysql://me@db/dbsa, jdbc:mysql://db/dbsa, me, -",
      })
  void readsBothSpellings(String text, String jdbcUrl, String username, String password) {
    assertThat(StoreUrl.parse(text)).isEqualTo(new StoreUrl(jdbcUrl, username, password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "dbsa.db", "oracle://secret:word@host/x", "jdbc:oracle:thin:secret/word@host"})
  void refusesAnythingElseWithoutRepeatingIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoreUrl.parse(text))
        .withMessageContaining("APP_DB_URL")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("word"));
  }

  @Test
  void doesNotShowThePassword() {
    assertThat(StoreUrl.parse("mysql://me:hunter2@db/x").toString()).doesNotContain("hunter2");
  }
}
