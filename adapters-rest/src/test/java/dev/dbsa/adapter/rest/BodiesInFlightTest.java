package dev.dbsa.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of callers who have not proved anything yet are not held without measure. */
@QuarkusTest
@TestProfile(SignedRequestsTest.Hmac.class)
@Timeout(180)
class BodiesInFlightTest {
  private static final int SENDERS = 400;
  private static final int MIB = 1 << 20;
  private static final long MAX_GROWTH = 64L * MIB;

  /** Shared by the senders: they live in the process whose memory is measured. */
  private static final byte[] PIECE = new byte[MIB / 16 - 1];

  private static final Duration PROMPT = Duration.ofSeconds(5);

  @Inject InstantSource clock;

  private final AtomicInteger refused = new AtomicInteger();

  /** Sends all of a body but its end, so that the service waits for more. */
  private final class Sender implements AutoCloseable {
    private final Socket socket = new Socket();
    private final CountDownLatch sent = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean closing;

    Sender(InetAddress from, boolean chunked) throws IOException {
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(new InetSocketAddress("127.0.0.1", RestAssured.port));
      thread = Thread.ofVirtual().start(() -> send(chunked));
    }

    private void send(boolean chunked) {
      String now = String.valueOf(clock.instant().getEpochSecond());
      String head =
          "POST /api/validations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + String.join("\r\n", Signer.headers("svc", now, "0".repeat(64)))
              + (chunked ? "\r\nTransfer-Encoding: chunked" : "\r\nContent-Length: " + MIB)
              + "\r\n\r\n"
              + (chunked ? "FFFFF\r\n" : "");
      try {
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < 16; i++) {
          out.write(PIECE);
        }
        sent.countDown();
        if (socket.getInputStream().read() >= 0) {
          refused.incrementAndGet();
        }
      } catch (IOException e) {
        // Refused while it was still sending, unless this test has closed the connection.
        if (!closing) {
          refused.incrementAndGet();
        }
      } finally {
        sent.countDown();
      }
    }

    @Override
    public void close() throws IOException {
      closing = true;
      socket.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"one address", "many addresses", "many addresses in chunks"})
  void manyBodiesWithoutAProofTakeLittleMemory(String from) throws Exception {
    assertHealthy();
    long before = memory();
    List<Sender> senders = new ArrayList<>();
    try {
      for (int i = 0; i < SENDERS; i++) {
        int host = from.equals("one address") ? 1 : 1 + i % 100;
        senders.add(
            new Sender(InetAddress.ofLiteral("127.0.0." + host), from.endsWith("in chunks")));
        if (i % 20 == 0) {
          assertHealthy();
        }
      }
      for (Sender sender : senders) {
        assertThat(sender.sent.await(60, TimeUnit.SECONDS)).isTrue();
      }
      assertHealthy();
      assertThat(memory() - before).isLessThan(MAX_GROWTH);
      awaitRefusals(SENDERS - 20);
    } finally {
      for (Sender sender : senders) {
        sender.close();
      }
      for (Sender sender : senders) {
        sender.thread.join();
      }
    }
    assertRoomAgain();
  }

  private void awaitRefusals(int expected) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (refused.get() < expected && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    assertThat(refused.get()).isGreaterThanOrEqualTo(expected);
  }

  /** What the closed connections held is given back. */
  private void assertRoomAgain() {
    Signer signer = new Signer(clock);
    String body = "{\"dialect\":\"mysql\",\"script_text\":\"x\"" + " ".repeat(MIB - 50) + "}";
    long end = System.nanoTime() + PROMPT.toNanos() * 10;
    int status;
    do {
      List<String> headers = signer.headers("POST", "/api/validations", body, Signer.principal());
      headers.add("Content-Type: application/json");
      status = RawHttp.send("POST /api/validations HTTP/1.1", headers, body).statusCode();
    } while (status != 200 && System.nanoTime() < end);
    assertThat(status).isEqualTo(200);
  }

  @Test
  void theirBodiesAreGivenBackWhenRequestsAreAnswered() {
    // More than an address may have at once, one after the other.
    for (int i = 0; i < 20; i++) {
      assertRoomAgain();
    }
  }

  private static void assertHealthy() {
    long start = System.nanoTime();
    assertThat(RawHttp.send("GET /health HTTP/1.1", List.of(), "").statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROMPT);
  }

  /** What is really in use, within the heap and outside of it. */
  private static long memory() {
    System.gc();
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + direct;
  }
}
