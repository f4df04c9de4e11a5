package dev.dbsa.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dbsa.app.Launcher.Finished;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.FakeModelServer;
import dev.dbsa.testkit.FakeModelServer.Reply;
import dev.dbsa.testkit.FakeTcp;
import dev.dbsa.testkit.Login;
import dev.dbsa.testkit.RequiresServer;
import dev.dbsa.testkit.ServerKind;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launchers as people run them, against the packaged service as they start it. */
@Timeout(600)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launchers are POSIX shell scripts")
class LauncherIT {
  private static final String ID = "9b3f7d2d-7d4d-4d5d-a7d0-2cccb9155d3d";
  private static final String SCRIPT = "SELECT id FROM orders ORDER BY id DESC LIMIT 5;";
  private static final String TOKENS =
      """
      # Read by the service and by the command line alike.
      APP_AUTH_ENABLED=true
      APP_AUTH_MODE=token
      export APP_INTERNAL_API_TOKEN = 'team token # 1'
      APP_INTERNAL_TOKEN_HEADER=X-Team-Token  # not the usual one
      """;
  private static final String SIGNATURES =
      """
      APP_AUTH_ENABLED="true"
      APP_AUTH_MODE=hmac
      APP_INTERNAL_HMAC_SECRET="a ${long} random $ecret"
      APP_INTERNAL_PRINCIPAL=svc-db-agent
      """;

  @TempDir Path directory;

  private ServiceProcess service(String dotEnv, FakeModelServer model) throws Exception {
    Files.writeString(directory.resolve(".env"), dotEnv);
    return ServiceProcess.start(
        directory,
        Map.of(
            "APP_FERNET_KEY", "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=",
            "APP_GENERATION_BACKEND", "llm",
            "OPENAI_API_KEY", "sk-test",
            "OPENAI_BASE_URL", model.baseUrl(),
            "OPENAI_MODEL_NAME", "fake"));
  }

  @ParameterizedTest
  @CsvSource({"token,,alice", "hmac,svc-db-agent,svc-db-agent"})
  @RequiresServer(ServerKind.POSTGRESQL)
  void everyPresetLeadsOneStepOn(
      String mode, String principal, String reviewer, DatabaseServer server) throws Exception {
    String database = server.createDatabase("launcher");
    server.execute(database, "CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT)");
    Login login = server.createReadOnlyUser(database);
    Files.writeString(directory.resolve("password.txt"), login.password() + "\n");
    Files.writeString(directory.resolve("final.sql"), "-- größer\n" + SCRIPT + "\n");

    try (FakeModelServer model = FakeModelServer.replying(Reply.error(400, "no such model"));
        ServiceProcess service = service(mode.equals("token") ? TOKENS : SIGNATURES, model)) {
      Launcher shell = Launcher.in(directory).with("APP_API_BASE_URL", service.url());

      JsonPath connection =
          answer(
              201,
              shell.preset(
                  "create-connection",
                  "--connection-name",
                  "shop",
                  "--dialect",
                  "postgresql",
                  "--host",
                  server.host(),
                  "--port",
                  String.valueOf(server.port()),
                  "--database-name",
                  database,
                  "--username",
                  login.user(),
                  "--connection-auth-mode",
                  "password",
                  "--secret-file",
                  "password.txt"));
      assertThat(connection.getString("status")).isEqualTo("pending");
      String connectionId = connection.getString("connection_id");

      JsonPath verified =
          answer(200, shell.preset("verify-connection", "--connection-id", connectionId));
      assertThat(verified.getString("status")).isEqualTo("verified");

      JsonPath snapshot =
          answer(201, shell.preset("refresh-schema", "--connection-id", connectionId));
      assertThat(snapshot.getInt("tables_count")).isOne();

      JsonPath created =
          answer(
              201,
              shell
                  .reading("  latest 5 orders, größte zuerst 🐘\n")
                  .preset(
                      "create-generation",
                      "--connection-id",
                      connectionId,
                      "--snapshot-id",
                      snapshot.getString("snapshot_id"),
                      "--request-text-file",
                      "-",
                      "--script-mode",
                      "query"));
      String generation = created.getString("generation_id");
      assertThat(
              answer(200, shell.preset("generation-status", "--request-id", generation))
                  .getString("status"))
          .isEqualTo("queued");

      Finished failed =
          shell.preset(
              "execute-generation",
              "--request-id",
              generation,
              "--wait",
              "--wait-timeout",
              "60",
              "--poll-interval",
              "50");
      assertThat(failed.exitCode()).as(failed.err()).isEqualTo(1);
      assertThat(failed.json().getString("status")).isEqualTo("failed");
      assertThat(failed.json().getString("error_message")).contains("no such model");

      model.answerWith(_ -> Reply.script(SCRIPT));
      JsonPath retried =
          answer(
              200,
              shell.preset(
                  "retry-generation",
                  "--request-id",
                  generation,
                  "--wait",
                  "--poll-interval",
                  "50"));
      assertThat(retried.getString("status")).isEqualTo("completed");
      assertThat(retried.getInt("attempt_count")).isEqualTo(2);

      JsonPath detail = answer(200, shell.preset("generation-detail", "--request-id", generation));
      assertThat(detail.getString("generated_script")).contains("FROM orders");
      assertThat(detail.getString("request_summary")).contains("größte zuerst 🐘");

      List<String> review =
          new ArrayList<>(
              List.of(
                  "--request-id",
                  generation,
                  "--review-status",
                  "edited",
                  "--review-note",
                  "größer",
                  "--final-script-text-file",
                  "final.sql"));
      if (principal == null) {
        review.addAll(List.of("--reviewer", "alice"));
      }
      JsonPath reviewed = answer(201, shell.preset("submit-review", review.toArray(String[]::new)));
      assertThat(reviewed.getString("reviewer")).isEqualTo(reviewer);
      assertThat(reviewed.getString("final_script_text")).startsWith("-- größer\n");

      JsonPath history =
          answer(
              200,
              shell.preset(
                  "history-list",
                  "--review-status",
                  "edited",
                  "--has-final-script",
                  "--sort-by",
                  "last_reviewed_at",
                  "--page-size",
                  "1"));
      assertThat(history.getInt("pagination.total")).isOne();
      assertThat(history.getString("items[0].request_id")).isEqualTo(generation);

      model.answerWith(_ -> Reply.script(SCRIPT).after(Duration.ofMinutes(2)));
      String slow =
          answer(
                  201,
                  shell.preset(
                      "create-generation",
                      "--connection-id",
                      connectionId,
                      "--snapshot-id",
                      snapshot.getString("snapshot_id"),
                      "--request-text",
                      "all orders"))
              .getString("generation_id");
      answer(202, shell.preset("execute-generation", "--request-id", slow));
      Finished early = shell.preset("generation-detail", "--request-id", slow);
      assertThat(early.exitCode()).isEqualTo(1);
      assertThat(early.err()).startsWith("HTTP 409");
      assertThat(
              answer(200, shell.preset("cancel-generation", "--request-id", slow))
                  .getString("status"))
          .isEqualTo("canceled");

      model.answerWith(_ -> Reply.script(SCRIPT));
      Finished flow =
          shell.callApi(
              "--preset",
              "flow",
              "--connection-id",
              connectionId,
              "--request-text",
              "latest 5 orders",
              "--poll-interval",
              "50",
              "--output",
              "text");
      assertThat(flow.exitCode()).as(flow.err()).isZero();
      assertThat(flow.out()).startsWith("HTTP 200\n").contains("FROM orders").contains("completed");
      assertThat(flow.err()).as("nobody watches").isEmpty();

      if (principal != null) {
        assertThat(
                answer(200, callApiJson(shell, "/api/audit?principal=" + principal))
                    .getInt("pagination.total"))
            .isPositive();
      }
    }
  }

  private static Finished callApiJson(Launcher shell, String path) throws Exception {
    return shell.callApi("--path", path, "--output", "json");
  }

  /** The JSON of an answer that is the expected one, for which the exit code is 0. */
  private static JsonPath answer(int status, Finished finished) {
    assertThat(finished.err()).isEqualTo("HTTP " + status + "\n");
    assertThat(finished.exitCode()).isZero();
    return finished.json();
  }

  @Test
  void requestsByHandAreSignedAndSentAsTheyAreWritten() throws Exception {
    String validation = "{\"dialect\": \"mysql\", \"script_text\": \"SELECT 'größe 🐘'\"}";
    Files.writeString(directory.resolve("validation.json"), validation);
    try (FakeModelServer model = FakeModelServer.replying(Reply.error(400, "unused"));
        ServiceProcess service = service(SIGNATURES, model)) {
      Launcher shell = Launcher.in(directory).with("APP_API_BASE_URL", service.url());

      Finished plain =
          shell.callApi(
              "--method",
              "GET",
              "--path",
              "/api/history",
              "--query",
              "q=größte & kleinste+%",
              "--query",
              "has_final_script=true");
      assertThat(plain.exitCode()).as(plain.err()).isZero();
      assertThat(plain.out()).startsWith("HTTP 200\n{\n  \"items\": []");
      assertThat(plain.err()).isEmpty();

      Finished inline = shell.callApi("--path", "/api/validations", "--body", validation);
      Finished fromFile =
          shell.callApi("--path", "/api/validations", "--body-file", "validation.json");
      Finished piped =
          shell
              .reading(validation)
              .callApi("--path", "/api/validations", "--body", "-", "--method", "post");
      assertThat(inline.out()).startsWith("HTTP 200\n").contains("\"lint_status\"");
      assertThat(fromFile).isEqualTo(inline);
      assertThat(piped).isEqualTo(inline);

      Finished text = shell.callApi("--path", "/api/history", "--output", "text");
      assertThat(text.exitCode()).isZero();
      assertThat(text.out()).startsWith("HTTP 200\n").doesNotContain("{");
      Finished json = shell.callApi("--path", "/api/history?page=2", "--output", "json");
      assertThat(json.err()).isEqualTo("HTTP 200\n");
      assertThat(json.json().getInt("pagination.page")).isEqualTo(2);

      Finished missing = shell.callApi("--path", "/api/generations/" + ID);
      assertThat(missing.exitCode()).isEqualTo(1);
      assertThat(missing.out()).startsWith("HTTP 404\n").contains("generation_not_found");
      Finished wrongSecret = shell.callApi("--path", "/api/history", "--secret", "another");
      assertThat(wrongSecret.exitCode()).isEqualTo(1);
      assertThat(wrongSecret.out()).startsWith("HTTP 401\n").contains("unauthenticated");
      Finished without = shell.callApi("--path", "/api/history", "--auth-mode", "none");
      assertThat(without.out()).startsWith("HTTP 401\n");

      Finished signed =
          shell
              .reading(validation)
              .run("dbsa-sign-request", "--path", "/api/validations", "--body-file", "-");
      assertThat(signed.exitCode()).as(signed.err()).isZero();
      assertThat(statusWith(service, signed.json().getMap("$"), validation)).isEqualTo(200);
      assertThat(statusWith(service, signed.json().getMap("$"), validation))
          .as("a signature is good for one request")
          .isEqualTo(401);
    }
  }

  private static int statusWith(ServiceProcess service, Map<String, String> headers, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(service.url() + "/api/validations"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  @Test
  void aServiceThatIsNotThereIsExitCode3() throws Exception {
    String url = "http://127.0.0.1:" + FakeTcp.freePort();

    Finished finished =
        Launcher.in(directory).preset("history-list", "--base-url", url, "--timeout", "20");

    assertThat(finished.exitCode()).isEqualTo(3);
    assertThat(finished.out()).isEmpty();
    assertThat(finished.err()).contains("cannot reach the service at " + url);
  }

  @Test
  void signingStartsNoServiceAndNeedsNone() throws Exception {
    Path classes = directory.resolve("classes.log");
    Launcher shell = Launcher.in(directory);
    if (!LauncherProcess.isNative()) {
      shell = shell.with("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes);
    }

    Finished signed =
        shell.run(
            "dbsa-sign-request",
            "--method",
            "POST",
            "--path",
            "/api/generations",
            "--principal",
            "svc-db-agent",
            "--timestamp",
            "1713772800",
            "--secret",
            "replace-with-a-long-random-secret",
            "--body",
            "{\"request_text\":\"show latest orders\"}");

    assertThat(signed.exitCode()).as(signed.err()).isZero();
    assertThat(signed.out())
        .isEqualTo(
            """
            {
              "X-Internal-Principal": "svc-db-agent",
              "X-Internal-Timestamp": "1713772800",
              "X-Internal-Signature": "084164dd1236423d8159446099300e2e28d255609d8ee5cdf136d123de2ad330"
            }
            """);
    assertNothingOfTheServiceIn(classes);
  }

  @Test
  void helpStartsNoServiceAndLeavesNothingBehind() throws Exception {
    Path classes = Files.createTempFile("dbsa-classes-", ".log");
    Launcher shell = Launcher.in(directory);
    if (!LauncherProcess.isNative()) {
      shell = shell.with("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes);
    }

    Finished help = shell.run("dbsa", "call-api", "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("Usage: dbsa-call-api --preset PRESET");
    assertThat(help.err().lines().filter(line -> !line.startsWith("NOTE: Picked up"))).isEmpty();
    assertThat(directory).isEmptyDirectory();
    assertNothingOfTheServiceIn(classes);
    Files.delete(classes);
  }

  /** What is not loaded cannot listen, log or open a store. */
  private static void assertNothingOfTheServiceIn(Path classes) throws IOException {
    Assumptions.assumeFalse(LauncherProcess.isNative(), "the binary loads no classes");
    assertThat(Files.readString(classes))
        .contains("dev.dbsa.adapter.cli.DbsaCli ")
        .doesNotContain(" io.vertx.")
        .doesNotContain(" io.netty.")
        .doesNotContain(" io.quarkus.arc.")
        .doesNotContain(" io.quarkus.runtime.Quarkus ")
        .doesNotContain(" org.hibernate.")
        .doesNotContain(" org.sqlite.");
  }

  /** A rule, and a command that breaks it. */
  private record Misuse(
      String message, String launcher, List<String> arguments, Map<String, String> variables) {
    static Misuse of(String message, String... arguments) {
      return new Misuse(message, "dbsa-call-api", List.of(arguments), Map.of());
    }

    static Misuse preset(String message, String preset, String... arguments) {
      Stream<String> all = Stream.concat(Stream.of("--preset", preset), Stream.of(arguments));
      return new Misuse(message, "dbsa-call-api", all.toList(), Map.of());
    }

    static Misuse signing(String message, String... arguments) {
      return new Misuse(message, "dbsa-sign-request", List.of(arguments), Map.of());
    }

    Misuse with(String variable, String value) {
      return new Misuse(message, launcher, arguments, Map.of(variable, value));
    }
  }

  private static List<Misuse> misuses() {
    String[] profile = {
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
    String[] draft = {"--connection-id", ID, "--snapshot-id", ID};
    String[] edited = {"--request-id", ID, "--review-status", "edited"};
    return List.of(
        // a flag that is unknown, or that the preset does not take
        Misuse.of("unknown option --pathh", "--pathh", "/"),
        Misuse.preset(
            "does not take --page", "verify-connection", "--connection-id", ID, "--page=2"),
        Misuse.of("--wait needs a --preset", "--path", "/", "--wait"),
        Misuse.preset("without --method", "history-list", "--method", "POST"),
        // a flag that is missing
        Misuse.of("a --preset or a --path is needed"),
        Misuse.preset("needs --connection-name, --dialect, --host", "create-connection"),
        Misuse.preset(
            "a --connection-secret or a --secret-file is needed", "create-connection", profile),
        Misuse.preset("needs --connection-id", "refresh-schema"),
        Misuse.preset("a --request-text or a --request-text-file", "create-generation", draft),
        Misuse.preset("a --request-text or a", "flow", "--connection-id", ID),
        Misuse.preset("needs --request-id", "retry-generation"),
        Misuse.preset("needs --request-id, --review-status", "submit-review"),
        // ids that are not UUIDs
        Misuse.preset("expected a UUID", "verify-connection", "--connection-id", "../x"),
        Misuse.preset("expected a UUID", "cancel-generation", "--request-id", "7"),
        // values that are none of the choices
        Misuse.preset("--preset must be one of", "delete-everything"),
        Misuse.preset(
            "--dialect must be one of mysql",
            "create-connection",
            plus(profile, "--connection-secret", "x", "--dialect", "oracle")),
        Misuse.preset(
            "--connection-auth-mode must be one of",
            "create-connection",
            plus(profile, "--connection-secret", "x", "--connection-auth-mode", "kerberos")),
        Misuse.preset(
            "--ssl-mode must be one of",
            "create-connection",
            plus(profile, "--connection-secret", "x", "--ssl-mode", "maybe")),
        Misuse.preset(
            "--port must be between",
            "create-connection",
            plus(profile, "--connection-secret", "x", "--port", "65536")),
        Misuse.preset(
            "--script-mode must be one of",
            "create-generation",
            plus(draft, "--request-text", "a", "--script-mode", "drop")),
        Misuse.preset("--latest-status must be one of", "history-list", "--latest-status", "done"),
        Misuse.preset("--review-status must be one of", "history-list", "--review-status", "fine"),
        Misuse.preset("--lint-status must be one of", "history-list", "--lint-status", "bad"),
        Misuse.preset("--sort-by must be one of", "history-list", "--sort-by", "name"),
        Misuse.preset("--sort-order must be one of", "history-list", "--sort-order", "up"),
        Misuse.preset("--output must be one of", "history-list", "--output", "xml"),
        Misuse.preset("--auth-mode must be one of", "history-list", "--auth-mode", "basic"),
        Misuse.preset("--created-from: expected a time", "history-list", "--created-from", "today"),
        Misuse.preset(
            "--wait-timeout must be",
            "execute-generation",
            "--request-id",
            ID,
            "--wait",
            "--wait-timeout",
            "0"),
        Misuse.preset(
            "--poll-interval must be",
            "execute-generation",
            "--request-id",
            ID,
            "--wait",
            "--poll-interval",
            "1"),
        Misuse.preset("APP_AUTH_ENABLED must be", "history-list").with("APP_AUTH_ENABLED", "maybe"),
        // pages
        Misuse.preset("--page must be at least 1", "history-list", "--page", "0"),
        Misuse.preset("--page-size must be between 1 and 100", "history-list", "--page-size", "0"),
        Misuse.preset(
            "--page-size must be between 1 and 100", "history-list", "--page-size", "101"),
        // request texts
        Misuse.preset(
            "must not be blank", "create-generation", plus(draft, "--request-text", " \n")),
        Misuse.preset(
            "longer than 4000",
            "create-generation",
            plus(draft, "--request-text", "é".repeat(4001))),
        // files
        Misuse.preset(
            "absent.txt cannot be read",
            "create-connection",
            plus(profile, "--secret-file", "absent.txt")),
        Misuse.preset(
            "blank.txt is empty or blank",
            "create-connection",
            plus(profile, "--secret-file", "blank.txt")),
        Misuse.preset(
            "absent.sql cannot be read",
            "submit-review",
            plus(edited, "--final-script-text-file", "absent.sql")),
        Misuse.preset(
            "blank.txt is empty or blank",
            "submit-review",
            plus(edited, "--final-script-text-file", "blank.txt")),
        Misuse.preset(
            "blank.txt is empty or blank",
            "create-generation",
            plus(draft, "--request-text-file", "blank.txt")),
        Misuse.preset(
            "not UTF-8", "submit-review", plus(edited, "--final-script-text-file", "latin1.txt")),
        Misuse.of("more than 8 MiB", "--path", "/api/validations", "--body-file", "big.txt"),
        // a text and a file for the same thing
        Misuse.preset(
            "not both",
            "create-connection",
            plus(profile, "--connection-secret", "x", "--secret-file", "text.txt")),
        Misuse.preset(
            "not both",
            "create-generation",
            plus(draft, "--request-text", "x", "--request-text-file", "text.txt")),
        Misuse.preset(
            "not both",
            "submit-review",
            plus(edited, "--final-script-text", "x", "--final-script-text-file", "text.txt")),
        Misuse.of("not both", "--path", "/", "--body", "{}", "--body-file", "text.txt"),
        Misuse.of(
            "standard input cannot be read for both",
            "--path",
            "/",
            "--body",
            "-",
            "--token-file",
            "-"),
        // an edited script that is not there
        Misuse.preset("edited needs --final-script-text", "submit-review", edited),
        // paths and queries
        Misuse.of("percent-encoded", "--path", "/api/a b"),
        Misuse.of("must be percent-encoded", "--path", "/api/history?q=ü"),
        Misuse.of("must start with /", "--path", "api/history"),
        Misuse.of("expected name=value", "--path", "/", "--query", "page"),
        Misuse.of("not an HTTP method", "--path", "/", "--method", "GET /"),
        // a base URL that is none
        Misuse.of("expected http(s)://", "--path", "/", "--base-url", "ftp://127.0.0.1"),
        Misuse.of("expected http(s)://", "--path", "/").with("APP_API_BASE_URL", "localhost:8000"),
        // an auth mode without its secret, or with the other's
        Misuse.of("auth mode token needs a token", "--path", "/", "--auth-mode", "token"),
        Misuse.of("signing needs a secret", "--path", "/", "--auth-mode", "hmac"),
        Misuse.of("use one", "--path", "/", "--token", "hunter2", "--secret", "hunter3"),
        Misuse.of(
            "does not fit auth mode hmac",
            "--path",
            "/",
            "--auth-mode",
            "hmac",
            "--token",
            "hunter2"),
        Misuse.of("not both", "--path", "/", "--token", "hunter2", "--token-file", "text.txt"),
        Misuse.of("blank.txt is empty or blank", "--path", "/", "--auth-mode", "token")
            .with("APP_INTERNAL_API_TOKEN_FILE", "blank.txt"),
        // headers
        Misuse.of("printable ASCII only", "--path", "/", "--token", "größe"),
        Misuse.of("printable ASCII only", "--path", "/", "--reviewer", "a\nb"),
        Misuse.of("not a header name", "--path", "/", "--reviewer-header", "a:b"),
        // the same of sign-request
        Misuse.signing("Missing required option: '--path", "--secret", "hunter2"),
        Misuse.signing("signing needs a secret", "--path", "/"),
        Misuse.signing(
            "--timestamp must be", "--path", "/", "--secret", "hunter2", "--timestamp=-1"),
        Misuse.signing("percent-encoded", "--path", "/ü", "--secret", "hunter2"));
  }

  private static String[] plus(String[] first, String... second) {
    return Stream.concat(Stream.of(first), Stream.of(second)).toArray(String[]::new);
  }

  @TestFactory
  Stream<DynamicTest> whatIsRefusedBeforeAnythingIsSent() throws Exception {
    Files.writeString(directory.resolve("blank.txt"), "\n \t");
    Files.writeString(directory.resolve("text.txt"), "text");
    Files.write(directory.resolve("latin1.txt"), "größte".getBytes(StandardCharsets.ISO_8859_1));
    Files.write(directory.resolve("big.txt"), new byte[(8 << 20) + 1]);

    FakeTcp service = FakeTcp.hangingUp();
    Launcher shell =
        Launcher.in(directory).with("APP_API_BASE_URL", "http://127.0.0.1:" + service.port());
    // Each is a process of its own, which mostly waits for its start.
    ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    List<Misuse> misuses = misuses();
    List<Future<Finished>> finished =
        misuses.stream().map(misuse -> pool.submit(() -> run(shell, misuse))).toList();
    pool.shutdown();
    Stream<DynamicTest> refusals =
        Stream.iterate(0, i -> i < misuses.size(), i -> i + 1)
            .map(
                i ->
                    dynamicTest(
                        i + " " + misuses.get(i).message(),
                        () -> assertRefused(misuses.get(i), finished.get(i).get())));
    DynamicTest silence =
        dynamicTest("nothing was sent", () -> assertThat(service.connections()).isZero());
    return Stream.concat(refusals, Stream.of(silence))
        .onClose(
            () -> {
              pool.shutdownNow();
              service.close();
            });
  }

  private static Finished run(Launcher shell, Misuse misuse) throws Exception {
    Launcher own = shell;
    for (var variable : misuse.variables().entrySet()) {
      own = own.with(variable.getKey(), variable.getValue());
    }
    return own.run(misuse.launcher(), misuse.arguments().toArray(String[]::new));
  }

  private static void assertRefused(Misuse misuse, Finished finished) {
    assertThat(finished.err()).contains(misuse.message()).contains("Try 'dbsa ");
    assertThat(finished.err()).doesNotContain("hunter").doesNotContain("Exception");
    assertThat(finished.exitCode()).isEqualTo(2);
    assertThat(finished.out()).isEmpty();
  }
}
