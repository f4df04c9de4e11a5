package dev.dbsa.adapter.introspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.connection.Verification;
import dev.dbsa.domain.network.AllowedHosts;
import dev.dbsa.domain.network.HostGuard;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Verifies a target with {@code verify-full} in a process of its own, as an operator sets one up
 * whose servers have certificates of a private authority: the JVM's trust store is read once.
 */
final class TrustingProcess {
  private TrustingProcess() {}

  /** Arguments: dialect, host, address of the host, port, database, user, password. */
  public static void main(String... args) {
    HostGuard hosts =
        new HostGuard(
            AllowedHosts.EVERY, host -> new InetAddress[] {InetAddress.ofLiteral(args[2])});
    Verification verification =
        new JdbcSchemaReader(ReadLimits.DEFAULT, hosts)
            .verify(
                Targets.at(
                    Dialect.valueOf(args[0]),
                    args[1],
                    Integer.parseInt(args[3]),
                    args[4],
                    new Login(args[5], args[6]),
                    SslMode.VERIFY_FULL));
    System.out.println(
        switch (verification) {
          case Verification.Verified verified -> "verified " + verified.warnings();
          case Verification.Refused refused -> "refused " + refused.reason();
        });
  }

  /** What such a process says about the server, whose host has the name given. */
  static String verify(
      Path trustStore, DatabaseServer server, String host, int port, String database)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(trustStore.getParent(), "out", ".txt");
    Login admin = server.admin();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djavax.net.ssl.trustStore=" + trustStore,
                "-Djavax.net.ssl.trustStorePassword=" + TestAuthority.PASSWORD,
                "-cp",
                System.getProperty("java.class.path"),
                TrustingProcess.class.getName(),
                Targets.dialect(server).name(),
                host,
                "127.0.0.1",
                String.valueOf(port),
                database,
                admin.user(),
                admin.password())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(out);
  }
}
