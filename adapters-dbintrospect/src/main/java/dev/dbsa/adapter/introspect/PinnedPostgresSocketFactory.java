package dev.dbsa.adapter.introspect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import javax.net.SocketFactory;
import org.postgresql.PGProperty;

/**
 * The sockets of PostgreSQL's driver: it takes one that is connected already as it is, and looks no
 * name up. The host's name remains what the server's certificate is checked against.
 *
 * <p>Public, with this constructor, because the driver makes it.
 */
public final class PinnedPostgresSocketFactory extends SocketFactory {
  private final List<InetAddress> addresses;
  private final int port;
  private final Duration timeout;

  /**
   * @param options the driver's, with what {@link #argument} wrote among them
   */
  public PinnedPostgresSocketFactory(Properties options) {
    String argument = PGProperty.SOCKET_FACTORY_ARG.getOrDefault(options);
    String[] parts = Objects.requireNonNull(argument).split(" ", 3);
    port = Integer.parseInt(parts[0]);
    timeout = Duration.ofMillis(Long.parseLong(parts[1]));
    addresses = PinnedSockets.read(parts[2]);
  }

  static String argument(List<InetAddress> addresses, int port, Duration timeout) {
    return port + " " + timeout.toMillis() + " " + PinnedSockets.write(addresses);
  }

  @Override
  public Socket createSocket() throws IOException {
    return PinnedSockets.connect(addresses, port, timeout);
  }

  @Override
  public Socket createSocket(String host, int anyPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int anyPort, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int anyPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int anyPort, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }
}
