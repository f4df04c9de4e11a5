package dev.dbsa.adapter.persistence.migration;

import dev.dbsa.adapter.persistence.dialect.StoreDialect;
import dev.dbsa.adapter.persistence.dialect.StoreKind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Where the metadata store is, and what its database's errors mean to an operator. */
@Singleton
class StoreLocation {

  private static final Logger LOG = Logger.getLogger(StoreLocation.class);
  private static final String SQLITE = "jdbc:sqlite:";

  private final String jdbcUrl;
  private final StoreDialect dialect;

  @Inject
  StoreLocation(Config config, StoreKind kind) {
    this(config.getValue(kind.setting("jdbc.url"), String.class), kind.dialect());
  }

  StoreLocation(String jdbcUrl, StoreDialect dialect) {
    this.jdbcUrl = jdbcUrl;
    this.dialect = dialect;
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
   * Makes an embedded store ready to be opened: loads SQLite, and makes the file.
   *
   * @throws StoreUnusableException if there is no folder for the file
   */
  void prepare() {
    if (isFile()) {
      SqliteLibrary.load();
    }
    createFile();
  }

  /**
   * Makes the file so that at no time anybody but its owner can read it: the driver would leave
   * that to the process's umask. The files beside it get the same rights from SQLite. A file that
   * is there keeps the rights that it has.
   */
  private void createFile() {
    Path file = file();
    if (file == null || Files.exists(file)) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && Files.notExists(folder)) {
      throw new StoreUnusableException(this + " cannot be opened: there is no folder " + folder);
    }
    if (!isPosix(file)) {
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

  StoreDialect dialect() {
    return dialect;
  }

  /** Whether the store is a file of this process, rather than on a server. */
  boolean isFile() {
    return jdbcUrl.startsWith(SQLITE);
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

  /**
   * @throws StoreUnusableException if the database's release cannot hold the store
   */
  void requireSupported(Connection connection) throws SQLException {
    Optional<String> problem = dialect.unsupported(connection.getMetaData());
    if (problem.isPresent()) {
      throw new StoreUnusableException(this + " " + problem.get());
    }
  }

  StoreUnusableException unusable(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof SQLException e) {
        return new StoreUnusableException(this + " " + dialect.problem(e), cause);
      }
    }
    return new StoreUnusableException(this + " cannot be used: " + cause.getMessage(), cause);
  }
}
