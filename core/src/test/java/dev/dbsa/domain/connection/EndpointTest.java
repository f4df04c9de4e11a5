package dev.dbsa.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dbsa.domain.error.FieldViolation;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.sql.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  private static Endpoint endpoint(String host, int port, String database, String user) {
    return new Endpoint(
        Dialect.POSTGRESQL, host, port, database, user, AuthMode.PASSWORD, SslMode.PREFER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db",
        "db.example.com",
        "my_db-1.internal",
        "10.0.0.1",
        "::1",
        "fe80::1",
        "::ffff:10.0.0.1",
        "bücher.example"
      })
  void takesNamesAndAddresses(String host) {
    assertThat(endpoint(host, 5432, "shop", "reader").host()).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db/other",
        "db?sslmode=disable",
        "db&user=x",
        "db:5433,other",
        "a,b",
        "user@db",
        "[::1]",
        "db#x",
        "-db",
        "db name",
        "(host=x)",
        "a%2Fb",
        "jdbc:mysql://x"
      })
  void refusesWhatADriverMightReadAsMoreThanAHost(String host) {
    assertThatExceptionOfType(InvalidFieldsException.class)
        .isThrownBy(() -> endpoint(host, 5432, "shop", "reader"))
        .satisfies(
            e ->
                assertThat(e.violations())
                    .extracting(FieldViolation::field)
                    .containsExactly("host"));
  }

  @Test
  void namesEveryBrokenField() {
    assertThatExceptionOfType(InvalidFieldsException.class)
        .isThrownBy(() -> endpoint(" ", 0, "a\u0000b", "x".repeat(129)))
        .satisfies(
            e ->
                assertThat(e.violations())
                    .extracting(FieldViolation::field)
                    .containsExactly("host", "database_name", "username", "port"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "Shop 2", "x?allowLoadLocalInfile=true", "lädchen", "🛒"})
  void takesWhateverTheDatabaseIsCalled(String database) {
    assertThat(endpoint("db", 5432, database, "reader").databaseName()).isEqualTo(database);
  }

  @Test
  void neverShowsSecrets() {
    TargetDatabase target =
        new TargetDatabase(endpoint("db", 5432, "shop", "reader"), Secret.of("hunter2"));
    assertThat(target.toString()).doesNotContain("hunter2");
    assertThat(new EncryptedSecret("gAAAAA").toString()).doesNotContain("gAAAAA");
  }
}
