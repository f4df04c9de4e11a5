package dev.dbsa.adapter.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command sees of the world around it.
 *
 * @param variables the environment variables
 * @param directory where {@code .env} is looked for, and what relative paths start from
 * @param terminal whether a person is watching: then there may be colours and progress lines
 * @param pause how a command lets time pass between two looks at the service
 */
public record CliEnvironment(
    Map<String, String> variables,
    Path directory,
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    boolean terminal,
    InstantSource clock,
    Pause pause) {

  /** Lets time pass. */
  @FunctionalInterface
  public interface Pause {
    void sleep(Duration duration) throws InterruptedException;

    /**
     * As {@link #sleep}, before a request that cannot be left out.
     *
     * @throws ServiceUnreachable if the thread is interrupted
     */
    default void pass(Duration duration) {
      try {
        sleep(duration);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ServiceUnreachable("interrupted", e);
      }
    }
  }

  /** The environment of this process. */
  public static CliEnvironment ofProcess() {
    return new CliEnvironment(
        System.getenv(),
        Path.of("").toAbsolutePath(),
        System.in,
        writer(FileDescriptor.out, "stdout.encoding"),
        writer(FileDescriptor.err, "stderr.encoding"),
        System.console() != null && System.console().isTerminal(),
        InstantSource.system(),
        Thread::sleep);
  }

  /** Whether a person looks at a terminal that has colours, and did not object to them. */
  boolean colours() {
    return terminal
        && variables.getOrDefault("NO_COLOR", "").isEmpty()
        && !variables.getOrDefault("TERM", "").equals("dumb");
  }

  private static PrintWriter writer(FileDescriptor descriptor, String encodingProperty) {
    return new PrintWriter(
        new FileOutputStream(descriptor), true, encoding(System.getProperty(encodingProperty)));
  }

  /**
   * Where no locale is set, as in many containers, Java thinks that a terminal knows ASCII only.
   */
  private static Charset encoding(@Nullable String name) {
    if (name == null || !Charset.isSupported(name)) {
      return StandardCharsets.UTF_8;
    }
    Charset charset = Charset.forName(name);
    return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
  }
}
