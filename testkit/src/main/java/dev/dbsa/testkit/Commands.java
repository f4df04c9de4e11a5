package dev.dbsa.testkit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Runs the commands of the operating system and of the servers. */
final class Commands {

  static final File NOTHING = new File("/dev/null");

  /** Downloading MySQL's packages over a slow line is the longest of all. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final int SHOWN_CHARACTERS = 1000;

  private Commands() {}

  static void run(String... command) throws IOException, InterruptedException {
    run(List.of(command), Map.of());
  }

  /**
   * Runs a command to its end.
   *
   * @param environment added to this JVM's own
   * @return what it wrote to both its outputs
   * @throws IOException if it cannot be started, fails or takes more than five minutes; the message
   *     holds the end of its output
   */
  static String run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("dbsa-testkit-command", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(NOTHING)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      try {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
          throw new IOException(
              name(command) + " took more than " + LIMIT.toMinutes() + " min: " + tail(output));
        }
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            name(command) + " failed with code " + process.exitValue() + ": " + tail(output));
      }
      return text(output);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** A text file that lies beside this class. */
  static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Commands.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The end of a file that a command wrote, on one line. */
  static String tail(Path output) throws IOException {
    String text = text(output).strip();
    return text.substring(Math.max(0, text.length() - SHOWN_CHARACTERS))
        .replaceAll("\\s*\\R", " | ");
  }

  /** Commands may write in any encoding; what is not UTF-8 is replaced. */
  static String text(Path output) throws IOException {
    return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
  }

  private static String name(List<String> command) {
    return Path.of(command.getFirst()).getFileName().toString();
  }
}
