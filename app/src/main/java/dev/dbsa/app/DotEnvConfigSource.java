package dev.dbsa.app;

import dev.dbsa.adapter.cli.DotEnv;
import io.quarkus.runtime.ImageMode;
import io.smallrye.config.EnvConfigSource;
import java.nio.file.Path;
import java.util.Map;

/**
 * The {@code .env} of the working directory as the command line reads it. Quarkus has a reader of
 * its own, for which quotes, comments and {@code export} belong to the values; this source goes
 * before that one.
 */
public final class DotEnvConfigSource extends EnvConfigSource {
  private static final long serialVersionUID = 1L;

  /** Behind the environment, which has 300. */
  private static final int ORDINAL = 299;

  /** Called when the configuration is put together. */
  public DotEnvConfigSource() {
    // What lies where a native executable is built must not become part of it.
    super(ImageMode.current() == ImageMode.NATIVE_BUILD ? Map.of() : DotEnv.read(file()), ORDINAL);
  }

  /** The file that is read: that of the directory where the process was started. */
  static Path file() {
    return Path.of(".env").toAbsolutePath();
  }

  /**
   * @throws IllegalArgumentException if the file cannot be read or understood
   */
  DotEnvConfigSource(Path file) {
    super(DotEnv.read(file), ORDINAL);
  }
}
