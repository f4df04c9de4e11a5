package dev.dbsa.adapter.introspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.connection.Verification;
import dev.dbsa.testkit.RequiresServer;
import dev.dbsa.testkit.ServerKind;
import org.junit.jupiter.api.Test;

@RequiresServer(ServerKind.MYSQL)
final class MysqlSchemaReaderTest extends MySqlContract {
  @Override
  String intType() {
    return "int";
  }

  @Test
  void requireEncrypts() {
    assertThat(reader.verify(Targets.of(server, database(), SslMode.REQUIRE)))
        .isInstanceOfSatisfying(
            Verification.Verified.class,
            v -> assertThat(v.warnings()).doesNotContain("The connection is not encrypted."));
  }
}
