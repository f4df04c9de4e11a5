package dev.dbsa.app;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Secrets that are handed over in files, as container platforms do. */
final class SecretFile {
  private SecretFile() {}

  /**
   * The file's text. As on the command line, one line break at its end does not count, nor does the
   * mark that some editors put at the beginning.
   *
   * @param setting the environment variable that names the file
   * @throws ConfigurationException if the file cannot be read or is blank; the message names
   *     setting and file
   */
  static String read(String setting, String file) {
    String text;
    try {
      text = Files.readString(Path.of(file)).replaceFirst("\\A\uFEFF", "");
    } catch (IOException | InvalidPathException e) {
      throw new ConfigurationException(setting + " names a file that cannot be read: " + file);
    }
    if (text.isBlank()) {
      throw new ConfigurationException(setting + " names a file that is empty: " + file);
    }
    return text.replaceFirst("\\r?\\n\\z", "");
  }
}
