package dev.dbsa.testkit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A temporary directory with the files of one server, and the care that both end with this JVM.
 *
 * <p>A small shell process, the keeper, waits for the end of its input, which comes when the JVM
 * exits or dies; it then stops the server and deletes the directory. A shutdown hook gives it the
 * time to do so. Should the keeper have been killed too, then the next run finds the directory: a
 * file in it is locked for as long as its JVM lives.
 */
final class RunDirectory {

  private static final String PREFIX = "dbsa-testkit-run-";
  private static final String OWNER = "owner";
  private static final int SECONDS_TO_STOP = 12;

  /** Writes its process id and the signal that stops it, then becomes the server. */
  private static final String BECOME =
      """
      echo "$$ $2" >"$1" && shift 2 && exec "$@"
      """;

  private final Path path;
  private final Process keeper;
  private final FileChannel owner;
  private final Thread hook;

  private RunDirectory(Path path, Process keeper, FileChannel owner, Thread hook) {
    this.path = path;
    this.keeper = keeper;
    this.owner = owner;
    this.hook = hook;
  }

  static RunDirectory create() throws IOException {
    if (!Files.isExecutable(Path.of("/bin/sh"))) {
      throw new IOException("there is no /bin/sh; on Windows run the tests in WSL");
    }
    Path path = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
    removeAbandonedBeside(path);
    FileChannel owner = lock(path);
    Process keeper = startKeeper(path, ProcessBuilder.Redirect.PIPE);
    // The hook's thread is what keeps the lock and the keeper's input from being collected as
    // garbage, even when the class loader of this class is. It must need no class that is not
    // loaded yet: at that time the class loader may be closed.
    Thread hook = new Thread(() -> end(keeper, owner), "dbsa-testkit-end");
    Runtime.getRuntime().addShutdownHook(hook);
    return new RunDirectory(path, keeper, owner, hook);
  }

  Path path() {
    return path;
  }

  /** Whether this JVM, and so each command that it starts, runs as root. */
  boolean isOwnedByRoot() throws IOException {
    return Files.getAttribute(path, "unix:uid") instanceof Integer uid && uid == 0;
  }

  /**
   * Starts the server that belongs to this directory; its output goes to {@link #log}.
   *
   * @param signal name of the signal that ends the server at once
   * @param command holds this directory's path, by which the keeper knows the server
   */
  Process startServer(String signal, List<String> command, Map<String, String> environment)
      throws IOException {
    List<String> whole = new ArrayList<>();
    whole.addAll(List.of("/bin/sh", "-c", BECOME, "sh", path.resolve("server").toString(), signal));
    whole.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(whole)
            .redirectInput(Commands.NOTHING)
            .redirectErrorStream(true)
            .redirectOutput(log().toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** What the server writes. */
  Path log() {
    return path.resolve("log");
  }

  /** Stops the server, if one was started, and deletes the directory now. */
  void discard() {
    Runtime.getRuntime().removeShutdownHook(hook);
    end(keeper, owner);
  }

  private static void end(Process keeper, FileChannel owner) {
    try {
      keeper.getOutputStream().close();
      keeper.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS);
      owner.close();
    } catch (IOException e) {
      // The keeper is gone; the next run cleans up.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Process startKeeper(Path path, ProcessBuilder.Redirect input) throws IOException {
    return new ProcessBuilder(
            "/bin/sh", "-c", Commands.resource("keeper.sh"), "keeper", path.toString())
        .directory(path.getRoot().toFile())
        .redirectInput(input)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** The file gets its name once it is locked: nobody shall find it in between. */
  private static FileChannel lock(Path path) throws IOException {
    Path unnamed = path.resolve("owner.new");
    FileChannel owner =
        FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    owner.lock();
    Files.move(unnamed, path.resolve(OWNER));
    return owner;
  }

  private static void removeAbandonedBeside(Path own) throws IOException {
    String ofThisProcess = PREFIX + ProcessHandle.current().pid() + "-";
    try (DirectoryStream<Path> others =
        Files.newDirectoryStream(own.resolveSibling(""), PREFIX + "*")) {
      for (Path other : others) {
        // To open and close a file that this JVM has locked would release the lock (POSIX).
        if (!other.getFileName().toString().startsWith(ofThisProcess) && isAbandoned(other, own)) {
          startKeeper(other, ProcessBuilder.Redirect.from(Commands.NOTHING));
        }
      }
    }
  }

  private static boolean isAbandoned(Path directory, Path own) {
    try {
      if (!Files.getOwner(directory).equals(Files.getOwner(own))) {
        return false;
      }
      try (FileChannel owner =
              FileChannel.open(directory.resolve(OWNER), StandardOpenOption.WRITE);
          FileLock lock = owner.tryLock()) {
        return lock != null;
      }
    } catch (IOException | OverlappingFileLockException e) {
      return false;
    }
  }
}
