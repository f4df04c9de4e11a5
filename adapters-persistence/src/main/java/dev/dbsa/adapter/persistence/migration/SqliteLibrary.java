package dev.dbsa.adapter.persistence.migration;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads the native library of SQLite's driver where it is known which one fits. The driver finds
 * that out by running another program, and compares what it unpacked byte by byte, which is an
 * eighth of the start of a native executable; it also leaves the file behind if the process dies.
 */
final class SqliteLibrary {
  private static final String RESOURCE = "/org/sqlite/native/Linux/x86_64/libsqlitejdbc.so";
  private static final String NAME = "libsqlitejdbc.so";
  private static final Path MUSL = Path.of("/lib/ld-musl-x86_64.so.1");

  // What the driver goes by.
  private static final String FOLDER_SETTING = "org.sqlite.lib.path";
  private static final String NAME_SETTING = "org.sqlite.lib.name";
  private static final String TEMPORARY_SETTING = "org.sqlite.tmpdir";

  private SqliteLibrary() {}

  /** Loads the library, or leaves that to the driver. */
  static void load() {
    if (!isLinuxOnX86() || System.getProperty(FOLDER_SETTING) != null) {
      return;
    }
    try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(RESOURCE)) {
      if (library != null) {
        load(library);
      }
    } catch (Exception _) {
      // The driver tries in its own way, and says what is wrong.
    }
  }

  private static void load(InputStream library) throws Exception {
    Path folder = Files.createTempDirectory(temporary(), "dbsa-sqlite-");
    Path file = folder.resolve(NAME);
    try {
      Files.copy(library, file);
      System.setProperty(FOLDER_SETTING, folder.toString());
      System.setProperty(NAME_SETTING, NAME);
      SQLiteJDBCLoader.initialize();
    } finally {
      System.clearProperty(FOLDER_SETTING);
      System.clearProperty(NAME_SETTING);
      // What is loaded stays.
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }

  private static Path temporary() {
    return Path.of(
        System.getProperty(TEMPORARY_SETTING, System.getProperty("java.io.tmpdir", "/tmp")));
  }

  private static boolean isLinuxOnX86() {
    return "Linux".equals(System.getProperty("os.name"))
        && "amd64".equals(System.getProperty("os.arch"))
        && Files.notExists(MUSL);
  }
}
