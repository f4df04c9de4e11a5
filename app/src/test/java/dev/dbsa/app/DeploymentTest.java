package dev.dbsa.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code deploy/} holds, as far as the tools on this machine can tell. */
@Timeout(60)
class DeploymentTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path DEPLOY = ROOT.resolve("deploy");
  private static final Pattern SETTING = Pattern.compile("\\b(?:APP|OPENAI)_[A-Z_]+\\b");

  @TempDir Path directory;

  @Test
  void namesSettingsThatExist() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/configuration.md"));
    TreeSet<String> named = new TreeSet<>();
    try (Stream<Path> files = Files.walk(DEPLOY)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        SETTING
            .matcher(Files.readString(file))
            .results()
            .map(MatchResult::group)
            .forEach(named::add);
      }
    }

    assertThat(named).contains("APP_DB_URL", "APP_HOST").allMatch(page::contains);
  }

  @Test
  void bothImagesAreAlikeInWhatTheyAllow() throws IOException {
    assertThat(allowances("Containerfile"))
        .isEqualTo(allowances("Containerfile.native"))
        .contains("USER 65532:65532", "ENV APP_HOST=0.0.0.0 \\", "    APP_AUTH_ENABLED=true");
  }

  /** Of the last stage, which is what runs. */
  private static List<String> allowances(String name) throws IOException {
    String file = Files.readString(DEPLOY.resolve(name));
    return file.substring(file.lastIndexOf("\nFROM "))
        .lines()
        .filter(
            line -> line.matches("(USER|ENV|EXPOSE|VOLUME|STOPSIGNAL) .*|    APP_.*|COPY .* /data"))
        .toList();
  }

  @Test
  void imagesAreMadeOfSourcesAlone() throws IOException {
    assertThat(Files.readString(ROOT.resolve(".dockerignore")))
        .contains("**/target", ".env", "secrets");
  }

  @Test
  void theUnitIsHardened() throws Exception {
    Path unit = DEPLOY.resolve("systemd/dbsa.service");
    assumeThat(has("systemd-analyze")).as("systemd-analyze is not installed").isTrue();

    Answer answer =
        run("systemd-analyze", "security", "--offline=true", "--threshold=20", unit.toString());

    assertThat(answer.exit()).as(answer.output()).isZero();
  }

  @Test
  void theManifestsFitTogether() throws Exception {
    assumeThat(has("kubectl")).as("kubectl is not installed").isTrue();

    Answer answer = run("kubectl", "kustomize", DEPLOY.resolve("kubernetes").toString());

    assertThat(answer.exit()).as(answer.output()).isZero();
    assertThat(answer.output())
        .contains("kind: Deployment", "readOnlyRootFilesystem: true", "runAsNonRoot: true")
        .contains("kind: PodDisruptionBudget", "kind: NetworkPolicy", "kind: Service");
  }

  @Test
  void prometheusTakesTheAlerts() throws Exception {
    assumeThat(has("promtool")).as("promtool is not installed").isTrue();

    Answer answer =
        run("promtool", "check", "rules", DEPLOY.resolve("prometheus/dbsa-alerts.yaml").toString());

    assertThat(answer.exit()).as(answer.output()).isZero();
  }

  @Test
  void nginxTakesItsPart() throws Exception {
    assumeThat(has("nginx") && has("openssl")).as("nginx or openssl is not installed").isTrue();
    Path key = directory.resolve("dbsa.key");
    Path certificate = directory.resolve("dbsa.crt");
    run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=dbsa.example.com",
        "-keyout",
        key.toString(),
        "-out",
        certificate.toString());
    // Sockets of its own: not every user may take the ports.
    String part =
        Files.readString(DEPLOY.resolve("nginx/dbsa.conf"))
            .replaceAll("(?m)^ *listen \\[.*\\R", "")
            .replaceAll("listen (\\d+)", "listen unix:" + directory + "/$1.sock")
            .replace("/etc/nginx/tls/dbsa.key", key.toString())
            .replace("/etc/nginx/tls/dbsa.crt", certificate.toString());
    Path whole = directory.resolve("nginx.conf");
    Files.writeString(
        whole,
        "pid %s/nginx.pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n%s}\n"
            .formatted(directory, part));

    Answer answer = run("nginx", "-t", "-q", "-p", directory.toString(), "-c", whole.toString());

    assertThat(answer.output()).doesNotContain("[emerg]");
  }

  private record Answer(int exit, String output) {}

  private static boolean has(String program) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static Answer run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .collect(Collectors.joining("\n"));
    return new Answer(process.waitFor(), output);
  }
}
