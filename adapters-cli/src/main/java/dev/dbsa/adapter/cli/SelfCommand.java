package dev.dbsa.adapter.cli;

import java.nio.file.Path;
import java.util.List;

/** How this very program is started once more. */
final class SelfCommand {
  private SelfCommand() {}

  /** Program and arguments; the native binary, or Java with the jar that it runs. */
  static List<String> find() {
    if ("runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"))) {
      return List.of(ProcessHandle.current().info().command().orElse("dbsa"));
    }
    // Started by java -jar, the class path is the jar alone; the child has another directory.
    String classPath = System.getProperty("java.class.path", "");
    Path jar = Path.of(classPath.isEmpty() ? "." : classPath).toAbsolutePath();
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString());
  }
}
