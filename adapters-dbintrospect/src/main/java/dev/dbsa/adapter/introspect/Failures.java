package dev.dbsa.adapter.introspect;

import dev.dbsa.domain.connection.Endpoint;
import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.connection.TargetDatabase;
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

  /** A chain of causes longer than this is a circle. */
  private static final int MAX_CAUSES = 20;

  /** A password so short is met by chance everywhere. */
  private static final int MIN_PASSWORD_LENGTH = 4;

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
    Optional<DbsaException> flood = ofFlood(failure, endpoint, "before the login was done");
    if (flood.isPresent()) {
      return flood;
    }
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
    Optional<DbsaException> flood = ofFlood(failure, endpoint, "while its schema was read");
    if (flood.isPresent()) {
      return flood;
    }
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

  /** A server that sends and sends; empty where it did not. */
  private static Optional<DbsaException> ofFlood(
      Throwable failure, Endpoint endpoint, String when) {
    return cause(failure, ByteBudget.TooManyBytesException.class)
        .map(
            flood ->
                new DbsaException(
                    ErrorCode.TARGET_FAILED,
                    address(endpoint)
                        + " sent more than "
                        + (flood.most() >> 10)
                        + " KiB "
                        + when
                        + ", which is more than is taken.",
                    failure));
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

  /**
   * The failure, unless it or what led to it holds the password: some servers and proxies repeat it
   * in their errors. Then neither their words nor the driver's are passed on. A password that is
   * also the name of the account or of the database is not told by a message that names these.
   */
  static DbsaException withoutPassword(DbsaException failure, TargetDatabase target) {
    Endpoint endpoint = target.endpoint();
    String password = target.password().reveal();
    boolean isName =
        password.equals(endpoint.username()) || password.equals(endpoint.databaseName());
    if (isName || password.length() < MIN_PASSWORD_LENGTH || !tells(failure, password)) {
      return failure;
    }
    return new DbsaException(
        failure.code(),
        address(endpoint) + " refused, with a message that holds the password and is not shown.");
  }

  private static boolean tells(Throwable failure, String password) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (cause.toString().contains(password)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** Whether the failure, or what led to it, is of the given kind. */
  static boolean find(Throwable failure, Class<? extends Throwable> kind) {
    return cause(failure, kind).isPresent();
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> kind) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (kind.isInstance(cause)) {
        return Optional.of(kind.cast(cause));
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }
}
