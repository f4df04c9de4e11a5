package dev.dbsa.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a service and a server that it needs, and can take the server away. */
final class StoreProxy implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final ServerSocket listener;
  private final int target;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
  private volatile boolean away;
  private volatile String replaced = "";
  private volatile String replacement = "";

  StoreProxy(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 50, LOOPBACK);
    Thread.ofVirtual().start(this::listen);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Cuts every connection and takes no more. */
  void takeAway() {
    away = true;
    open.forEach(StoreProxy::close);
    open.clear();
  }

  /** Has the server say something else; of the same length, as lengths are told before. */
  void replace(String said, String instead) {
    if (said.length() != instead.length()) {
      throw new IllegalArgumentException("not of one length: " + said + ", " + instead);
    }
    replaced = said;
    replacement = instead;
  }

  /** Lets the server say so many bytes more, and then is as if it was away. */
  void cutAfter(long bytes) {
    left.set(bytes);
  }

  void bringBack() {
    left.set(Long.MAX_VALUE);
    away = false;
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (away) {
          close(client);
          continue;
        }
        Socket server = new Socket(LOOPBACK, target);
        open.add(client);
        open.add(server);
        Thread.ofVirtual().start(() -> ask(client, server));
        Thread.ofVirtual().start(() -> answer(server, client));
      } catch (IOException e) {
        // Closed, or one side has gone already.
      }
    }
  }

  private void answer(Socket server, Socket client) {
    try (server;
        client) {
      byte[] buffer = new byte[8192];
      for (int n = read(server, buffer); n >= 0; n = read(server, buffer)) {
        long rest = left.addAndGet(-n);
        byte[] bytes =
            rest < 0
                ? Arrays.copyOf(buffer, (int) Math.max(0, n + rest))
                : Arrays.copyOf(buffer, n);
        client
            .getOutputStream()
            .write(
                replaced.isEmpty()
                    ? bytes
                    : new String(bytes, StandardCharsets.ISO_8859_1)
                        .replace(replaced, replacement)
                        .getBytes(StandardCharsets.ISO_8859_1));
        if (rest < 0) {
          takeAway();
          return;
        }
      }
    } catch (IOException e) {
      // Cut.
    }
  }

  private static int read(Socket socket, byte[] buffer) throws IOException {
    return socket.getInputStream().read(buffer);
  }

  private static void ask(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Cut.
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    takeAway();
  }
}
