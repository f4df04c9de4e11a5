package dev.dbsa.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PresetTest {
  private static final String ID = "9b3f7d2d-7d4d-4d5d-a7d0-2cccb9155d3d";
  private static final String OTHER = "00000000-0000-4000-8000-00000000000a";

  @TempDir Path directory;
  private CliHarness cli;
  @AutoClose private StubService service;

  @BeforeEach
  void start() throws IOException {
    service = new StubService();
    cli = new CliHarness(directory).variable("APP_API_BASE_URL", service.url());
    Files.writeString(directory.resolve("secret.txt"), "p@ss wörd\n");
    Files.writeString(directory.resolve("blank.txt"), "\n \t");
    Files.writeString(directory.resolve("request.txt"), "  größte\nBestellung 🐘\n");
    Files.writeString(directory.resolve("script.sql"), "-- why\nSELECT 1;\n");
    Files.write(directory.resolve("latin1.txt"), "größte".getBytes(StandardCharsets.ISO_8859_1));
  }

  private int preset(List<String> arguments) {
    return cli.run(List.of("call-api", "--preset"), arguments.toArray(String[]::new));
  }

  private static Arguments sends(String line, String body, String... arguments) {
    return arguments(List.of(arguments), line, body);
  }

  static Stream<Arguments> requests() {
    String base =
        "'name':'orders-prod-ro','dialect':'%s','host':'127.0.0.1','port':%d,"
            + "'database_name':'orders','username':'readonly_user','auth_mode':'password',%s";
    String[] connection = {
      "create-connection",
      "--connection-name",
      "orders-prod-ro",
      "--host",
      "127.0.0.1",
      "--database-name",
      "orders",
      "--username",
      "readonly_user"
    };
    return Stream.of(
        sends(
            "POST /api/connections",
            "{" + base.formatted("mysql", 3306, "'secret':'p@ss wörd'}"),
            plus(
                connection,
                "--dialect",
                "mysql",
                "--port",
                "3306",
                "--connection-auth-mode",
                "password",
                "--secret-file",
                "secret.txt")),
        sends(
            "POST /api/connections",
            "{" + base.formatted("postgresql", 5432, "'ssl_mode':'require','secret':'-x'}"),
            plus(
                connection,
                "--dialect",
                "postgresql",
                "--ssl-mode",
                "require",
                "--connection-secret",
                "-x")),
        sends(
            "POST /api/connections/" + ID + "/verify",
            "",
            "verify-connection",
            "--connection-id",
            ID),
        sends(
            "POST /api/connections/" + ID + "/schema/refresh",
            "",
            "refresh-schema",
            "--connection-id",
            ID),
        sends(
            "POST /api/generations",
            ("{'connection_id':'%s','snapshot_id':'%s','request_text':'show latest orders',"
                    + "'script_mode':'query'}")
                .formatted(ID, OTHER),
            "create-generation",
            "--connection-id",
            ID,
            "--snapshot-id",
            OTHER,
            "--request-text",
            "  show latest orders \n",
            "--script-mode",
            "query"),
        sends(
            "POST /api/generations",
            ("{'connection_id':'%s','snapshot_id':'%s','request_text':'größte\\nBestellung 🐘',"
                    + "'script_mode':'migration'}")
                .formatted(ID, OTHER),
            "create-generation",
            "--connection-id",
            ID,
            "--snapshot-id",
            OTHER,
            "--request-text-file",
            "request.txt",
            "--script-mode",
            "migration"),
        sends(
            "GET /api/generations/" + ID + "/status", "", "generation-status", "--request-id", ID),
        sends(
            "POST /api/generations/" + ID + "/execute",
            "",
            "execute-generation",
            "--request-id",
            ID),
        sends("POST /api/generations/" + ID + "/retry", "", "retry-generation", "--request-id", ID),
        sends(
            "POST /api/generations/" + ID + "/cancel", "", "cancel-generation", "--request-id", ID),
        sends("GET /api/generations/" + ID, "", "generation-detail", "--generation-id", ID),
        sends(
            "POST /api/history/" + ID + "/review",
            "{'review_status':'edited','review_note':'Adjusted the sample size',"
                + "'final_script_text':'SELECT * FROM orders LIMIT 20;'}",
            "submit-review",
            "--request-id",
            ID,
            "--review-status",
            "edited",
            "--review-note",
            "Adjusted the sample size",
            "--final-script-text",
            "SELECT * FROM orders LIMIT 20;"),
        sends(
            "POST /api/history/" + ID + "/review",
            "{'review_status':'edited','final_script_text':'-- why\\nSELECT 1;\\n'}",
            "submit-review",
            "--request-id",
            ID,
            "--review-status",
            "edited",
            "--final-script-text-file",
            "script.sql"),
        sends(
            "POST /api/history/" + ID + "/review",
            "{'review_status':'rejected'}",
            "submit-review",
            "--request-id",
            ID,
            "--review-status",
            "rejected"),
        sends("GET /api/history", "", "history-list"),
        sends(
            "GET /api/history?review_status=edited&has_final_script=true"
                + "&sort_by=last_reviewed_at&sort_order=desc",
            "",
            "history-list",
            "--review-status",
            "edited",
            "--has-final-script",
            "--sort-by",
            "last_reviewed_at",
            "--sort-order",
            "desc"),
        sends(
            "GET /api/history?latest_status=failed",
            "",
            "history-list",
            "--latest-status",
            "failed"),
        sends(
            "GET /api/history?lint_status=warn&has_final_script=false&connection_id="
                + ID
                + "&dialect=mysql&script_mode=dml&q=a%26b%20%C3%BC"
                + "&created_from=2026-04-22T00%3A00%3A00%2B02%3A00&page=2&page_size=100",
            "",
            "history-list",
            "--lint-status",
            "warn",
            "--has-final-script=false",
            "--connection-id",
            ID,
            "--dialect",
            "mysql",
            "--script-mode",
            "dml",
            "--q",
            "a&b ü",
            "--created-from",
            "2026-04-22T00:00:00+02:00",
            "--page",
            "2",
            "--page-size",
            "100"));
  }

  private static String[] plus(String[] first, String... second) {
    return Stream.concat(Stream.of(first), Stream.of(second)).toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void sendsWhatItStandsFor(List<String> arguments, String line, String body) {
    assertThat(preset(arguments)).as(cli.err()).isZero();
    assertThat(service.only().line()).isEqualTo(line);
    assertThat(service.only().text()).isEqualTo(body.replace('\'', '"'));
  }

  private static Arguments refuses(String message, String... arguments) {
    return arguments(List.of(arguments), message);
  }

  static Stream<Arguments> wrongUsage() {
    String[] connection = {
      "create-connection",
      "--connection-name",
      "c",
      "--dialect",
      "mysql",
      "--host",
      "h",
      "--database-name",
      "d",
      "--username",
      "u"
    };
    String[] generation = {"create-generation", "--connection-id", ID, "--snapshot-id", ID};
    String[] review = {"submit-review", "--request-id", ID, "--review-status", "edited"};
    return Stream.of(
        refuses("--preset must be one of create-connection", "nonsense"),
        refuses("needs --connection-name, --dialect, --host", "create-connection"),
        refuses("a --connection-secret or a --secret-file is needed", connection),
        refuses("absent.txt cannot be read", plus(connection, "--secret-file", "absent.txt")),
        refuses("blank.txt is empty or blank", plus(connection, "--secret-file", "blank.txt")),
        refuses("not UTF-8", plus(connection, "--secret-file", "latin1.txt")),
        refuses("cannot be read", plus(connection, "--secret-file", ".")),
        refuses(
            "not both",
            plus(connection, "--secret-file", "secret.txt", "--connection-secret", "x")),
        refuses("must not be blank", plus(connection, "--connection-secret", " ")),
        refuses(
            "--port must be between", plus(connection, "--connection-secret", "x", "--port", "0")),
        refuses("--port", plus(connection, "--connection-secret", "x", "--port", "abc")),
        refuses(
            "--connection-auth-mode must be one of password",
            plus(connection, "--connection-secret", "x", "--connection-auth-mode", "kerberos")),
        refuses(
            "--dialect must be one of mysql, postgresql",
            "create-connection",
            "--connection-name",
            "c",
            "--dialect",
            "oracle",
            "--host",
            "h",
            "--database-name",
            "d",
            "--username",
            "u",
            "--connection-secret",
            "x"),
        refuses("needs --connection-id", "verify-connection"),
        refuses("expected a UUID", "verify-connection", "--connection-id", "1-1-1-1-1"),
        refuses("expected a UUID", "refresh-schema", "--connection-id", ID + "/../x"),
        refuses("does not take --page", "refresh-schema", "--connection-id", ID, "--page", "1"),
        refuses("does not take --wait", "generation-status", "--request-id", ID, "--wait"),
        refuses("a --request-text or a --request-text-file is needed", generation),
        refuses("must not be blank", plus(generation, "--request-text", " \n ")),
        refuses("longer than 4000", plus(generation, "--request-text", "é".repeat(4001))),
        refuses("control characters", plus(generation, "--request-text", "a\u0007b")),
        refuses("empty or blank", plus(generation, "--request-text-file", "blank.txt")),
        refuses(
            "not both",
            plus(generation, "--request-text", "a", "--request-text-file", "request.txt")),
        refuses(
            "--script-mode must be one of query, dml, ddl, migration, maintenance",
            plus(generation, "--request-text", "a", "--script-mode", "drop")),
        refuses("edited needs --final-script-text", review),
        refuses(
            "absent.sql cannot be read", plus(review, "--final-script-text-file", "absent.sql")),
        refuses("empty or blank", plus(review, "--final-script-text-file", "blank.txt")),
        refuses("must not be blank", plus(review, "--final-script-text", " ")),
        refuses(
            "not both",
            plus(review, "--final-script-text", "x", "--final-script-text-file", "script.sql")),
        refuses(
            "--review-status must be one of accepted, rejected, edited",
            "submit-review",
            "--request-id",
            ID,
            "--review-status",
            "fine"),
        refuses(
            "--latest-status must be one of queued, running, completed, failed, canceled,"
                + " clarification_needed",
            "history-list",
            "--latest-status",
            "done"),
        refuses(
            "--lint-status must be one of pass, warn, fail", "history-list", "--lint-status", "x"),
        refuses("--review-status must be one of", "history-list", "--review-status", "x"),
        refuses(
            "--sort-by must be one of created_at, last_reviewed_at, risk_count",
            "history-list",
            "--sort-by",
            "name"),
        refuses("--sort-order must be one of asc, desc", "history-list", "--sort-order", "up"),
        refuses("--page must be at least 1", "history-list", "--page", "0"),
        refuses("--page-size must be between 1 and 100", "history-list", "--page-size", "0"),
        refuses("--page-size must be between 1 and 100", "history-list", "--page-size", "101"),
        refuses("expected a time", "history-list", "--created-from", "yesterday"),
        refuses("without --method", "history-list", "--method", "POST"),
        refuses("without --method", "history-list", "--query", "a=b"),
        refuses("a --request-text or a", "flow", "--connection-id", ID),
        refuses(
            "--wait-timeout must be",
            "execute-generation",
            "--request-id",
            ID,
            "--wait",
            "--wait-timeout",
            "0"),
        refuses(
            "--poll-interval must be",
            "execute-generation",
            "--request-id",
            ID,
            "--wait",
            "--poll-interval",
            "1"),
        refuses("auth mode token needs a token", "history-list", "--auth-mode", "token"),
        refuses("signing needs a secret", "history-list", "--auth-mode", "hmac"),
        refuses("--auth-mode must be one of", "history-list", "--auth-mode", "basic"),
        refuses("--output must be one of json, text", "history-list", "--output", "xml"),
        refuses("use one", "history-list", "--token", "a", "--secret", "b"),
        refuses("does not fit", "history-list", "--auth-mode", "none", "--token", "a"));
  }

  @ParameterizedTest
  @MethodSource("wrongUsage")
  void refusesBeforeAnythingIsSent(List<String> arguments, String message) {
    assertThat(preset(arguments)).isEqualTo(2);
    assertThat(cli.err()).contains(message).contains("Try 'dbsa call-api --help'.");
    assertThat(cli.out()).isEmpty();
    assertThat(service.received).isEmpty();
  }

  @Test
  void flagsOfPresetsNeedAPreset() {
    assertThat(cli.run("call-api", "--path", "/", "--page", "1", "--wait")).isEqualTo(2);
    assertThat(cli.err()).contains("--page, --wait needs a --preset");
    assertThat(cli.run("call-api")).isEqualTo(2);
    assertThat(cli.err()).contains("a --preset or a --path is needed");
  }

  @Test
  void requestTextOf4000CharactersBeyondTheBasicPlaneIsSent() {
    assertThat(
            preset(
                List.of(
                    "create-generation",
                    "--connection-id",
                    ID,
                    "--snapshot-id",
                    ID,
                    "--request-text",
                    "🐘".repeat(4000))))
        .isZero();
    assertThat(service.only().json().path("request_text").asText()).isEqualTo("🐘".repeat(4000));
  }

  @Test
  void standardInputFillsOneFlag() {
    cli.standardInput("from a pipe\n");

    assertThat(
            preset(
                List.of(
                    "create-generation",
                    "--connection-id",
                    ID,
                    "--snapshot-id",
                    ID,
                    "--request-text-file",
                    "-")))
        .isZero();
    assertThat(service.only().json().path("request_text").asText()).isEqualTo("from a pipe");
  }
}
