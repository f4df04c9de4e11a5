package dev.dbsa.adapter.cli;

import dev.dbsa.domain.digest.Sha256;
import dev.dbsa.domain.policy.UnusablePolicy;
import dev.dbsa.port.out.PolicyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that say what a team makes of the rules. */
final class PolicyOptions {
  /** The name that is looked for. */
  static final String FILE = ".dbsa.toml";

  /** More than the reader takes, so that it is the reader that says what it takes. */
  private static final int MAX_BYTES = 2 << 20;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "A policy. Default: the nearest "
              + FILE
              + " from the working directory upwards, as far as the git repository goes.")
  private @Nullable String file;

  @Option(names = "--no-policy", description = "By the rules as they are, whatever lies about.")
  private boolean none;

  /**
   * The policy that holds.
   *
   * @throws UsageException if it is unreadable, or no policy; with all that is wrong with it
   */
  FoundPolicy find(CliEnvironment environment, PolicyReader reader) {
    if (none && file != null) {
      throw new UsageException("--policy and --no-policy exclude each other");
    }
    if (none) {
      return FoundPolicy.NONE;
    }
    if (file != null) {
      return read(environment, reader, file);
    }
    Path found = upwards(environment.directory());
    return found == null ? FoundPolicy.NONE : read(environment, reader, found);
  }

  /**
   * The policy of a name.
   *
   * @throws UsageException if it is unreadable, or no policy; with all that is wrong with it
   */
  static FoundPolicy read(CliEnvironment environment, PolicyReader reader, String name) {
    try {
      return read(environment, reader, environment.directory().resolve(name));
    } catch (InvalidPathException e) {
      throw new UsageException("the policy " + name + " cannot be read");
    }
  }

  private static @Nullable Path upwards(Path start) {
    for (@Nullable Path folder = start.toAbsolutePath().normalize();
        folder != null;
        folder = folder.getParent()) {
      Path candidate = folder.resolve(FILE);
      if (Files.exists(candidate)) {
        return candidate;
      }
      if (Files.exists(folder.resolve(".git"))) {
        return null;
      }
    }
    return null;
  }

  private static FoundPolicy read(CliEnvironment environment, PolicyReader reader, Path path) {
    String name = shown(environment.directory(), path);
    try (var in = Files.newInputStream(path)) {
      return parsed(reader, in.readNBytes(MAX_BYTES), path.toAbsolutePath().getParent(), name);
    } catch (IOException e) {
      throw new UsageException("the policy " + name + " cannot be read");
    }
  }

  static FoundPolicy parsed(PolicyReader reader, byte[] text, @Nullable Path folder, String name) {
    try {
      return new FoundPolicy(reader.read(text), folder, name, Sha256.hex(text));
    } catch (UnusablePolicy e) {
      throw new UsageException(
          "the policy " + name + " is wrong:\n  " + String.join("\n  ", e.problems()));
    }
  }

  private static String shown(Path directory, Path path) {
    Path home = directory.toAbsolutePath().normalize();
    Path whole = path.toAbsolutePath().normalize();
    Path shown = home.getRoot().equals(whole.getRoot()) ? home.relativize(whole) : whole;
    return shown.toString().replace('\\', '/');
  }
}
