package dev.dbsa.adapter.persistence.migration;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Where the metadata store is, and what its database's errors mean to an operator. */
@ApplicationScoped
class StoreLocation {

  private static final Logger LOG = Logger.getLogger(StoreLocation.class);
  private static final String SQLITE = "jdbc:sqlite:";

  private final String jdbcUrl;

  StoreLocation(@ConfigProperty(name = "quarkus.datasource.jdbc.url") String jdbcUrl) {
    this.jdbcUrl = jdbcUrl;
  }

  /** The store for people: the file's absolute path, or the URL without user and parameters. */
  @Override
  public String toString() {
    String place = jdbcUrl.replaceFirst("[?;].*", "");
    return place.startsWith(SQLITE)
        ? "the metadata store " + Path.of(place.substring(SQLITE.length())).toAbsolutePath()
        : "the metadata store " + place.replaceFirst("//[^/]*@", "//");
  }

  /**
   * Makes the file of an embedded store, so that at no time anybody but its owner can read it: the
   * driver would leave that to the process's umask. The files beside it get the same rights from
   * SQLite. A file that is there keeps the rights that it has.
   */
  void createFile() {
    Path file = file();
    if (file == null || Files.exists(file) || !isPosix(file)) {
      return;
    }
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      LOG.debugf("%s was created by another process", file);
    } catch (IOException e) {
      // The driver will fail as well, and say why in a way that is translated below.
      LOG.debugf(e, "%s cannot be created", file);
    }
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** {@code null} where the store is no plain file. */
  private @Nullable Path file() {
    String place = jdbcUrl.replaceFirst("[?;].*", "");
    String path = place.startsWith(SQLITE) ? place.substring(SQLITE.length()) : "";
    return path.isEmpty() || path.startsWith(":") || path.startsWith("file:")
        ? null
        : Path.of(path);
  }

  StoreUnusableException unusable(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof SQLException e) {
        return new StoreUnusableException(this + " " + problem(e), cause);
      }
    }
    return new StoreUnusableException(this + " cannot be used: " + cause.getMessage(), cause);
  }

  private static String problem(SQLException e) {
    if (!(e instanceof SQLiteException sqlite)) {
      return "cannot be opened: " + e.getMessage();
    }
    // The primary code is in the lowest byte of the extended ones.
    return switch (SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xff)) {
      case SQLITE_NOTADB -> "is not a SQLite database: name another file, or move this one away";
      case SQLITE_CORRUPT -> "is damaged: restore a backup (" + e.getMessage() + ")";
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH ->
          "cannot be written: the service needs the right to write to the file and its folder";
      case SQLITE_FULL -> "cannot be written: the disk is full";
      case SQLITE_BUSY, SQLITE_LOCKED ->
          "is in use by another program, which does not let go of it";
      default -> "cannot be opened: " + e.getMessage();
    };
  }
}
