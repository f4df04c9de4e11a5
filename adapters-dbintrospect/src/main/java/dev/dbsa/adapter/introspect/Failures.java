package dev.dbsa.adapter.introspect;

import dev.dbsa.domain.connection.Endpoint;
import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.network.HostRefusedException;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Words for what can go wrong, for an operator to act on. They never repeat what a driver says,
 * which names classes and options; what a server says is repeated in {@linkplain #quoted bounds}.
 */
final class Failures {
  private static final int MAX_QUOTED = 300;

  private Failures() {}

  /** Host and port as people write them. */
  static String address(Endpoint endpoint) {
    String host = endpoint.host();
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + endpoint.port();
  }

  static String seconds(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return millis + " milliseconds";
    }
    return millis == 1000 ? "1 second" : millis / 1000 + " seconds";
  }

  static DbsaException noAnswer(Endpoint endpoint, Duration limit) {
    return new DbsaException(
        ErrorCode.TARGET_TIMEOUT,
        address(endpoint) + " did not answer within " + seconds(limit) + ".");
  }

  static DbsaException unknownHost(Endpoint endpoint, @Nullable Throwable cause) {
    return new DbsaException(
        ErrorCode.TARGET_UNREACHABLE, "The host " + endpoint.host() + " is unknown.", cause);
  }

  static DbsaException notAllowed(Endpoint endpoint, HostRefusedException refusal) {
    return new DbsaException(
        ErrorCode.TARGET_NOT_ALLOWED,
        "The host "
            + endpoint.host()
            + switch (refusal.reason()) {
              case NOT_ALLOWED -> " is not among those that APP_TARGET_ALLOWED_HOSTS lists.";
              case FORBIDDEN ->
                  " leads to an address that is never called: link-local, or a cloud's metadata.";
            },
        refusal);
  }

  /** A login that failed on the way to the server; empty where the server itself refused it. */
  static Optional<DbsaException> ofNetworkAtLogin(Throwable failure, Endpoint endpoint) {
    String address = address(endpoint);
    if (find(failure, UnknownHostException.class)) {
      return Optional.of(unknownHost(endpoint, failure));
    }
    if (find(failure, SocketTimeoutException.class)) {
      return Optional.of(
          new DbsaException(
              ErrorCode.TARGET_TIMEOUT, address + " did not answer in time.", failure));
    }
    if (find(failure, CertificateException.class)) {
      return Optional.of(
          new DbsaException(
              ErrorCode.TARGET_REFUSED,
              "The certificate of "
                  + address
                  + " is not trusted, or does not belong to this host, which ssl_mode "
                  + endpoint.sslMode().label()
                  + " requires.",
              failure));
    }
    if (find(failure, SSLException.class)) {
      return Optional.of(
          new DbsaException(
              ErrorCode.TARGET_REFUSED,
              "No encrypted connection to " + address + " could be agreed on.",
              failure));
    }
    if (find(failure, NoRouteToHostException.class)) {
      return Optional.of(unreachable("There is no route to " + address + ".", failure));
    }
    if (find(failure, ConnectException.class)) {
      return Optional.of(unreachable("Nothing accepts connections at " + address + ".", failure));
    }
    if (find(failure, EOFException.class) || find(failure, java.net.SocketException.class)) {
      return Optional.of(
          unreachable(address + " closed the connection before the login was done.", failure));
    }
    return Optional.empty();
  }

  /** A network that failed after the login; empty where the network is not to blame. */
  static Optional<DbsaException> ofNetworkWhileReading(Throwable failure, Endpoint endpoint) {
    if (find(failure, SocketTimeoutException.class)) {
      return Optional.of(
          new DbsaException(
              ErrorCode.TARGET_TIMEOUT,
              address(endpoint) + " stopped answering while its schema was read.",
              failure));
    }
    if (find(failure, java.io.IOException.class)) {
      return Optional.of(connectionLost(endpoint, failure));
    }
    return Optional.empty();
  }

  static DbsaException connectionLost(Endpoint endpoint, Throwable failure) {
    return new DbsaException(
        ErrorCode.TARGET_FAILED,
        "The connection to " + address(endpoint) + " was lost while its schema was read.",
        failure);
  }

  static DbsaException keepsChanging(Endpoint endpoint, Throwable failure) {
    return new DbsaException(
        ErrorCode.TARGET_FAILED,
        "The schema at " + address(endpoint) + " kept changing while it was read.",
        failure);
  }

  static DbsaException unreachable(String detail, Throwable failure) {
    return new DbsaException(ErrorCode.TARGET_UNREACHABLE, detail, failure);
  }

  static DbsaException refused(String detail, Throwable failure) {
    return new DbsaException(ErrorCode.TARGET_REFUSED, detail, failure);
  }

  static DbsaException notEncrypted(Endpoint endpoint, Throwable failure) {
    return refused(
        address(endpoint)
            + " does not offer encrypted connections, which ssl_mode "
            + endpoint.sslMode().label()
            + " requires.",
        failure);
  }

  static DbsaException wrongProtocol(Endpoint endpoint, String product, Throwable failure) {
    return unreachable(
        "What answers at " + address(endpoint) + " is not a " + product + " server.", failure);
  }

  static boolean mustEncrypt(Endpoint endpoint) {
    return endpoint.sslMode() == SslMode.REQUIRE || endpoint.sslMode() == SslMode.VERIFY_FULL;
  }

  /** What a server said, on one line and of bounded length. */
  static String quoted(@Nullable String serverMessage) {
    if (serverMessage == null || serverMessage.isBlank()) {
      return "no reason given";
    }
    String line = serverMessage.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= MAX_QUOTED ? line : line.substring(0, MAX_QUOTED) + "…";
  }

  /** Whether the failure, or what led to it, is of the given kind. */
  static boolean find(Throwable failure, Class<? extends Throwable> kind) {
    Throwable cause = failure;
    // A chain longer than this is a circle.
    for (int i = 0; cause != null && i < 20; i++) {
      if (kind.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
