package dev.dbsa.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code dbsa serve} as a process of its own, on a free port of the loopback address. */
final class ServiceProcess implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[^ \"]+:[0-9]+)");
  private static final long SECONDS = 120;

  private final Process process;
  private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<String> listening = new CompletableFuture<>();
  private final Thread reader;

  private ServiceProcess(Path directory, Map<String, String> variables) throws IOException {
    Map<String, String> environment = new HashMap<>(variables);
    environment.putIfAbsent("APP_PORT", "0");
    // As the launcher starts what ends soon: it takes half the time.
    environment.putIfAbsent("JAVA_TOOL_OPTIONS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
    process =
        LauncherProcess.launcher("dbsa", List.of("serve"), directory, environment)
            .redirectErrorStream(true)
            .start();
    reader = Thread.ofVirtual().start(this::readLog);
  }

  /**
   * Starts a service and waits until it listens.
   *
   * @param directory where it finds its {@code .env} and keeps its store, if nothing else is said
   */
  static ServiceProcess start(Path directory, Map<String, String> variables) throws Exception {
    ServiceProcess service = new ServiceProcess(directory, variables);
    try {
      service.listening.get(SECONDS, TimeUnit.SECONDS);
      return service;
    } catch (ExecutionException | TimeoutException e) {
      service.close();
      throw new AssertionError("the service did not start:\n" + service.log());
    }
  }

  /** What came of a start that is refused. */
  static Launcher.Finished startInVain(Path directory, Map<String, String> variables)
      throws Exception {
    try (ServiceProcess service = new ServiceProcess(directory, variables)) {
      if (!service.process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the service started:\n" + service.log());
      }
      service.reader.join();
      return new Launcher.Finished(service.process.exitValue(), service.log(), "");
    }
  }

  private void readLog() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.add(line);
        Matcher matcher = LISTENING.matcher(line);
        if (matcher.find()) {
          listening.complete(matcher.group(1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      listening.completeExceptionally(new IllegalStateException("ended"));
    }
  }

  String url() {
    return listening.join();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** All that it has written so far. */
  String log() {
    return String.join("\n", log);
  }

  /** Kills the service without warning, as a crash does. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
    reader.join();
  }

  /** Asks the service to stop, without waiting for it. */
  void stop() {
    process.toHandle().destroy();
  }

  /** Ends the service as an operator does, and reads its log to the end. */
  @Override
  public void close() throws InterruptedException {
    // Not process.destroy(): that would close its output, with what it says at the end.
    process.toHandle().destroy();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    reader.join();
  }
}
