package dev.dbsa.bench.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged program as a process of its own, as {@code ./dbsa} runs it. */
final class Program implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[^ ]+:[0-9]+)");

  private final Process process;
  private final CompletableFuture<String> listening = new CompletableFuture<>();

  private Program(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::readLog);
  }

  private static Process start(
      Path jar, Path directory, Map<String, String> settings, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar"));
    command.add(jar.toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("APP_"));
    builder.environment().putAll(settings);
    return builder.redirectErrorStream(true).start();
  }

  /** Runs a command to its end. */
  static void run(Path jar, Path directory, Map<String, String> settings, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(jar, directory, settings, arguments);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("dbsa " + String.join(" ", arguments) + " failed: " + output);
    }
  }

  static Program serve(Path jar, Path directory, Map<String, String> settings)
      throws IOException, InterruptedException {
    Program program = new Program(start(jar, directory, settings, "serve"));
    try {
      program.listening.get(120, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      program.close();
      throw new IOException("the service did not start", e);
    }
    return program;
  }

  private void readLog() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher matcher = LISTENING.matcher(line);
        if (matcher.find()) {
          listening.complete(matcher.group(1));
        } else if (line.contains(" WARN ") || line.contains(" ERROR ")) {
          System.err.println(line);
        }
      }
    } catch (IOException e) {
      // It has ended.
    }
    listening.completeExceptionally(new IOException("it has ended"));
  }

  String url() {
    return listening.join();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
