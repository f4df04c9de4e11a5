package dev.dbsa.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class FakeTcpTest {

  private static final int MILLIS = 300;
  private static final int MILLIS_AT_MOST = 10_000;

  @Test
  void silentOneNeverAnswers() throws IOException {
    try (FakeTcp fake = FakeTcp.silent();
        Socket socket = new Socket(fake.host(), fake.port())) {
      socket.getOutputStream().write("anybody there?".getBytes(US_ASCII));
      socket.setSoTimeout(MILLIS);
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> socket.getInputStream().read());
    }
  }

  @Test
  void hangingUpOneEndsTheConnection() throws IOException {
    try (FakeTcp fake = FakeTcp.hangingUp();
        Socket socket = new Socket(fake.host(), fake.port())) {
      socket.setSoTimeout(MILLIS_AT_MOST);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void answeringOneSendsItsBytesOnEachConnection() throws IOException {
    byte[] bytes = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII);
    try (FakeTcp fake = FakeTcp.answering(bytes)) {
      for (int connection = 1; connection <= 3; connection++) {
        try (Socket socket = new Socket(fake.host(), fake.port())) {
          socket.setSoTimeout(MILLIS_AT_MOST);
          assertThat(socket.getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
        }
        assertThat(fake.connections()).isEqualTo(connection);
      }
    }
  }

  @Test
  void closingEndsOpenConnections() throws IOException {
    FakeTcp fake = FakeTcp.answering(new byte[] {1});
    try (Socket socket = new Socket(fake.host(), fake.port())) {
      socket.setSoTimeout(MILLIS_AT_MOST);
      assertThat(socket.getInputStream().read()).isEqualTo(1);
      fake.close();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> new Socket(fake.host(), fake.port()).close());
  }

  @Test
  void nobodyListensOnAFreePort() {
    int port = FakeTcp.freePort();
    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> new Socket("127.0.0.1", port).close());
  }
}
