package dev.dbsa.adapter.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary directory for everything that a demonstration writes. */
final class DemoDirectory {
  private final Path path;

  private DemoDirectory(Path path) {
    this.path = path;
  }

  static DemoDirectory create() {
    try {
      return new DemoDirectory(Files.createTempDirectory("dbsa-demo-"));
    } catch (IOException e) {
      throw new DemoFailure("no temporary directory can be made: " + e.getMessage(), e);
    }
  }

  Path path() {
    return path;
  }

  /** What the service prints. */
  Path log() {
    return path.resolve("service.log");
  }

  /**
   * Deletes the directory; where something went wrong, all but the log.
   *
   * @param keepLog whether the log is still needed
   */
  void delete(boolean keepLog) {
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      boolean keep = keepLog && deepestFirst.contains(log());
      for (Path file : deepestFirst) {
        if (!keep || !file.equals(log()) && !file.equals(path)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // It lies among the temporary files of the system, which are deleted sooner or later.
    }
  }
}
