package dev.dbsa.adapter.introspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.connection.Verification;
import dev.dbsa.testkit.RequiresServer;
import dev.dbsa.testkit.ServerKind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void verifyFullTakesACertificateOfATrustedAuthorityForThisVeryHost(@TempDir Path folder)
      throws Exception {
    TestAuthority authority = TestAuthority.of(folder, "db.dbsa.invalid");
    Path trusted = authority.trustStore();
    useCertificate(
        authority.authorityPem().toString(),
        authority.certificatePem().toString(),
        authority.keyPem().toString());
    try {
      assertThat(
              TrustingProcess.verify(trusted, server, "db.dbsa.invalid", server.port(), database()))
          .startsWith("verified")
          .doesNotContain("not encrypted");
      assertThat(
              TrustingProcess.verify(
                  trusted, server, "other.dbsa.invalid", server.port(), database()))
          .startsWith("refused")
          .contains("does not belong to this host");
    } finally {
      // What the server made for itself when it was installed.
      useCertificate("ca.pem", "server-cert.pem", "server-key.pem");
    }
  }

  private void useCertificate(String authority, String certificate, String key) {
    server.execute(
        database(),
        "SET GLOBAL ssl_ca = '%s'; SET GLOBAL ssl_cert = '%s'; SET GLOBAL ssl_key = '%s'; ALTER INSTANCE RELOAD TLS;"
            .formatted(authority, certificate, key));
  }
}
