package dev.dbsa.adapter.introspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.connection.Verification;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.port.out.SchemaReader;
import dev.dbsa.testkit.FakeTcp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Targets that are no server, or not there at all. */
class UnreachableServerTest {
  private final SchemaReader reader =
      new JdbcSchemaReader(
          new ReadLimits(
              Duration.ofMillis(1500), Duration.ofSeconds(60), Duration.ofMinutes(5), 100));

  private void assertFails(
      SchemaReader used, TargetDatabase target, ErrorCode code, String detail) {
    assertThatThrownBy(() -> used.read(target))
        .isInstanceOfSatisfying(
            DbsaException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.detail()).contains(detail);
              assertThat(e.detail()).doesNotContain("s3cret-pa55");
              Messages.assertForPeople(e.detail());
            });
    assertThat(used.verify(target))
        .isInstanceOfSatisfying(
            Verification.Refused.class, r -> assertThat(r.reason()).contains(detail));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void nothingListens(Dialect dialect) {
    int port = FakeTcp.freePort();
    assertFails(
        reader,
        Targets.at(dialect, "127.0.0.1", port),
        ErrorCode.TARGET_UNREACHABLE,
        "Nothing accepts connections at 127.0.0.1:" + port);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theHostIsUnknown(Dialect dialect) {
    assertFails(
        new JdbcSchemaReader(ReadLimits.DEFAULT),
        Targets.at(dialect, "no-such-host.invalid", 5432),
        ErrorCode.TARGET_UNREACHABLE,
        "The host no-such-host.invalid is unknown.");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @Timeout(20)
  void theServerAcceptsAndNeverSpeaks(Dialect dialect) {
    try (FakeTcp silent = FakeTcp.silent()) {
      assertFails(
          reader,
          Targets.at(dialect, silent.host(), silent.port()),
          ErrorCode.TARGET_TIMEOUT,
          silent.host() + ":" + silent.port() + " did not answer");
    }
  }

  @Test
  @Timeout(15)
  void aSilentServerIsGivenUpAfterTenSecondsAtMost() {
    SchemaReader patient = new JdbcSchemaReader(ReadLimits.DEFAULT);
    try (FakeTcp silent = FakeTcp.silent()) {
      long begin = System.nanoTime();
      assertThat(patient.verify(Targets.at(Dialect.MYSQL, silent.host(), silent.port())))
          .isInstanceOf(Verification.Refused.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(11));
    }
  }

  /** A full backlog drops further requests, as a firewall does. */
  @ParameterizedTest
  @EnumSource(Dialect.class)
  @Timeout(30)
  void nobodyAnswersTheConnectionRequest(Dialect dialect) throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket hole = new ServerSocket(0, 1, loopback)) {
      while (connects(new InetSocketAddress(loopback, hole.getLocalPort()), waiting)) {}
      assertFails(
          reader,
          Targets.at(dialect, "127.0.0.1", hole.getLocalPort()),
          ErrorCode.TARGET_TIMEOUT,
          "did not answer");
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  private static boolean connects(InetSocketAddress address, List<Socket> sockets)
      throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    try {
      socket.connect(address, 300);
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theServerHangsUp(Dialect dialect) {
    try (FakeTcp server = FakeTcp.hangingUp()) {
      assertFails(
          reader,
          Targets.at(dialect, server.host(), server.port()),
          ErrorCode.TARGET_UNREACHABLE,
          "closed the connection before the login was done");
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theServerSpeaksAnotherLanguage(Dialect dialect) {
    byte[] http =
        "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    try (FakeTcp server = FakeTcp.answering(http)) {
      assertThatThrownBy(() -> reader.read(Targets.at(dialect, server.host(), server.port())))
          .isInstanceOfSatisfying(
              DbsaException.class,
              e -> {
                assertThat(e.code()).isIn(ErrorCode.TARGET_UNREACHABLE, ErrorCode.TARGET_TIMEOUT);
                Messages.assertForPeople(e.detail());
              });
    }
  }
}
