package dev.dbsa.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CallApiCommandTest {
  @TempDir Path directory;
  private CliHarness cli;
  @AutoClose private StubService service;

  @BeforeEach
  void start() throws IOException {
    service = new StubService();
    cli = new CliHarness(directory).variable("APP_API_BASE_URL", service.url());
  }

  private int call(String... arguments) {
    return cli.run(List.of("call-api"), arguments);
  }

  @Test
  void printsTheStatusAndTheBodyAsItIsButPretty() {
    service.on(
        "GET /api/x",
        200,
        "{\"b\":0.60,\"a\":[1,{\"ü\":\"🐘\"}],\"e\":[],\"o\":{},\"big\":12345678901234567890.1}");

    assertThat(call("--method", "GET", "--path", "/api/x")).isZero();
    assertThat(cli.out())
        .isEqualToNormalizingNewlines(
            """
            HTTP 200
            {
              "b": 0.60,
              "a": [
                1,
                {
                  "ü": "🐘"
                }
              ],
              "e": [],
              "o": {},
              "big": 12345678901234567890.1
            }
            """);
    assertThat(cli.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "200,0", "201,0", "202,0", "301,1", "400,1", "401,1", "404,1", "409,1", "500,1", "503,1"
  })
  void theExitCodeTellsWhetherTheServiceAgreed(int status, int exitCode) {
    service.on("GET /api/x", status, "{\"code\":\"c\"}");

    assertThat(call("--path", "/api/x")).isEqualTo(exitCode);
    assertThat(cli.out()).startsWith("HTTP " + status);
  }

  @Test
  void anAnswerWithoutABodyIsItsStatus() {
    service.on("DELETE /api/x", 204, "");

    assertThat(call("--method", "delete", "--path", "/api/x")).isZero();
    assertThat(cli.out()).isEqualToNormalizingNewlines("HTTP 204\n");
  }

  @Test
  void anAnswerThatIsNotJsonIsShownWithoutItsControlCharacters() {
    service.on("GET /", 502, "text/html", "<h1>Bad\u001B[2J gateway</h1>\n", Map.of());

    assertThat(call("--path", "/")).isEqualTo(1);
    assertThat(cli.out())
        .isEqualToNormalizingNewlines("HTTP 502\n<h1>Bad\\u001b[2J gateway</h1>\n");
  }

  @Test
  void redirectsAreShownAndNotFollowed() {
    service.on("GET /a", 302, "application/json", "{}", Map.of("Location", service.url() + "/b"));

    assertThat(call("--path", "/a")).isEqualTo(1);
    assertThat(service.lines()).containsExactly("GET /a");
  }

  @Test
  void withOutputJsonStandardOutputIsJsonAlone() {
    service.on("GET /a", 404, "{\"a\":1}");

    assertThat(call("--path", "/a", "--output", "json")).isEqualTo(1);
    assertThat(cli.out()).isEqualToNormalizingNewlines("{\n  \"a\": 1\n}\n");
    assertThat(cli.err()).isEqualToNormalizingNewlines("HTTP 404\n");
  }

  @Test
  void theQueryIsEncodedAndTheBodySentByteForByte() {
    String body = "{ \"request_text\" : \"größte\" }\n";
    cli.standardInput(body);

    assertThat(
            call(
                "--method",
                "POST",
                "--path",
                "/api/x",
                "--query",
                "q=größe & +*~%",
                "--query",
                "q=2",
                "--body-file",
                "-"))
        .isZero();
    assertThat(service.only().line())
        .isEqualTo("POST /api/x?q=gr%C3%B6%C3%9Fe%20%26%20%2B%2A~%25&q=2");
    assertThat(service.only().text()).isEqualTo(body);
    assertThat(service.only().headers().getFirst("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void aBodyMakesItAPostAndNoBodyAGet() {
    call("--path", "/a", "--body", "{}");
    call("--path", "/b");

    assertThat(service.lines()).containsExactly("POST /a", "GET /b");
    assertThat(service.received.get(1).headers()).doesNotContainKey("Content-type");
  }

  @Test
  void aPathInFrontOfAllOthersIsSentAndSigned() {
    cli.variable("APP_API_BASE_URL", service.url() + "/gate/way/");

    assertThat(call("--path", "/api/x", "--secret", "s")).isZero();
    assertThat(service.only().line()).isEqualTo("GET /gate/way/api/x");
    assertThat(service.only().isSigned("dbsa-cli", "s")).isTrue();
  }

  @Test
  void inModeNoneThereAreNoCredentials() {
    cli.variable("APP_AUTH_ENABLED", "false")
        .variable("APP_AUTH_MODE", "token")
        .variable("APP_INTERNAL_API_TOKEN", "t0ken");

    assertThat(call("--path", "/")).isZero();
    assertThat(service.only().headers().keySet()).noneMatch(name -> name.startsWith("X-internal"));
  }

  @Test
  void theTokenIsSentInItsHeader() throws IOException {
    Files.writeString(
        directory.resolve(".env"), "APP_AUTH_MODE=token\nAPP_INTERNAL_API_TOKEN=from-file\n");

    assertThat(call("--path", "/a")).isZero();
    assertThat(call("--path", "/b", "--token", "from-flag", "--token-header", "X-Key")).isZero();
    assertThat(service.received.get(0).headers().getFirst("X-Internal-Token"))
        .isEqualTo("from-file");
    assertThat(service.received.get(1).headers().getFirst("X-Key")).isEqualTo("from-flag");
  }

  @Test
  void theTokenMayComeFromAFile() throws IOException {
    Files.writeString(directory.resolve("token"), "t0ken\n");

    assertThat(call("--path", "/a", "--token-file", "token")).isZero();
    cli.variable("APP_AUTH_ENABLED", "true").variable("APP_INTERNAL_API_TOKEN_FILE", "token");
    assertThat(call("--path", "/b")).isZero();
    assertThat(service.received)
        .allMatch(r -> "t0ken".equals(r.headers().getFirst("X-Internal-Token")));
  }

  @Test
  void inModeHmacTheRequestIsSignedAsItIsSent() {
    assertThat(
            call(
                "--auth-mode",
                "hmac",
                "--secret",
                CliHarness.SECRET,
                "--principal",
                "svc-db-agent",
                "--reviewer",
                "alice",
                "--method",
                "POST",
                "--path",
                "/api/x",
                "--query",
                "q=ü ü",
                "--body",
                "{\"a\":\"ß\"}"))
        .isZero();
    var request = service.only();
    assertThat(request.isSigned("svc-db-agent", CliHarness.SECRET)).isTrue();
    assertThat(request.headers().getFirst("X-Internal-Principal")).isEqualTo("svc-db-agent");
    assertThat(request.headers().getFirst("X-Internal-Timestamp")).isEqualTo("1713772800");
    assertThat(request.headers().getFirst("X-Internal-Reviewer")).isEqualTo("alice");
    assertThat(request.headers().getFirst("X-Internal-Signed-Headers"))
        .isEqualTo("x-internal-reviewer");
  }

  @Test
  void inModeHmacFromDotEnvTheShortFormIsEnough() throws IOException {
    Files.writeString(
        directory.resolve(".env"),
        """
        APP_AUTH_ENABLED=true
        APP_AUTH_MODE=hmac
        APP_INTERNAL_HMAC_SECRET=%s
        """
            .formatted(CliHarness.SECRET));

    assertThat(
            call(
                "--method",
                "GET",
                "--path",
                "/api/history",
                "--query",
                "review_status=edited",
                "--query",
                "has_final_script=true"))
        .isZero();
    assertThat(service.only().line())
        .isEqualTo("GET /api/history?review_status=edited&has_final_script=true");
    assertThat(service.only().isSigned("dbsa-cli", CliHarness.SECRET)).isTrue();
  }

  @Test
  void secretsAreNeverShown() {
    cli.variable("APP_AUTH_MODE", "token").variable("APP_INTERNAL_API_TOKEN", "hunter2\u0001");

    assertThat(call("--path", "/")).isEqualTo(2);
    assertThat(cli.err()).contains("printable ASCII");
    assertThat(cli.err() + cli.out()).doesNotContain("hunter2");
    assertThat(call("--path", "/", "--tokn", "hunter2", "--secert=hunter2")).isEqualTo(2);
    assertThat(cli.err()).contains("unknown option --tokn, --secert");
    assertThat(cli.err() + cli.out()).doesNotContain("hunter2");
    assertThat(call("--path", "/", "hunter2")).isEqualTo(2);
    assertThat(cli.err()).contains("unexpected argument").doesNotContain("hunter2");
    assertThat(call("--path", "/", "--base-url", "http://me:hunter2@localhost")).isEqualTo(2);
    assertThat(cli.err()).contains("without user").doesNotContain("hunter2");
    assertThat(service.received).isEmpty();
  }

  @Test
  void argumentsMeanWhatTheySay() throws IOException {
    Files.writeString(directory.resolve("file"), "--help");

    assertThat(call("--path", "/a", "--body", "@file")).isZero();
    assertThat(call("--path", "/b", "--body", "-hello")).isZero();
    assertThat(call("--path", "/c", "--body", "-- comment\nSELECT '${x}'")).isZero();
    assertThat(service.received)
        .extracting(StubService.Received::text)
        .containsExactly("@file", "-hello", "-- comment\nSELECT '${x}'");
  }

  @Test
  void aServiceThatIsNotThereIsSaidSo() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    assertThat(call("--path", "/", "--base-url", "http://127.0.0.1:" + port)).isEqualTo(3);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err())
        .contains("cannot reach the service at http://127.0.0.1:" + port)
        .contains("connection refused");
  }

  @Test
  void aServiceThatDoesNotAnswerIsGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort();

      assertThat(call("--path", "/", "--base-url", url, "--timeout", "1")).isEqualTo(3);
      assertThat(cli.err()).contains("no complete answer from " + url + " within 1 s");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{",
        "nonsense\r\n\r\n",
        ""
      })
  void anAnswerThatBreaksOffIsNoAnswer(String answer) throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(
          () -> {
            try (var connection = socket.accept()) {
              connection.getInputStream().read();
              connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
              connection.getOutputStream().flush();
            } catch (IOException e) {
              // The test sees it as an answer that is missing.
            }
          });
      String url = "http://127.0.0.1:" + socket.getLocalPort();

      assertThat(call("--path", "/", "--base-url", url, "--timeout", "5")).isEqualTo(3);
      assertThat(cli.out()).isEmpty();
      assertThat(cli.err()).contains(url);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:8000",
        "ftp://127.0.0.1",
        "http://",
        "http://127.0.0.1:8000?a=b",
        "http://127.0.0.1:99999",
        "http://a b"
      })
  void aBaseUrlThatIsNoneIsRefused(String url) {
    assertThat(call("--path", "/", "--base-url", url)).isEqualTo(2);
    assertThat(cli.err()).contains("--base-url (APP_API_BASE_URL)");
  }

  @Test
  void helpShowsEveryPresetAndExitsWithZero() {
    assertThat(call("--help")).isZero();
    for (String preset : new Choices.Presets()) {
      assertThat(cli.out()).contains("  " + preset + " ");
    }
  }
}
