package dev.dbsa.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingTest {
  private static final String CONNECTION = "00000000-0000-4000-8000-00000000000a";
  private static final String SNAPSHOT = "00000000-0000-4000-8000-00000000000b";
  private static final String ID = "9b3f7d2d-7d4d-4d5d-a7d0-2cccb9155d3d";
  private static final String STATUS = "GET /api/generations/" + ID + "/status";
  private static final String EXECUTE = "POST /api/generations/" + ID + "/execute";

  @TempDir Path directory;
  private CliHarness cli;
  @AutoClose private StubService service;

  @BeforeEach
  void start() throws IOException {
    service = new StubService();
    cli = new CliHarness(directory).variable("APP_API_BASE_URL", service.url());
  }

  private static String status(String status) {
    return "{\"generation_id\":\"" + ID + "\",\"status\":\"" + status + "\"}";
  }

  private int executeAndWait(String... more) {
    return cli.run(
        List.of("call-api", "--preset", "execute-generation", "--request-id", ID, "--wait"), more);
  }

  @ParameterizedTest
  @CsvSource({"completed,0", "failed,1", "canceled,1", "clarification_needed,1"})
  void waitsUntilTheGenerationHasEnded(String end, int exitCode) {
    service.on(EXECUTE, 202, status("running"));
    service.on(STATUS, 200, status("queued"));
    service.on(STATUS, 200, status("running"));
    service.on(STATUS, 200, status(end));

    assertThat(executeAndWait("--poll-interval", "200")).isEqualTo(exitCode);
    assertThat(cli.out()).startsWith("HTTP 200").contains("\"status\": \"" + end + "\"");
    assertThat(service.lines()).containsExactly(EXECUTE, STATUS, STATUS, STATUS);
    assertThat(cli.pauses).containsExactly(Duration.ofMillis(200), Duration.ofMillis(200));
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void signedQuestionsAreASecondApartSinceASignatureIsGoodForOne() {
    service.on(EXECUTE, 202, status("running"));
    service.on(STATUS, 200, status("running"));
    service.on(STATUS, 200, status("running"));
    service.on(STATUS, 200, status("completed"));

    assertThat(executeAndWait("--poll-interval", "200", "--secret", CliHarness.SECRET)).isZero();
    assertThat(cli.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    assertThat(service.received.stream().map(r -> r.headers().getFirst("X-Internal-Signature")))
        .doesNotHaveDuplicates();
  }

  @Test
  void aSignedRequestThatIsNotLetInIsSentOnceMoreWithANewSignature() {
    service.on(STATUS, 401, "{}");
    service.on(STATUS, 200, status("completed"));

    assertThat(
            cli.run(
                "call-api",
                "--preset",
                "generation-status",
                "--request-id",
                ID,
                "--secret",
                CliHarness.SECRET))
        .isZero();
    assertThat(cli.pauses).containsExactly(Duration.ofSeconds(1));
    assertThat(service.received)
        .hasSize(2)
        .allMatch(r -> r.isSigned("dbsa-cli", CliHarness.SECRET))
        .extracting(r -> r.headers().getFirst("X-Internal-Timestamp"))
        .doesNotHaveDuplicates();
  }

  @Test
  void wrongCredentialsAreNotTriedAgainAndAgain() {
    service.on(STATUS, 401, "{}");

    assertThat(cli.run("call-api", "--path", STATUS.substring(4), "--secret", "wrong"))
        .isEqualTo(1);
    assertThat(service.received).hasSize(2);
    assertThat(cli.run("call-api", "--path", STATUS.substring(4), "--token", "wrong")).isEqualTo(1);
    assertThat(service.received).hasSize(3);
  }

  @Test
  void showsProgressOnATerminalAndClearsIt() {
    service.on(EXECUTE, 202, status("running"));
    service.on(STATUS, 200, status("running"));
    service.on(STATUS, 200, status("completed"));

    assertThat(
            cli.onTerminal()
                .run("call-api", "--preset", "execute-generation", "--request-id", ID, "--wait"))
        .isZero();
    assertThat(cli.err())
        .contains("waiting for generation " + ID + ": running, 0 s")
        .endsWith("\r\u001B[K");
  }

  @Test
  void doesNotWaitForWhatWasRefused() {
    service.on(EXECUTE, 409, "{\"code\":\"generation_not_queued\",\"title\":\"t\"}");

    assertThat(executeAndWait()).isEqualTo(1);
    assertThat(cli.out()).contains("HTTP 409").contains("generation_not_queued");
    assertThat(service.lines()).containsExactly(EXECUTE);
  }

  @Test
  void givesUpAtTheLimitAndSaysHowToGoOn() {
    service.on(EXECUTE, 202, status("running"));
    service.on(STATUS, 200, status("running"));

    assertThat(executeAndWait("--wait-timeout", "2")).isEqualTo(1);
    assertThat(cli.out()).contains("\"status\": \"running\"");
    assertThat(cli.err()).contains("not yet ended").contains("--request-id " + ID);
    assertThat(cli.pauses).hasSize(4);
  }

  @Test
  void asksLessOftenWhereTheServiceSaysSo() {
    service.on(EXECUTE, 202, status("running"));
    service.on(STATUS, 429, "application/problem+json", "{}", Map.of("Retry-After", "7"));
    service.on(STATUS, 200, status("completed"));

    assertThat(executeAndWait()).isZero();
    assertThat(cli.pauses).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void anErrorWhileWaitingIsShown() {
    service.on(EXECUTE, 202, status("running"));
    service.on(STATUS, 404, "{\"code\":\"generation_not_found\"}");

    assertThat(executeAndWait()).isEqualTo(1);
    assertThat(cli.out()).contains("HTTP 404");
  }

  private int flow() {
    return cli.run(
        "call-api",
        "--preset",
        "flow",
        "--connection-id",
        CONNECTION,
        "--request-text",
        " latest orders ",
        "--secret",
        CliHarness.SECRET);
  }

  private void planFlow() {
    service.on("POST /api/connections/" + CONNECTION + "/verify", 200, "{\"status\":\"verified\"}");
    service.on(
        "POST /api/connections/" + CONNECTION + "/schema/refresh",
        201,
        "{\"snapshot_id\":\"" + SNAPSHOT + "\"}");
    service.on("POST /api/generations", 201, status("queued"));
    service.on(EXECUTE, 202, status("running"));
  }

  @Test
  void theFlowGoesFromTheConnectionToTheDraft() {
    planFlow();
    service.on(STATUS, 200, status("running"));
    service.on(STATUS, 200, status("completed"));
    service.on("GET /api/generations/" + ID, 200, "{\"generated_script\":\"SELECT 1;\"}");

    assertThat(flow()).as(cli.err()).isZero();
    assertThat(service.lines())
        .containsExactly(
            "POST /api/connections/" + CONNECTION + "/verify",
            "POST /api/connections/" + CONNECTION + "/schema/refresh",
            "POST /api/generations",
            EXECUTE,
            STATUS,
            STATUS,
            "GET /api/generations/" + ID);
    var create = service.received.get(2).json();
    assertThat(create.path("connection_id").asText()).isEqualTo(CONNECTION);
    assertThat(create.path("snapshot_id").asText()).isEqualTo(SNAPSHOT);
    assertThat(create.path("request_text").asText()).isEqualTo("latest orders");
    assertThat(create.path("script_mode").asText()).isEqualTo("query");
    assertThat(service.received).allMatch(r -> r.isSigned("dbsa-cli", CliHarness.SECRET));
    assertThat(cli.out())
        .isEqualToNormalizingNewlines("HTTP 200\n{\n  \"generated_script\": \"SELECT 1;\"\n}\n");
  }

  @Test
  void theFlowStopsWhereTheConnectionCannotBeVerified() {
    service.on(
        "POST /api/connections/" + CONNECTION + "/verify",
        200,
        "{\"status\":\"failed\",\"error_message\":\"no such user\"}");

    assertThat(flow()).isEqualTo(1);
    assertThat(cli.out()).contains("no such user");
    assertThat(cli.err()).contains("the connection could not be verified");
    assertThat(service.received).hasSize(1);
  }

  @Test
  void theFlowStopsAtARefusal() {
    planFlow();
    service.on(STATUS, 200, status("clarification_needed"));
    service.on("GET /api/generations/" + ID, 200, "{\"unresolved_questions\":[\"which?\"]}");

    assertThat(flow()).isEqualTo(1);
    assertThat(cli.out()).contains("which?");
    assertThat(cli.err()).contains("the generation ended clarification_needed");
  }
}
