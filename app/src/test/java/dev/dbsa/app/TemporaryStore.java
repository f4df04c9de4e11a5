package dev.dbsa.app;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/** An empty SQLite metadata store for the service under test, gone when the test run ends. */
public final class TemporaryStore implements QuarkusTestResourceLifecycleManager {

  private Path directory;

  @Override
  public Map<String, String> start() {
    try {
      directory = Files.createTempDirectory("dbsa-test-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "app.db-url",
        "jdbc:sqlite:" + directory.resolve("dbsa.db"),
        "app.fernet-key",
        "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=");
  }

  @Override
  public void stop() {
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
