package dev.dbsa.app;

import dev.dbsa.adapter.cli.DotEnv;
import io.smallrye.config.EnvConfigSource;
import java.nio.file.Path;

/**
 * The {@code .env} of the working directory as the command line reads it. Quarkus has a reader of
 * its own, for which quotes, comments and {@code export} belong to the values; this source goes
 * before that one.
 */
public final class DotEnvConfigSource extends EnvConfigSource {
  private static final long serialVersionUID = 1L;

  /** Behind the environment, which has 300. */
  private static final int ORDINAL = 299;

  /** The file that is read. */
  static final Path FILE = Path.of(".env").toAbsolutePath();

  /** Called when the configuration is put together. */
  public DotEnvConfigSource() {
    this(FILE);
  }

  /**
   * @throws IllegalArgumentException if the file cannot be read or understood
   */
  DotEnvConfigSource(Path file) {
    super(DotEnv.read(file), ORDINAL);
  }
}
