package dev.dbsa.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of servers when their JVM ends; each test lets other JVMs start one. */
class LifecycleTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path temp;

  private final List<Jvm> started = new ArrayList<>();

  @BeforeEach
  void letOtherUsersPass() throws IOException {
    Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwx--x--x"));
  }

  @AfterEach
  void endAll() throws Exception {
    for (Jvm jvm : started) {
      jvm.process().destroy();
      jvm.awaitEndOfServer();
    }
  }

  @EachServer
  void aServerEndsWithItsJvm(DatabaseServer server) throws Exception {
    Jvm jvm = start(server.kind());
    jvm.process().getOutputStream().close();
    assertThat(jvm.process().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    // At once: the JVM has waited for it.
    assertThat(jvm.hasServer()).isFalse();
    assertThat(jvm.directory()).doesNotExist();
  }

  @EachServer({ServerKind.POSTGRESQL, ServerKind.MARIADB})
  void aServerEndsWhenItsJvmIsKilled(DatabaseServer server) throws Exception {
    Jvm jvm = start(server.kind());
    jvm.process().destroyForcibly().waitFor();
    jvm.awaitEndOfServer();
  }

  @Test
  @RequiresServer(ServerKind.POSTGRESQL)
  void theNextRunRemovesWhatWasLeft() throws Exception {
    Jvm left = start(ServerKind.POSTGRESQL);
    left.process()
        .children()
        .filter(child -> child.pid() != left.server().pid())
        .forEach(ProcessHandle::destroyForcibly);
    left.process().destroyForcibly().waitFor();
    assertThat(left.hasServer()).isTrue();

    Jvm next = start(ServerKind.POSTGRESQL);
    left.awaitEndOfServer();
    assertThat(next.hasServer()).isTrue();
  }

  @Test
  @RequiresServer(ServerKind.POSTGRESQL)
  void aRunLeavesTheServersOfOthersAlone() throws Exception {
    Jvm first = start(ServerKind.POSTGRESQL);
    Jvm second = start(ServerKind.POSTGRESQL);
    second.process().destroy();
    second.awaitEndOfServer();
    assertThat(first.hasServer()).isTrue();
    assertThat(first.directory()).isDirectory();
  }

  /** Surefire hides the class path of the tests from the JVM's own property. */
  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private Jvm start(ServerKind kind) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temp);
    command.add("-cp");
    command.add(classPath());
    command.add(OneServer.class.getName());
    command.add(kind.name());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(process.inputReader().readLine()).isEqualTo("ready");
    try (DirectoryStream<Path> own =
        Files.newDirectoryStream(temp, "dbsa-testkit-run-" + process.pid() + "-*")) {
      Path directory = own.iterator().next();
      String pid = Files.readString(directory.resolve("server")).split(" ", -1)[0];
      ProcessHandle server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
      Jvm jvm = new Jvm(process, server, directory);
      assertThat(jvm.hasServer()).isTrue();
      started.add(jvm);
      return jvm;
    }
  }

  /**
   * Another JVM with one server.
   *
   * @param directory the server's files
   */
  private record Jvm(Process process, ProcessHandle server, Path directory) {

    /** A process that ended but was not yet asked for its exit code has no command line. */
    boolean hasServer() {
      return server.isAlive() && server.info().commandLine().isPresent();
    }

    void awaitEndOfServer() throws InterruptedException {
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (hasServer() || Files.exists(directory)) {
        assertThat(System.nanoTime()).as("time to stop %s", server.pid()).isLessThan(deadline);
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }
}
