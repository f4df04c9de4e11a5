package dev.dbsa.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP listener that behaves badly, for tests of time limits and broken peers. Listens on a free
 * port of the loopback address until it is closed; takes any number of connections.
 */
public final class FakeTcp implements AutoCloseable {

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private static final int FLOOD_BLOCK = 1 << 16;

  /** What is done with a connection once it is taken. */
  private interface Behaviour {
    void meet(Socket peer) throws IOException;
  }

  private final ServerSocket listener;
  private final Thread listening;
  private final Queue<Socket> peers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger connections = new AtomicInteger();

  private FakeTcp(Behaviour behaviour) {
    try {
      listener = new ServerSocket(0, 0, LOOPBACK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    listening =
        Thread.ofVirtual()
            .name("fake-tcp-" + listener.getLocalPort())
            .start(() -> listen(behaviour));
  }

  /** Takes connections and never sends a byte. */
  public static FakeTcp silent() {
    return new FakeTcp(peer -> {});
  }

  /** Takes connections and closes each at once. */
  public static FakeTcp hangingUp() {
    return new FakeTcp(Socket::close);
  }

  /** Takes connections, sends these bytes on each, and nothing more; keeps it open. */
  public static FakeTcp answering(byte[] bytes) {
    byte[] answer = bytes.clone();
    return new FakeTcp(peer -> peer.getOutputStream().write(answer));
  }

  /** Takes connections, sends the first bytes on each, and then the others over and over. */
  public static FakeTcp flooding(byte[] first, byte[] repeated) {
    byte[] begin = first.clone();
    byte[] block = new byte[Math.max(1, FLOOD_BLOCK / repeated.length) * repeated.length];
    for (int at = 0; at < block.length; at += repeated.length) {
      System.arraycopy(repeated, 0, block, at, repeated.length);
    }
    return new FakeTcp(
        peer -> {
          OutputStream out = peer.getOutputStream();
          out.write(begin);
          while (!peer.isClosed()) {
            out.write(block);
          }
        });
  }

  /** A port of the loopback address on which nobody listens at the moment. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 0, LOOPBACK)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address it listens on, always the IPv4 loopback address. */
  public String host() {
    return LOOPBACK.getHostAddress();
  }

  /** The port it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections were taken so far. */
  public int connections() {
    return connections.get();
  }

  /** Stops listening and closes every connection. */
  @Override
  public void close() {
    closeQuietly(listener);
    try {
      // The port is given back only when nobody waits for a connection any more.
      listening.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    peers.forEach(FakeTcp::closeQuietly);
  }

  private void listen(Behaviour behaviour) {
    while (!listener.isClosed()) {
      try {
        Socket peer = listener.accept();
        peers.add(peer);
        connections.incrementAndGet();
        behaviour.meet(peer);
      } catch (IOException e) {
        // Either we are closed, or the peer has gone already.
      }
    }
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // It is closed as far as it can be.
    }
  }
}
