package dev.dbsa.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the real launchers in a copy of the tree, with a build that leaves a jar that says how it
 * was called.
 */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launchers are POSIX shell scripts")
class LauncherTest {
  private static final String SOURCE = "app/src/main/java/Some Source.java";

  @TempDir Path temporary;
  private Path root;
  private Path elsewhere;
  private @Nullable Path program;

  private record Finished(int exitCode, String out, String err) {}

  @BeforeEach
  void copyTree() throws IOException {
    Path project = Path.of("").toAbsolutePath().getParent();
    root = temporary.resolve("a tree's \"place\" $HOME");
    elsewhere = Files.createDirectories(temporary.resolve("some where"));
    Files.createDirectories(root.resolve(".mvn"));
    for (String file :
        List.of(
            "dbsa", "dbsa-sign-request", "dbsa-call-api", ".mvn/find-jdk.sh", ".mvn/launch.sh")) {
      Files.copy(project.resolve(file), root.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
    }
    write(SOURCE, "");
    write("pom.xml", "");
    Path echo = temporary.resolve("echo.jar");
    writeJar(echo);
    write(
        "mvnw",
        """
        #!/bin/sh
        echo "$@" >>build.log
        echo "the build talks"
        [ ! -e broken ] || exit 1
        mkdir -p app/target/quarkus-app demo/target
        cp '%s' app/target/quarkus-app/quarkus-run.jar
        cp '%s' demo/target/dbsa-demo.jar
        """
            .formatted(echo, echo));
    Files.setPosixFilePermissions(
        root.resolve("mvnw"), PosixFilePermissions.fromString("rwxr-xr-x"));
    for (Path file : List.of(root.resolve(SOURCE), root.resolve("pom.xml"))) {
      age(file);
      for (Path parent = file.getParent(); !parent.equals(temporary); parent = parent.getParent()) {
        age(parent);
      }
    }
  }

  /** Older than anything that is built from now on. */
  private static void age(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100)));
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void writeJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, EchoMain.class.getName());
    String entry = EchoMain.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        InputStream in = EchoMain.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new JarEntry(entry));
      in.transferTo(out);
      out.closeEntry();
    }
  }

  private Finished run(Path launcher, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path out = temporary.resolve("out.txt");
    Path err = temporary.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(elsewhere.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // As in a container: no locale, for which Java would take arguments as ASCII.
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("DBSA_PROGRAM");
    if (program != null) {
      builder.environment().put("DBSA_PROGRAM", program.toString());
    }
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write("from standard input".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Finished(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private List<String> builds() throws IOException {
    Path log = root.resolve("build.log");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  @Test
  void buildsOnceAndPassesEverythingOn() throws Exception {
    Finished first = run(root.resolve("dbsa"), "call-api", "two words", "", "größe 🐘", "$(x)'\"*");

    assertThat(first.out())
        .isEqualTo(
            """
            argument <call-api>
            argument <two words>
            argument <>
            argument <größe 🐘>
            argument <$(x)'"*>
            directory <%s>
            service <null>
            input <from standard input>
            """
                .formatted(elsewhere.toRealPath()));
    assertThat(first.exitCode()).isEqualTo(EchoMain.EXIT_CODE);
    assertThat(first.err()).contains("Building dbsa").contains("the build talks");
    assertThat(builds()).singleElement().asString().contains("-DskipTests").contains("-pl app -am");

    Finished second = run(root.resolve("dbsa"), "serve");

    assertThat(second.err()).isEmpty();
    assertThat(second.out()).startsWith("argument <serve>");
    assertThat(builds()).hasSize(1);
  }

  @Test
  void theOtherLaunchersAreCommandsOfTheFirst() throws Exception {
    assertThat(run(root.resolve("dbsa-call-api"), "--path", "/a b").out())
        .startsWith("argument <call-api>\nargument <--path>\nargument </a b>\n");
    assertThat(run(root.resolve("dbsa-sign-request"), "--path", "/").out())
        .startsWith("argument <sign-request>\nargument <--path>\nargument </>\n");
  }

  @Test
  void worksThroughSymbolicLinks() throws Exception {
    Path link = Files.createSymbolicLink(elsewhere.resolve("my dbsa"), root.resolve("dbsa"));
    Path relative =
        Files.createSymbolicLink(
            elsewhere.resolve("call"), elsewhere.relativize(root.resolve("dbsa-call-api")));

    assertThat(run(link, "--version").out()).startsWith("argument <--version>\n");
    assertThat(run(relative, "--version").out()).startsWith("argument <call-api>\n");
  }

  @Test
  void buildsAgainAfterASourceHasChangedAndNotForEver() throws Exception {
    run(root.resolve("dbsa"), "serve");
    Path jar = root.resolve("app/target/quarkus-app/quarkus-run.jar");
    age(jar);
    age(Path.of(jar + ".checked"));
    Files.setLastModifiedTime(root.resolve(SOURCE), FileTime.from(Instant.now().minusSeconds(50)));

    run(root.resolve("dbsa"), "serve");
    // Maven leaves a jar alone that would not change.
    age(jar);
    run(root.resolve("dbsa"), "serve");

    assertThat(builds()).hasSize(2);
  }

  @Test
  void buildsAgainAfterASourceWasDeleted() throws Exception {
    run(root.resolve("dbsa"), "serve");
    Path jar = root.resolve("app/target/quarkus-app/quarkus-run.jar");
    age(jar);
    age(Path.of(jar + ".checked"));
    Files.delete(root.resolve(SOURCE));

    run(root.resolve("dbsa"), "serve");

    assertThat(builds()).hasSize(2);
  }

  @Test
  void theDemonstrationHasItsOwnJarAndKnowsTheService() throws Exception {
    Finished demo = run(root.resolve("dbsa"), "demo", "--exit");

    assertThat(demo.out())
        .startsWith("argument <--exit>\n")
        .contains(
            "service <" + root.toRealPath().resolve("app/target/quarkus-app/quarkus-run.jar"));
    assertThat(builds()).singleElement().asString().contains("-pl app,demo -am");
  }

  @Test
  void aProgramThatWasBuiltElsewhereIsRunAsItIs() throws Exception {
    Path binary = Files.writeString(temporary.resolve("my binary"), "#!/bin/sh\necho \"<$*>\"\n");
    Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rwxr-xr-x"));

    program = temporary.resolve("echo.jar");
    assertThat(run(root.resolve("dbsa-call-api"), "--path", "/").out())
        .startsWith("argument <call-api>\nargument <--path>\n");
    assertThat(run(root.resolve("dbsa"), "demo").out()).startsWith("argument <demo>\n");
    program = binary;
    assertThat(run(root.resolve("dbsa"), "serve", "now").out()).isEqualTo("<serve now>\n");
    assertThat(run(root.resolve("dbsa"), "demo").out()).isEqualTo("<demo>\n");

    assertThat(builds()).isEmpty();
  }

  @Test
  void aBrokenBuildIsSaidAndRunsNothing() throws Exception {
    write("broken", "");

    Finished finished = run(root.resolve("dbsa"), "serve");

    assertThat(finished.exitCode()).isEqualTo(1);
    assertThat(finished.out()).isEmpty();
    assertThat(finished.err()).contains("the build talks").contains("The build failed");
  }
}
