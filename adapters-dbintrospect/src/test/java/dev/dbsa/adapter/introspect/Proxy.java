package dev.dbsa.adapter.introspect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stands between a reader and its server, and fails after some of the server's bytes. */
final class Proxy implements AutoCloseable {
  private enum Failure {
    CUT,
    STALL
  }

  private final ServerSocket listener;
  private final int serverPort;
  private final Failure failure;
  private final long bytesBefore;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final CountDownLatch failed = new CountDownLatch(1);
  private final CountDownLatch leftByClient = new CountDownLatch(1);

  private Proxy(int serverPort, Failure failure, long bytesBefore) {
    this.serverPort = serverPort;
    this.failure = failure;
    this.bytesBefore = bytesBefore;
    try {
      listener = new ServerSocket(0, 0, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  /** Breaks the connection once the server has sent so many bytes. */
  static Proxy cutting(int serverPort, long bytesBefore) {
    return new Proxy(serverPort, Failure.CUT, bytesBefore);
  }

  /** Passes nothing on any more once the server has sent so many bytes. */
  static Proxy stalling(int serverPort, long bytesBefore) {
    return new Proxy(serverPort, Failure.STALL, bytesBefore);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Waits until the failure has begun. */
  void awaitFailure() throws InterruptedException {
    await(failed, "the proxy was not used enough to fail");
  }

  /** Waits until the client has closed its connection. */
  void awaitClientGone() throws InterruptedException {
    await(leftByClient, "the client keeps its connection");
  }

  private static void await(CountDownLatch latch, String complaint) throws InterruptedException {
    if (!latch.await(30, TimeUnit.SECONDS)) {
      throw new AssertionError(complaint);
    }
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        sockets.add(client);
        Socket server = new Socket("127.0.0.1", serverPort);
        sockets.add(server);
        Thread.ofVirtual().start(() -> forward(client, server));
        Thread.ofVirtual().start(() -> answer(server, client));
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private void forward(Socket client, Socket server) {
    try (InputStream in = client.getInputStream()) {
      OutputStream out = server.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // One of the two has gone.
    } finally {
      leftByClient.countDown();
      closeQuietly(server);
    }
  }

  private void answer(Socket server, Socket client) {
    long left = bytesBefore;
    try (InputStream in = server.getInputStream()) {
      OutputStream out = client.getOutputStream();
      byte[] buffer = new byte[512];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (left > 0) {
          out.write(buffer, 0, n);
          left -= n;
        } else {
          failed.countDown();
          if (failure == Failure.CUT) {
            client.close();
            return;
          }
        }
      }
    } catch (IOException e) {
      // One of the two has gone.
    }
  }

  @Override
  public void close() {
    closeQuietly(listener);
    sockets.forEach(Proxy::closeQuietly);
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // As closed as it can be.
    }
  }
}
