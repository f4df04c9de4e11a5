package dev.dbsa.adapter.introspect;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Connects to addresses that were checked before, and never asks for a name: whoever owns the name
 * could answer something else the second time. The drivers make their sockets in classes that they
 * load by name, so that the addresses travel as text.
 */
final class PinnedSockets {
  private PinnedSockets() {}

  /** The addresses as text, without the names that led to them. */
  static String write(List<InetAddress> addresses) {
    return addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(" "));
  }

  static List<InetAddress> read(String text) {
    return Arrays.stream(text.split(" ")).map(InetAddress::ofLiteral).toList();
  }

  /**
   * Connects to the first address that accepts, within a {@link ByteBudget}.
   *
   * @param timeout for all of them together
   */
  static Socket connect(List<InetAddress> addresses, int port, Duration timeout)
      throws IOException {
    ByteBudget budget = ByteBudget.current();
    IOException failure = new ConnectException("there is no address to connect to");
    // Each its part: one that swallows everything must not hide the others.
    int millis = Math.toIntExact(Math.max(1, timeout.toMillis() / Math.max(1, addresses.size())));
    for (InetAddress address : addresses) {
      Socket socket = new CountedSocket(budget);
      try {
        socket.connect(new InetSocketAddress(address, port), millis);
        return socket;
      } catch (IOException e) {
        socket.close();
        failure = e;
      }
    }
    throw failure;
  }
}
