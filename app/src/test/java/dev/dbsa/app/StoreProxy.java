package dev.dbsa.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Stands between a service and its database server, and can take the server away. */
final class StoreProxy implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final ServerSocket listener;
  private final int target;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private volatile boolean away;

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

  void bringBack() {
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
        Thread.ofVirtual().start(() -> copy(client, server));
        Thread.ofVirtual().start(() -> copy(server, client));
      } catch (IOException e) {
        // Closed, or one side has gone already.
      }
    }
  }

  private static void copy(Socket from, Socket to) {
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
