package dev.dbsa.adapter.cli;

import dev.dbsa.adapter.cli.text.Printable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The service as a process of its own, with a store that lasts as long as it. */
final class DemoService implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final int SHOWN_LOG_LINES = 15;

  /**
   * 128 + 2 and 128 + 15: ended by Ctrl-C, which reaches all processes of a terminal, or by kill.
   */
  private static final List<Integer> ENDED_BY_SIGNAL = List.of(130, 143);

  private final Process process;
  private final URI url;
  private final Path log;

  private DemoService(Process process, URI url, Path log) {
    this.process = process;
    this.url = url;
    this.log = log;
  }

  /**
   * Starts the service on a free port, with nothing but its own settings.
   *
   * @param command what runs {@code dbsa}
   */
  static DemoService start(
      List<String> command, Map<String, String> variables, DemoDirectory directory) {
    List<String> whole = new ArrayList<>(command);
    whole.add("serve");
    try {
      int port = freePort();
      ProcessBuilder builder =
          new ProcessBuilder(whole)
              // A place without a .env file.
              .directory(directory.path().toFile())
              .redirectErrorStream(true)
              .redirectOutput(directory.log().toFile());
      Map<String, String> environment = builder.environment();
      environment.clear();
      variables.forEach(
          (name, value) -> {
            if (!name.matches("(?:APP|OPENAI|QUARKUS|DBSA)_.*")) {
              environment.put(name, value);
            }
          });
      environment.put("APP_HOST", "127.0.0.1");
      environment.put("APP_PORT", Integer.toString(port));
      environment.put("APP_DB_URL", "jdbc:sqlite:" + directory.path().resolve("dbsa.db"));
      environment.put("APP_FERNET_KEY", GenerateKeyCommand.newKey());
      environment.put("APP_GENERATION_BACKEND", "mock");
      environment.put("APP_AUTH_ENABLED", "false");
      Process process = builder.start();
      process.getOutputStream().close();
      return new DemoService(process, URI.create("http://127.0.0.1:" + port), directory.log());
    } catch (IOException e) {
      throw new DemoFailure("the service cannot be started: " + e.getMessage(), e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  URI url() {
    return url;
  }

  /**
   * Waits until the service answers.
   *
   * @throws DemoFailure if it ends, or does not answer in time
   */
  void awaitHealth(ApiClient client, CliEnvironment environment) {
    Instant deadline = environment.clock().instant().plus(START_LIMIT);
    while (process.isAlive()) {
      if (isHealthy(client)) {
        return;
      }
      if (environment.clock().instant().isAfter(deadline)) {
        throw new DemoFailure(
            "the service did not answer within " + START_LIMIT.toSeconds() + " s" + logged());
      }
      try {
        environment.pause().sleep(Duration.ofMillis(100));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DemoFailure("interrupted", e);
      }
    }
    throw new DemoFailure("the service ended with code " + process.exitValue() + logged());
  }

  private static boolean isHealthy(ApiClient client) {
    try {
      return client.send(ApiRequest.get("/health")).isSuccess();
    } catch (ServiceUnreachable e) {
      return false;
    }
  }

  /**
   * Waits until the service is stopped.
   *
   * @throws DemoFailure if nobody stopped it
   */
  void awaitEnd() {
    try {
      int code = process.waitFor();
      if (!ENDED_BY_SIGNAL.contains(code)) {
        throw new DemoFailure("the service ended with code " + code + logged());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The end of the log. */
  private String logged() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      String end =
          String.join(
              "\n  ", lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size()));
      return "; its log ends:\n  " + Printable.text(end);
    } catch (IOException e) {
      return "; it wrote no log";
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
