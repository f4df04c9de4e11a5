package dev.dbsa.adapter.persistence;

import dev.dbsa.adapter.persistence.dialect.StoreKind;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/** An empty SQLite metadata store, gone when the test run ends. */
public final class TemporaryStore implements QuarkusTestResourceLifecycleManager {

  private Path directory;

  @Override
  public Map<String, String> start() {
    try {
      directory = Files.createTempDirectory("dbsa-store-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return StoreKind.settings("jdbc:sqlite:" + directory.resolve("dbsa.db"), null, null);
  }

  @Override
  public void stop() {
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
