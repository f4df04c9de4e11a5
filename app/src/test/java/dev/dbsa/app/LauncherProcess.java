package dev.dbsa.app;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What the build has packaged, the jar or the native binary, and the launchers that run it. Nothing
 * of the environment that the tests run in comes through but what a program needs to start.
 */
final class LauncherProcess {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path ROOT = TARGET.getParent().getParent();
  private static final List<String> PASSED_ON = List.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL");

  private LauncherProcess() {}

  private static Properties artifact() {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(TARGET.resolve("quarkus-artifact.properties"))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing was packaged yet", e);
    }
    return properties;
  }

  static boolean isNative() {
    return artifact().getProperty("type").startsWith("native");
  }

  /**
   * A process that runs one of the launchers at the root of the tree.
   *
   * @param variables all that the environment shall hold besides the bare necessities
   */
  static ProcessBuilder launcher(
      String name, List<String> arguments, Path directory, Map<String, String> variables) {
    List<String> command =
        Stream.concat(Stream.of(ROOT.resolve(name).toString()), arguments.stream()).toList();
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(PASSED_ON);
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("DBSA_PROGRAM", TARGET.resolve(artifact().getProperty("path")).toString());
    environment.putAll(variables);
    return builder;
  }
}
