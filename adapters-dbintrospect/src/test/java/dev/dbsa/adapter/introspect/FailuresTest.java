package dev.dbsa.adapter.introspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.connection.AuthMode;
import dev.dbsa.domain.connection.Endpoint;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.sql.Dialect;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private static TargetDatabase target(String password) {
    return new TargetDatabase(
        new Endpoint(
            Dialect.POSTGRESQL,
            "db.test",
            5432,
            "orders",
            "reader",
            AuthMode.PASSWORD,
            SslMode.PREFER),
        Secret.of(password));
  }

  private static DbsaException failure(String detail, String cause) {
    return new DbsaException(ErrorCode.TARGET_REFUSED, detail, new SQLException(cause));
  }

  @Test
  void aMessageWithThePasswordIsNotPassedOn() {
    for (DbsaException told :
        new DbsaException[] {
          failure("db.test:5432 refused: hunter2 is wrong", "no"),
          failure("db.test:5432 refused: hun…", "hunter2 is wrong")
        }) {
      DbsaException shown = Failures.withoutPassword(told, target("hunter2"));

      assertThat(shown.code()).isEqualTo(ErrorCode.TARGET_REFUSED);
      assertThat(shown.detail()).startsWith("db.test:5432 refused").doesNotContain("hun");
      assertThat(shown.getCause()).isNull();
    }
  }

  @Test
  void anyOtherMessageIs() {
    DbsaException told = failure("authentication failed for user \"reader\"", "of orders");

    assertThat(Failures.withoutPassword(told, target("hunter2"))).isSameAs(told);
    assertThat(Failures.withoutPassword(told, target("reader"))).isSameAs(told);
    assertThat(Failures.withoutPassword(told, target("orders"))).isSameAs(told);
    assertThat(Failures.withoutPassword(told, target("a"))).isSameAs(told);
    assertThat(Failures.withoutPassword(told, target(""))).isSameAs(told);
  }
}
