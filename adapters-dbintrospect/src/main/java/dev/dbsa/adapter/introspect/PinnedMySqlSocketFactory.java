package dev.dbsa.adapter.introspect;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * The sockets of MySQL's driver. The host's name remains what the server's certificate is checked
 * against.
 *
 * <p>Public, with a constructor without parameters, because the driver makes it.
 */
public final class PinnedMySqlSocketFactory extends StandardSocketFactory {
  /** The option that carries the addresses; the driver itself does not know it. */
  static final String ADDRESSES = "dbsaAddresses";

  /** As the driver's own, but for where the socket leads. */
  @Override
  @SuppressWarnings("unchecked")
  public <T extends Closeable> T connect(
      String hostname, int portNumber, PropertySet options, int loginTimeout) throws IOException {
    List<InetAddress> addresses =
        PinnedSockets.read(options.getStringProperty(ADDRESSES).getValue());
    int millis = options.getIntegerProperty(PropertyKey.connectTimeout).getValue();
    host = hostname;
    port = portNumber;
    loginTimeoutCountdown = loginTimeout;
    rawSocket = PinnedSockets.connect(addresses, portNumber, Duration.ofMillis(millis));
    configureSocket(rawSocket, options);
    sslSocket = rawSocket;
    return (T) rawSocket;
  }
}
