package dev.dbsa.adapter.introspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.port.out.SchemaReader;
import dev.dbsa.testkit.FakeTcp;
import dev.dbsa.testkit.Login;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets that send without end, in the hope that somebody keeps it. */
@Timeout(60)
class FloodingServerTest {
  private static final long MIB = 1 << 20;

  private final SchemaReader reader =
      new JdbcSchemaReader(
          new ReadLimits(
              Duration.ofSeconds(10),
              Duration.ofSeconds(30),
              Duration.ofSeconds(30),
              MIB,
              8 * MIB,
              100));

  /** A message of PostgreSQL's protocol. */
  private static byte[] message(char type, int length, String body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(type);
      out.writeInt(length);
      out.write(body.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] message(char type, String body) {
    return message(type, body.length() + 4, body);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  private void assertGivenUp(FakeTcp server, Dialect dialect, String detail) {
    long before = used();
    assertThatThrownBy(() -> reader.read(target(dialect, server)))
        .isInstanceOfSatisfying(
            DbsaException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.TARGET_FAILED);
              assertThat(e.detail()).contains(server.host() + ":" + server.port(), detail);
              Messages.assertForPeople(e.detail());
            });
    assertThat(used() - before).isLessThan(32 * MIB);
  }

  private static TargetDatabase target(Dialect dialect, FakeTcp server) {
    Login login = new Login("reader", "s3cret-pa55");
    return Targets.at(dialect, server.host(), server.port(), "shop", login, SslMode.DISABLE);
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @ParameterizedTest
  @ValueSource(chars = {'E', 'N', 'R', 'S', 'v'})
  void aMessageOfTwoGigabytesBeforeTheLogin(char type) {
    byte[] head = message(type, Integer.MAX_VALUE, "\0\0\0\0");
    try (FakeTcp server = FakeTcp.flooding(head, new byte[] {'M', 'x', 'x', 'x'})) {
      assertThatThrownBy(() -> reader.read(target(Dialect.POSTGRESQL, server)))
          .isInstanceOf(DbsaException.class);
    }
  }

  @Test
  void anErrorOfTwoGigabytesBeforeTheLogin() {
    byte[] head = message('E', Integer.MAX_VALUE, "SFATAL\0M");
    try (FakeTcp server = FakeTcp.flooding(head, new byte[] {'x'})) {
      assertGivenUp(
          server, Dialect.POSTGRESQL, "sent more than 1024 KiB before the login was done");
    }
  }

  @Test
  void noticesWithoutEndBeforeTheLogin() {
    byte[] notice = message('N', "SNOTICE\0Mwait a moment\0\0");
    try (FakeTcp server = FakeTcp.flooding(new byte[0], notice)) {
      assertThatThrownBy(() -> reader.read(target(Dialect.POSTGRESQL, server)))
          .isInstanceOf(DbsaException.class);
    }
  }

  @Test
  void noticesWithoutEndWhileReading() {
    byte[] login =
        joined(
            message('R', "\0\0\0\0"),
            message('S', "server_version\u000018.0\0"),
            message('S', "client_encoding\0UTF8\0"),
            message('S', "standard_conforming_strings\0on\0"),
            message('Z', "I"));
    byte[] notice = message('N', "SNOTICE\0M" + "x".repeat(1000) + "\0\0");
    try (FakeTcp server = FakeTcp.flooding(login, notice)) {
      assertGivenUp(
          server, Dialect.POSTGRESQL, "sent more than 8192 KiB while its schema was read");
    }
  }

  @Test
  void packetsWithoutEndInsteadOfAGreeting() {
    try (FakeTcp server = FakeTcp.flooding(new byte[0], new byte[] {-1, -1, -1, 0, 10, 'x'})) {
      assertThatThrownBy(() -> reader.read(target(Dialect.MYSQL, server)))
          .isInstanceOf(DbsaException.class);
    }
  }
}
