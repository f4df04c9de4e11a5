package dev.dbsa.adapter.introspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testkit.Login;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DriverOptionsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final List<InetAddress> ADDRESSES =
      List.of(InetAddress.ofLiteral("192.0.2.7"), InetAddress.ofLiteral("2001:db8::7"));

  private static TargetDatabase target(Dialect dialect, SslMode mode) {
    return Targets.at(
        dialect, "db.example", 5432, "x?ssl=false&a=b", new Login("u&c=d", "p&e=f"), mode);
  }

  private static Properties postgres(SslMode mode) {
    return PostgresVendor.options(target(Dialect.POSTGRESQL, mode), ADDRESSES, TIMEOUT);
  }

  private static Map<String, String> mySql(SslMode mode) {
    return MySqlVendor.options(target(Dialect.MYSQL, mode).endpoint(), ADDRESSES, TIMEOUT);
  }

  @ParameterizedTest
  @CsvSource({
    "DISABLE, disable, DISABLED",
    "PREFER, prefer, PREFERRED",
    "REQUIRE, require, REQUIRED",
    "VERIFY_FULL, verify-full, VERIFY_IDENTITY"
  })
  void encryptionIsAsConfigured(SslMode mode, String postgres, String mySql) {
    assertThat(postgres(mode)).containsEntry("sslmode", postgres);
    assertThat(mySql(mode)).containsEntry("sslMode", mySql);
  }

  @ParameterizedTest
  @EnumSource(SslMode.class)
  void nothingReachesFilesOrClassesOfOurs(SslMode mode) {
    assertThat(mySql(mode))
        .containsEntry("allowLoadLocalInfile", "false")
        .containsEntry("allowLoadLocalInfileInPath", "")
        .containsEntry("allowUrlInLocalInfile", "false")
        .containsEntry("allowMultiQueries", "false")
        .containsEntry("socketFactory", PinnedMySqlSocketFactory.class.getName())
        .containsEntry("fallbackToSystemKeyStore", "false")
        .doesNotContainKeys(
            "propertiesTransform",
            "queryInterceptors",
            "exceptionInterceptors",
            "serverRSAPublicKeyFile");
    assertThat(postgres(mode))
        .containsEntry("socketFactory", PinnedPostgresSocketFactory.class.getName())
        .doesNotContainKeys(
            "loggerFile", "service", "sslpasswordcallback", "authenticationPluginClassName");
  }

  @ParameterizedTest
  @EnumSource(SslMode.class)
  void bothDriversAreToldWhereToConnect(SslMode mode) {
    assertThat(postgres(mode))
        .containsEntry("socketFactoryArg", "5432 10000 192.0.2.7 2001:db8:0:0:0:0:0:7");
    assertThat(mySql(mode)).containsEntry("dbsaAddresses", "192.0.2.7 2001:db8:0:0:0:0:0:7");
  }

  @Test
  void noClientCertificateIsOfferedToAServerThatIsNotVerified() {
    assertThat(postgres(SslMode.REQUIRE)).containsEntry("sslcert", "").containsEntry("sslkey", "");
  }

  @ParameterizedTest
  @CsvSource({"DISABLE, true", "PREFER, true", "REQUIRE, false", "VERIFY_FULL, false"})
  void theServersKeyIsOnlyTrustedWhereEncryptionMayBeMissing(SslMode mode, String allowed) {
    assertThat(mySql(mode)).containsEntry("allowPublicKeyRetrieval", allowed);
  }

  @Test
  void namesStayWholeWhateverTheyLookLike() {
    assertThat(postgres(SslMode.DISABLE))
        .containsEntry("PGDBNAME", "x?ssl=false&a=b")
        .containsEntry("user", "u&c=d")
        .doesNotContainKeys("a", "c", "e", "ssl");
    assertThat(mySql(SslMode.DISABLE))
        .containsEntry("dbname", "x?ssl=false&a=b")
        .doesNotContainKeys("a", "c", "e", "ssl");
  }
}
