package dev.dbsa.app;

import dev.dbsa.adapter.crypto.FernetKey;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.jboss.logging.Logger;

/** The key of a development profile: made once, kept in a file that only its owner may read. */
final class DevelopmentKey {
  private static final Logger LOG = Logger.getLogger(DevelopmentKey.class);
  private static final String SQLITE = "jdbc:sqlite:";

  private DevelopmentKey() {}

  /**
   * @param dbUrl the metadata store, beside whose file the key is kept
   * @throws ConfigurationException outside the development and test profiles, where a key has to be
   *     set
   */
  static String of(String dbUrl) {
    if (!ConfigUtils.isProfileActive("dev") && LaunchMode.current() != LaunchMode.TEST) {
      throw new ConfigurationException(
          "APP_FERNET_KEY is not set: connection secrets cannot be stored without it. `dbsa generate-key` prints one;"
              + " keep it as safe as the passwords that it protects. For a try without one, start with"
              + " QUARKUS_PROFILE=dev");
    }
    Path file = fileBeside(StoreUrl.parse(dbUrl).jdbcUrl());
    try {
      if (Files.notExists(file)) {
        create(file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ConfigurationException(
          "the development key cannot be kept in " + file + "; set APP_FERNET_KEY");
    }
  }

  private static Path fileBeside(String jdbcUrl) {
    String path =
        jdbcUrl.startsWith(SQLITE)
            ? jdbcUrl.substring(SQLITE.length()).replaceFirst("\\?.*", "")
            : "";
    boolean onDisk = !path.isEmpty() && !path.startsWith(":") && !path.startsWith("file:");
    return Path.of(onDisk ? path + ".key" : "dbsa.key");
  }

  private static void create(Path file) throws IOException {
    String key = FernetKey.generate(new SecureRandom()).encoded() + "\n";
    try {
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        // The rights come with the creation: at no time can anybody else open the file.
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
      Files.writeString(file, key, StandardOpenOption.WRITE);
      LOG.warnf("APP_FERNET_KEY is not set; made a development key in %s", file);
    } catch (FileAlreadyExistsException e) {
      // Another process made it just now: use that one.
      LOG.debugf("%s exists already", file);
    }
  }
}
