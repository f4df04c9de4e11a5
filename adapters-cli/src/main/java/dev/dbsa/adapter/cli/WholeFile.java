package dev.dbsa.adapter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files so that whoever reads meanwhile finds the old one or the new one. */
final class WholeFile {
  private WholeFile() {}

  /** Writes the whole file or nothing; one that is there is replaced. */
  static void write(Path target, byte[] bytes) throws IOException {
    Path part = Files.createTempFile(target.toAbsolutePath().getParent(), ".dbsa-", ".part");
    try {
      Files.write(part, bytes);
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
