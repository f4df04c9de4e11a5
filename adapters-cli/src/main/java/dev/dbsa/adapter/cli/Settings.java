package dev.dbsa.adapter.cli;

import dev.dbsa.domain.connection.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Defaults for flags: environment variables, behind them the {@code .env} file of the working
 * directory. A blank value counts as not set.
 */
final class Settings {
  /** The nearer source first. */
  private final List<Map<String, String>> sources;

  private final TextFiles files;

  private Settings(List<Map<String, String>> sources, TextFiles files) {
    this.sources = sources;
    this.files = files;
  }

  /**
   * @throws UsageException if there is a {@code .env} that cannot be read
   */
  static Settings of(CliEnvironment environment, TextFiles files) {
    Path file = environment.directory().resolve(".env");
    try {
      return new Settings(List.of(environment.variables(), DotEnv.read(file)), files);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  Optional<String> find(String name) {
    return sources.stream().flatMap(source -> find(source, name).stream()).findFirst();
  }

  /**
   * The secret {@code name}, or the content of the file that {@code name_FILE} names.
   *
   * @throws UsageException if both are set in one place, or if the file is missing or blank
   */
  Optional<Secret> findSecret(String name) {
    for (Map<String, String> source : sources) {
      Optional<String> value = find(source, name);
      Optional<String> file = find(source, name + "_FILE");
      if (value.isPresent() && file.isPresent()) {
        throw new UsageException("set either " + name + " or " + name + "_FILE, not both");
      }
      if (file.isPresent()) {
        return Optional.of(files.secret(name + "_FILE", file.get()));
      }
      if (value.isPresent()) {
        return value.map(Secret::of);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> find(Map<String, String> source, String name) {
    return Optional.ofNullable(source.get(name)).filter(value -> !value.isBlank());
  }
}
