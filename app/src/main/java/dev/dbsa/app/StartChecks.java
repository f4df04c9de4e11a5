package dev.dbsa.app;

import dev.dbsa.adapter.rest.auth.AuthSettings;
import dev.dbsa.adapter.rest.auth.AuthSettings.Credential;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** What is looked at before the service listens: who could reach it, and what they could guess. */
@Singleton
class StartChecks {
  /** Where the service listens in the end, whichever setting said so. */
  static final String ADDRESS = "quarkus.http.host";

  /** Shorter than what anybody would draw at random. */
  private static final int SHORT_SECRET = 16;

  private static final Logger LOG = Logger.getLogger("dev.dbsa.start");

  private final AppSettings settings;
  private final AuthSettings auth;
  private final String address;

  StartChecks(
      AppSettings settings, AuthSettings auth, @ConfigProperty(name = ADDRESS) String address) {
    this.settings = settings;
    this.auth = auth;
    this.address = address;
  }

  /**
   * Warns in the log of what is weak.
   *
   * @throws ConfigurationException if everybody on the network could call the service, and nobody
   *     said that this is meant
   */
  void run() {
    boolean onPurpose =
        AuthBeans.isTrue("APP_AUTH_DISABLED_ON_PURPOSE", settings.authDisabledOnPurpose());
    if (auth.mode() == AuthSettings.Mode.NONE && !onPurpose && !isLoopback(address)) {
      throw new ConfigurationException(
          "APP_HOST is "
              + address
              + ", which others can reach, and APP_AUTH_ENABLED is false: everybody could do"
              + " everything. Set APP_AUTH_ENABLED=true and a secret, or, if something else keeps"
              + " others out, APP_AUTH_DISABLED_ON_PURPOSE=true");
    }
    warnings(DotEnvConfigSource.file()).forEach(LOG::warn);
  }

  /**
   * Looks before Quarkus listens, which by then has begun to work, and would advise to kill what
   * uses the port.
   *
   * @param port 0 for any free one
   * @throws ConfigurationException if something else listens there
   */
  static void requireFree(String host, int port) {
    if (port == 0) {
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      // As the service itself does: what an ended service leaves behind is no obstacle.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
    } catch (BindException e) {
      throw new ConfigurationException(
          "Port "
              + port
              + " of "
              + host
              + " is in use, maybe by another dbsa, or may not be listened on ("
              + e.getMessage()
              + "): end what uses it, or set APP_PORT to another port");
    } catch (IOException _) {
      // Whatever else is wrong with the address is told when the service listens on it.
    }
  }

  /** What an operator should mend; without any secret. */
  List<String> warnings(Path dotEnv) {
    List<String> warnings = new ArrayList<>();
    for (Credential credential : auth.credentials()) {
      String secret = credential.secret().reveal();
      if (secret.codePointCount(0, secret.length()) < SHORT_SECRET) {
        warnings.add(
            "The %s \"%s\" is shorter than %d characters and can be guessed: openssl rand -hex 32"
                .formatted(
                    auth.mode() == AuthSettings.Mode.HMAC ? "signing secret" : "token",
                    credential.name(),
                    SHORT_SECRET));
      }
    }
    if (isReadByOthers(dotEnv)) {
      warnings.add(
          "The file %s may hold secrets and can be read by every user of this machine: chmod 600"
              .formatted(dotEnv));
    }
    return warnings;
  }

  private static boolean isReadByOthers(Path file) {
    try {
      return Files.isRegularFile(file)
          && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException e) {
      // Another kind of file system, which has no such permissions.
      return false;
    }
  }

  private static boolean isLoopback(String address) {
    try {
      return Arrays.stream(InetAddress.getAllByName(address))
          .allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException _) {
      return false;
    }
  }
}
