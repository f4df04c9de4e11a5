package dev.dbsa.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.auth.RequestSignature;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.FakeModelServer;
import dev.dbsa.testkit.FakeModelServer.Reply;
import dev.dbsa.testkit.FakeModelServer.Request;
import dev.dbsa.testkit.FakeTcp;
import dev.dbsa.testkit.Login;
import dev.dbsa.testkit.RequiresServer;
import dev.dbsa.testkit.ServerKind;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sets every secret there is, sends good, wrong and hostile requests to everything that listens,
 * and looks for the secrets in all that comes back and all that is logged and stored.
 */
@Timeout(600)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launchers are POSIX shell scripts")
class SecrecyIT {
  private static final long SEED = Long.getLong("dbsa.seed", 20_260_422L);
  private static final int RANDOM_REQUESTS = 400;
  private static final String SHOP =
      "CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT DEFAULT 'none')";
  private static final List<String> PATHS =
      List.of(
          "/api/connections",
          "/api/connections/{id}",
          "/api/connections/{id}/verify",
          "/api/connections/{id}/schema/refresh",
          "/api/connections/{id}/snapshots",
          "/api/snapshots/{id}",
          "/api/snapshots/{id}/objects",
          "/api/snapshots/{id}/file",
          "/api/generations",
          "/api/generations/{id}",
          "/api/generations/{id}/status",
          "/api/generations/{id}/execute",
          "/api/generations/{id}/retry",
          "/api/generations/{id}/cancel",
          "/api/history",
          "/api/history/{id}",
          "/api/history/{id}/review",
          "/api/validations",
          "/api/audit",
          "/api/ai/backend/status",
          "/api/ai/backend/test",
          "/api/nothing",
          "/ui/ai",
          "/health",
          "/q/health",
          "/q/metrics",
          "/q/openapi");

  @TempDir Path directory;
  private final Random random = new Random(SEED);
  private final KnownSecrets secrets = new KnownSecrets(SEED);
  private final Map<String, String> credentials = new LinkedHashMap<>();
  private final Set<String> leaks = new LinkedHashSet<>();
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private String mode = "";
  private String url = "";

  private String secret(String variable, String ending) {
    String secret = secrets.make(variable, ending);
    credentials.put(variable, secret);
    return secret;
  }

  private Map<String, String> everySecret(FakeModelServer proxy) {
    Map<String, String> environment = new HashMap<>();
    environment.put("APP_AUTH_ENABLED", "true");
    environment.put("APP_AUTH_MODE", mode);
    environment.put("APP_RATE_LIMIT_PER_MINUTE", "0");
    environment.put(
        "APP_INTERNAL_API_TOKEN", secret("APP_INTERNAL_API_TOKEN", "\"\\+/%&='<ü".substring(0, 9)));
    environment.put("APP_INTERNAL_API_TOKENS", "team:" + secret("APP_INTERNAL_API_TOKENS", "!:;"));
    environment.put("APP_INTERNAL_HMAC_SECRET", secret("APP_INTERNAL_HMAC_SECRET", " \"ü\\ ${x}"));
    environment.put(
        "APP_INTERNAL_HMAC_SECRETS", "team:" + secret("APP_INTERNAL_HMAC_SECRETS", "+/"));
    environment.put(
        "APP_FERNET_KEY",
        secrets.makeKey("APP_FERNET_KEY") + "," + secrets.makeKey("older APP_FERNET_KEY"));
    environment.put("APP_DB_PASSWORD", secret("APP_DB_PASSWORD", "\"%"));
    environment.put("APP_GENERATION_BACKEND", "llm");
    environment.put("OPENAI_API_KEY", secret("OPENAI_API_KEY", "-_.~\"\\+/"));
    environment.put("OPENAI_BASE_URL", "http://model.example.test/v1");
    environment.put("OPENAI_MODEL_NAME", "fake");
    environment.put("APP_LLM_MAX_RETRIES", "0");
    environment.put(
        "APP_LLM_EXTRA_HEADERS",
        "X-Gateway-Key: " + secret("APP_LLM_EXTRA_HEADERS", "\"+/") + "; X-Team: dbsa");
    environment.put(
        "APP_LLM_PROXY",
        "http://dbsa:" + secret("APP_LLM_PROXY", "") + "@127.0.0.1:" + proxy.port());
    environment.put("QUARKUS_LOG_LEVEL", "INFO");
    environment.put("QUARKUS_LOG_CATEGORY__DEV_DBSA__LEVEL", "DEBUG");
    return environment;
  }

  @ParameterizedTest
  @ValueSource(strings = {"token", "hmac"})
  @RequiresServer(ServerKind.POSTGRESQL)
  void noSecretComesOut(String authMode, DatabaseServer server, TestReporter reporter)
      throws Exception {
    reporter.publishEntry("seed", String.valueOf(SEED));
    mode = authMode;
    String database = server.createDatabase("secrecy");
    server.execute(database, SHOP);
    Login login = server.createReadOnlyUser(database);
    secrets.add("the password of the database", login.password());

    AtomicInteger calls = new AtomicInteger();
    String log;
    try (FakeModelServer proxy =
            FakeModelServer.start(request -> echoed(calls.getAndIncrement(), request));
        EchoingPostgres echo = new EchoingPostgres();
        FakeTcp noDatabase =
            FakeTcp.answering("HTTP/1.1 400 no\r\n\r\n".getBytes(StandardCharsets.US_ASCII))) {
      ServiceProcess service = ServiceProcess.start(directory, everySecret(proxy));
      try (service) {
        url = service.url();
        JsonPath snapshot = useAConnection(server.port(), database, login);
        useConnectionsThatFail(server.port(), database, login, echo, noDatabase.port());
        for (int i = 0; i < ECHOES; i++) {
          useTheModel(snapshot.getString("connection_id"), snapshot.getString("snapshot_id"));
        }
        for (int i = 0; i < RANDOM_REQUESTS; i++) {
          sendAnything();
        }
        sendNonsense();
        for (String path :
            List.of(
                "/api/audit",
                "/api/history",
                "/api/connections",
                "/q/metrics",
                "/q/health",
                "/q/openapi")) {
          assertThat(send("GET", path, null, Map.of()).statusCode()).isEqualTo(200);
        }
      }
      log = service.log();

      assertThat(calls).as("calls of the model").hasValueGreaterThanOrEqualTo(ECHOES);
      assertThat(proxy.requests())
          .allSatisfy(
              request ->
                  assertThat(request.headers())
                      .containsEntry("authorization", "Bearer " + credentials.get("OPENAI_API_KEY"))
                      .containsEntry("x-gateway-key", credentials.get("APP_LLM_EXTRA_HEADERS")));
      assertThat(secrets.in(echo.heard())).as("the server was told the password").hasSize(1);
    }
    look("the log", log);
    for (Path file : filesOf(directory)) {
      look(file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
    }
    assertThat(statuses.keySet())
        .as("kinds of answers")
        .contains(200, 201, 401, 404, 409, 422, 502);
    assertThat(log).contains("dev.dbsa");
    assertThat(leaks).as("with seed " + SEED).isEmpty();
  }

  private static List<Path> filesOf(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private void look(String where, String text) {
    for (String line : text.split("\\R")) {
      List<String> found = secrets.in(line);
      if (!found.isEmpty()) {
        leaks.add(
            where + " shows " + found + ": " + line.substring(0, Math.min(400, line.length())));
      }
    }
  }

  // ---- What is sent

  private JsonPath useAConnection(int port, String database, Login login) throws Exception {
    String id = connection("shop", port, database, login.user(), login.password());
    assertThat(
            json(send("POST", "/api/connections/" + id + "/verify", "", Map.of()))
                .getString("status"))
        .isEqualTo("verified");
    send(
        "POST",
        "/api/connections",
        profile("shop", port, database, login.user(), login.password()),
        Map.of());
    return json(send("POST", "/api/connections/" + id + "/schema/refresh", "", Map.of()));
  }

  private void useConnectionsThatFail(
      int port, String database, Login login, EchoingPostgres echo, int noDatabase)
      throws Exception {
    List<String> ids =
        List.of(
            connection("wrong password", port, database, login.user(), wrongPassword("wrong")),
            connection(
                "no such user", port, database, "nobody' OR '1'='1", wrongPassword("a user")),
            connection("odd names", port, "x?password=1&user=%00", "a&b=c;d", wrongPassword("odd")),
            connection("echo", echo.port(), database, login.user(), wrongPassword("echoed")),
            connection("no database", noDatabase, database, login.user(), wrongPassword("http")),
            connection(
                "nobody", FakeTcp.freePort(), database, login.user(), wrongPassword("gone")));
    for (String id : ids) {
      JsonPath verified = json(send("POST", "/api/connections/" + id + "/verify", "", Map.of()));
      assertThat(verified.getString("status")).isEqualTo("failed");
      assertThat(
              send("POST", "/api/connections/" + id + "/schema/refresh", "", Map.of()).statusCode())
          .isIn(502, 504);
      send("GET", "/api/connections/" + id, null, Map.of());
    }
    send("DELETE", "/api/connections/" + ids.getFirst(), null, Map.of());
  }

  private String wrongPassword(String name) {
    return secret("the password of connection '" + name + "'", "\"ü\\%20&=");
  }

  private String connection(String name, int port, String database, String user, String password)
      throws Exception {
    HttpResponse<String> answer =
        send("POST", "/api/connections", profile(name, port, database, user, password), Map.of());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer).getString("connection_id");
  }

  private static String profile(
      String name, int port, String database, String user, String password) {
    return """
        {"name": %s, "dialect": "postgresql", "host": "127.0.0.1", "port": %d,
         "database_name": %s, "username": %s, "auth_mode": "password", "secret": %s}"""
        .formatted(
            FakeModelServer.quote(name),
            port,
            FakeModelServer.quote(database),
            FakeModelServer.quote(user),
            FakeModelServer.quote(password));
  }

  private void useTheModel(String connectionId, String snapshotId) throws Exception {
    String body =
        "{\"connection_id\": \"%s\", \"snapshot_id\": \"%s\", \"request_text\": \"all orders\","
            .concat(" \"script_mode\": \"query\"}")
            .formatted(connectionId, snapshotId);
    String id = json(send("POST", "/api/generations", body, Map.of())).getString("generation_id");
    send("GET", "/api/generations/" + id, null, Map.of());
    send("POST", "/api/generations/" + id + "/execute", "", Map.of());
    String status = "queued";
    while (status.equals("queued") || status.equals("running")) {
      status =
          json(send("GET", "/api/generations/" + id + "/status", null, Map.of()))
              .getString("status");
    }
    send("GET", "/api/generations/" + id, null, Map.of());
    send("GET", "/api/history/" + id, null, Map.of());
  }

  private static final int ECHOES = 12;

  /** An endpoint that shows its caller what it was sent, in every part of an answer. */
  private Reply echoed(int call, Request request) {
    String key = credentials.getOrDefault("OPENAI_API_KEY", "");
    String base64 = Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    String all = key + " " + request.headers();
    String quoted = FakeModelServer.quote(all);
    return switch (call % ECHOES) {
      case 0 -> Reply.error(401, "Incorrect API key provided: " + key);
      case 1 -> Reply.error(403, "These headers are not allowed: " + request.headers());
      case 2 ->
          Reply.json(
              400, "{\"detail\": [{\"loc\": [\"header\"], \"input\": %s}]}".formatted(quoted));
      case 3 ->
          Reply.json(200, "{\"error\": {\"message\": %s, \"code\": %s}}".formatted(quoted, quoted));
      case 4 -> Reply.json(200, "<html>" + all);
      case 5 -> Reply.content("I was called with " + all);
      case 6 -> Reply.script("SELECT id FROM orders -- " + key);
      case 7 ->
          Reply.json(302, "{}")
              .with("Location", "http://elsewhere.test/?key=" + key.substring(0, 24));
      case 8 ->
          Reply.json(
              500,
              "{\"error\": {\"type\": %s, \"code\": %s, \"message\": \"no\"}}"
                  .formatted(quoted, quoted));
      case 9 ->
          Reply.error(
              400,
              "as base64 "
                  + base64
                  + ", as a parameter "
                  + URLEncoder.encode(key, StandardCharsets.UTF_8));
      case 10 ->
          new Reply(
              200,
              Map.of("Content-Type", "application/json", "X-Key", key),
              ("{\"choices\":[{\"message\":{\"content\":null,\"refusal\":" + quoted + "}}]}")
                  .getBytes(StandardCharsets.UTF_8),
              Duration.ZERO,
              -1);
      default ->
          new Reply(
              200,
              Map.of("Content-Type", "application/json"),
              ("{\"model\":"
                      + quoted
                      + ",\"choices\":[{\"message\":{\"content\":\"{\\\"script\\\":\\\"SELECT id FROM orders\\\",\\\"explanation\\\":\\\"x\\\"}\"}}]}")
                  .getBytes(StandardCharsets.UTF_8),
              Duration.ZERO,
              -1);
    };
  }

  /** A request that is wrong in one way or another, often with a secret where none belongs. */
  private void sendAnything() throws Exception {
    String stray = pick(List.copyOf(credentials.values()));
    String path =
        pick(PATHS)
            .replace(
                "{id}", pick(List.of("9b3f7d2d-7d4d-4d5d-a7d0-2cccb9155d3d", "7", encoded(stray))));
    String query =
        pick(
            List.of(
                "",
                "",
                "?token=" + encoded(stray),
                "?q=" + encoded(stray),
                "?page=" + encoded(stray),
                "?sort_by=" + encoded(stray),
                "?" + encoded("secret\"") + "=" + encoded(stray)));
    String method =
        pick(List.of("GET", "GET", "POST", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"));
    String value = FakeModelServer.quote(stray);
    String body =
        switch (random.nextInt(12)) {
          case 0 -> null;
          case 1 -> "{\"secret\": " + value;
          case 2 -> "{\"secret\": " + value + value + "}";
          case 3 -> "{\"secret\": [" + value + "]}";
          case 4 -> "{\"secret\": {\"a\": " + value + "}}";
          case 5 ->
              "{\"secrt\": " + value + ", \"port\": " + value + ", \"dialect\": " + value + "}";
          case 6 -> "[" + value + "]";
          case 7 -> stray;
          case 8 -> "{\"secret\": " + value + ", \"secret\": " + value + "}";
          case 9 ->
              "{\"base_url\": \"http://127.0.0.1:1/v1\", \"api_key\": "
                  + value
                  + ", \"model\": \"m\"}";
          case 10 -> "{\"review_status\": " + value + ", \"connection_id\": " + value + "}";
          default ->
              profile("n" + random.nextInt(), 1, "d", "u", "")
                  .replace(
                      "\"secret\": \"\"", "\"secret\": " + "[".repeat(random.nextInt(50)) + value);
        };
    Map<String, String> headers =
        switch (random.nextInt(8)) {
          case 0 -> Map.of("Content-Type", "text/plain");
          case 1 -> Map.of("Authorization", "Bearer " + printable(stray));
          case 2 -> Map.of("Cookie", "token=" + encoded(stray));
          case 3 -> Map.of("X-Internal-Reviewer", "a\tb");
          case 4 -> Map.of("Content-Type", "application/json; charset=" + encoded(stray));
          case 5 -> Map.of("Accept", "text/" + encoded(stray));
          default -> Map.of();
        };
    switch (random.nextInt(6)) {
      case 0 -> exchange(request(method, path + query, body, headers));
      case 1 ->
          exchange(
              request(
                  method, path + query, body, Map.of("X-Internal-Token", printable(stray) + "x")));
      case 2 ->
          exchange(
              request(
                  method,
                  path + query,
                  body,
                  Map.of(
                      "X-Internal-Principal", printable(stray),
                      "X-Internal-Timestamp", String.valueOf(Instant.now().getEpochSecond()),
                      "X-Internal-Signature", printable(stray))));
      default -> send(method, path + query, body, headers);
    }
  }

  /** What is no HTTP, or hardly. */
  private void sendNonsense() throws Exception {
    String token = printable(credentials.getOrDefault("APP_INTERNAL_API_TOKEN", ""));
    String header = "X-Internal-Token: " + token + "\r\n";
    for (String text :
        List.of(
            "GET /api/history HTTP/9.9\r\n" + header + "\r\n",
            "GET /api/" + token + " HTTP/1.1\r\nHost: a\r\n" + header + "\r\n",
            "GET /api/%zz HTTP/1.1\r\nHost: a\r\n" + header + "\r\n",
            token + " / HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / " + token + "\r\n\r\n",
            "GET /api/history HTTP/1.1\r\nHost: a\r\n" + header + "Broken " + token + "\r\n\r\n",
            "GET /api/history HTTP/1.1\r\nHost: " + token + "\r\n" + header + "\r\n",
            "GET /api/history HTTP/1.1\r\nHost: a\r\nX-Big: " + token.repeat(2000) + "\r\n\r\n",
            "POST /api/validations HTTP/1.1\r\nHost: a\r\n"
                + header
                + "Content-Length: "
                + token
                + "\r\n\r\n",
            "POST /api/validations HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + header
                + "Transfer-Encoding: chunked\r\n\r\n"
                + token
                + "\r\n",
            "POST /api/validations HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + header
                + "Content-Length: 500\r\n\r\n{\"script_text\": \""
                + token,
            "\u0016\u0003\u0001" + token)) {
      URI address = URI.create(url);
      try (Socket socket = new Socket(address.getHost(), address.getPort())) {
        socket.setSoTimeout(500);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.shutdownOutput();
        look(
            "the answer to nonsense",
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
      } catch (IOException e) {
        // No answer is no leak.
      }
    }
  }

  /** Sends with valid credentials. */
  private HttpResponse<String> send(
      String method, String target, String body, Map<String, String> headers) throws Exception {
    Map<String, String> all = new HashMap<>(headers);
    if (mode.equals("token")) {
      String name = random.nextBoolean() ? "APP_INTERNAL_API_TOKEN" : "APP_INTERNAL_API_TOKENS";
      all.put("X-Internal-Token", credentials.getOrDefault(name, ""));
    } else {
      String name = random.nextBoolean() ? "APP_INTERNAL_HMAC_SECRET" : "APP_INTERNAL_HMAC_SECRETS";
      int mark = target.indexOf('?');
      String timestamp = String.valueOf(Instant.now().getEpochSecond());
      // A signature is good for one request: no two requests of a second may look the same.
      String principal = "svc-" + random.nextLong();
      byte[] bytes = (body == null ? "" : body).getBytes(StandardCharsets.UTF_8);
      all.put("X-Internal-Principal", principal);
      all.put("X-Internal-Timestamp", timestamp);
      all.put(
          "X-Internal-Signature",
          RequestSignature.of(
                  method,
                  mark < 0 ? target : target.substring(0, mark),
                  mark < 0 ? "" : target.substring(mark + 1),
                  principal,
                  timestamp,
                  bytes)
              .sign(Secret.of(credentials.getOrDefault(name, ""))));
    }
    return exchange(request(method, target, body, all));
  }

  private HttpRequest request(
      String method, String target, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + target))
            .timeout(Duration.ofSeconds(60))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    request.setHeader("Content-Type", "application/json");
    headers.forEach(request::setHeader);
    return request.build();
  }

  private HttpResponse<String> exchange(HttpRequest request) throws Exception {
    HttpResponse<String> answer =
        client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    statuses.merge(answer.statusCode(), 1, Integer::sum);
    String what = "the answer to " + request.method() + " " + request.uri().getPath();
    look(what, answer.headers().map().toString());
    look(what, answer.body());
    assertThat(answer.statusCode()).as(what).isNotEqualTo(500);
    return answer;
  }

  private static JsonPath json(HttpResponse<String> answer) {
    return JsonPath.from(answer.body());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** As far as it can stand in a header. */
  private static String printable(String text) {
    return text.replaceAll("[^!-~]", "");
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  // ---- Starts that are refused

  @ParameterizedTest
  @CsvSource({
    "APP_FERNET_KEY is not usable, APP_FERNET_KEY=%s",
    "APP_DB_URL must begin with, APP_DB_URL=oracle://dbsa:%s@db/x",
    "127.0.0.1:1/x cannot be reached, APP_DB_URL=postgresql://dbsa:%s@127.0.0.1:1/x",
    "APP_INTERNAL_API_TOKENS must be pairs, APP_AUTH_ENABLED=true APP_INTERNAL_API_TOKENS=%s",
    "APP_INTERNAL_API_TOKEN is not set, APP_AUTH_ENABLED=true APP_INTERNAL_HMAC_SECRET=%s",
    "app.port, APP_PORT=none APP_INTERNAL_API_TOKEN=%s OPENAI_API_KEY=%s APP_DB_PASSWORD=%s"
  })
  void aStartThatIsRefusedShowsNoneEither(String message, String settings) throws Exception {
    String secret = secrets.make("the secret", "%41\"\\");
    Map<String, String> environment = new HashMap<>();
    environment.put("APP_FERNET_KEY", secrets.makeKey("the key"));
    for (String setting : settings.split(" ")) {
      String[] parts = setting.split("=", 2);
      environment.put(parts[0], parts[1].replace("%s", secret));
    }

    Launcher.Finished refused = ServiceProcess.startInVain(directory, environment);

    assertThat(refused.exitCode()).isPositive();
    assertThat(refused.out()).contains(message);
    assertThat(secrets.in(refused.out())).as(refused.out()).isEmpty();
  }

  @Test
  void aDotEnvThatCannotBeReadStopsTheStart() throws Exception {
    String secret = secrets.make("the secret", "");
    Files.writeString(
        directory.resolve(".env"), "APP_HOST=127.0.0.1\nAPP_INTERNAL_API_TOKEN " + secret + "\n");

    Launcher.Finished refused = ServiceProcess.startInVain(directory, Map.of());

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out()).contains(".env, line 2: expected NAME=value").doesNotContain("\tat ");
    assertThat(secrets.in(refused.out())).isEmpty();
  }
}
