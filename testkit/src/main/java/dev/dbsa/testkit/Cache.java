package dev.dbsa.testkit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Folder of unpacked servers, shared by all JVMs of a user.
 *
 * @param root private to the user, as what lies in it is run
 */
record Cache(Path root) {

  /** Fills an empty folder. */
  interface Filler {
    void fill(Path folder) throws IOException, InterruptedException;
  }

  static Cache ofUser() throws IOException {
    Path root =
        base(System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home"))
            .resolve("dbsa-testkit");
    Files.createDirectories(root.getParent());
    if (!Files.isDirectory(root)) {
      Files.createDirectories(
          root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return new Cache(root);
  }

  /** The XDG base directory specification: a relative path is to be ignored. */
  static Path base(@Nullable String xdgCacheHome, String home) {
    return xdgCacheHome != null && Path.of(xdgCacheHome).isAbsolute()
        ? Path.of(xdgCacheHome)
        : Path.of(home, ".cache");
  }

  /**
   * The folder of that name. The filler runs only if there is none yet, and in one JVM at a time;
   * the folder appears when it is complete.
   */
  Path prepared(String name, Filler filler) throws IOException, InterruptedException {
    Path folder = root.resolve(name);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    try (FileChannel file =
        FileChannel.open(
            root.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.lock(); // until the file is closed
      if (!Files.isDirectory(folder)) {
        Path unfinished = root.resolve(name + ".unfinished");
        Commands.run("rm", "-rf", "--", unfinished.toString());
        Files.createDirectory(unfinished);
        filler.fill(unfinished);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      return folder;
    }
  }
}
