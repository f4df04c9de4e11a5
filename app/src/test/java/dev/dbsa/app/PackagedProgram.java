package dev.dbsa.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How the program that the build made is started: the native binary if there is one. */
final class PackagedProgram {
  private PackagedProgram() {}

  static List<String> command() {
    String nativeImage = System.getProperty("native.image.path", "");
    if (!nativeImage.isEmpty() && Files.isExecutable(Path.of(nativeImage))) {
      return List.of(nativeImage);
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        // As the launcher starts what ends soon.
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-jar",
        Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath().toString());
  }
}
