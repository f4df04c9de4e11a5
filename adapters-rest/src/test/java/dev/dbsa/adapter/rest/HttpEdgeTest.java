package dev.dbsa.adapter.rest;

import static dev.dbsa.adapter.rest.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every exchange, and what reaches no resource. */
@QuarkusTest
class HttpEdgeTest {
  private static final int MIB = 1 << 20;

  private Api api;

  @BeforeEach
  void connect() {
    api = new Api();
  }

  @Test
  void saysThatTheProcessAnswers() {
    Response health = api.get("/health");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.asString()).isEqualTo("{\"status\":\"ok\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ui/nothing",
        "/api",
        "/api/",
        "/api/nothing",
        "/api/connections/1/2/3",
        "/api/generations/1/start",
        "/API/connections",
        "/health/x",
        "/favicon.ico",
        "/q/nothing",
        "/../etc/passwd"
      })
  void servesNothingAtUnknownPaths(String path) {
    Response refused = RawHttp.send("GET " + path + " HTTP/1.1", List.of(), "");
    assertProblem(refused, 404, "path_not_found");
  }

  @Test
  void saysWhichMethodsAPathAllows() {
    for (var path : api.check().api().path("paths").properties()) {
      Set<String> allowed = new TreeSet<>(Set.of("OPTIONS"));
      path.getValue().fieldNames().forEachRemaining(m -> allowed.add(m.toUpperCase(Locale.ROOT)));
      if (allowed.contains("GET")) {
        allowed.add("HEAD");
      }
      String concrete = path.getKey().replaceAll("\\{\\w+}", UUID.randomUUID().toString());
      for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE")) {
        if (!allowed.contains(method)) {
          Response refused = RawHttp.send(method + " " + concrete + " HTTP/1.1", List.of(), "");
          assertProblem(refused, 405, "method_not_allowed");
          assertThat(refused.header("Allow").split(", "))
              .as(path.getKey())
              .containsExactlyInAnyOrderElementsOf(allowed);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/jsonp",
        "nonsense"
      })
  void refusesBodiesOfOtherTypes(String contentType) {
    Response refused =
        RawHttp.send(
            "POST /api/validations HTTP/1.1",
            List.of("Content-Type: " + contentType),
            "{\"dialect\": \"mysql\", \"script_text\": \"x\"}");
    assertProblem(refused, 415, "unsupported_media_type");
  }

  @Test
  void refusesBodiesWithoutAType() {
    Response refused =
        RawHttp.send(
            "POST /api/validations HTTP/1.1",
            List.of(),
            "{\"dialect\": \"mysql\", \"script_text\": \"x\"}");
    assertProblem(refused, 415, "unsupported_media_type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json;charset=UTF-8", "APPLICATION/JSON"})
  void takesTheTypeInEverySpelling(String contentType) {
    Response checked =
        RawHttp.send(
            "POST /api/validations HTTP/1.1",
            List.of("Content-Type: " + contentType),
            "{\"dialect\": \"mysql\", \"script_text\": \"x\"}");
    assertThat(checked.statusCode()).isEqualTo(200);
  }

  @Test
  void refusesToAnswerInOtherTypes() {
    Response refused = api.request().accept("text/html").get("/api/connections");
    assertProblem(refused, 406, "not_acceptable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/validations", "/api/history/1/review", "/api/nothing", "/health"})
  void refusesLargeBodiesByTheirAnnouncedLength(String path) {
    Response refused =
        RawHttp.exchange(
            "POST "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + (MIB + 1)
                + "\r\n\r\n",
            new byte[0]);
    assertProblem(refused, 413, "body_too_large");
    assertThat(refused.header("Connection")).isEqualToIgnoringCase("close");
  }

  @Test
  void refusesLargeBodiesThatAnnounceNoLength() {
    String chunk = "x".repeat(64 * 1024);
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      body.append("10000\r\n").append(chunk).append("\r\n");
    }
    Response refused =
        RawHttp.send(
            "POST /api/validations HTTP/1.1",
            List.of("Content-Type: application/json", "Transfer-Encoding: chunked"),
            body.append("0\r\n\r\n").toString());
    assertProblem(refused, 413, "body_too_large");
  }

  @Test
  void takesABodyOfExactlyTheLimit() {
    String start = "{\"dialect\": \"mysql\", \"script_text\": \"x\"";
    String body = start + " ".repeat(MIB - start.length() - 1) + "}";
    assertThat(api.send("/api/validations", body).statusCode()).isEqualTo(200);
    assertProblem(api.send("/api/validations", body + " "), 413, "body_too_large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/connections/%zz",
        "/%",
        "/api/history?q=%zz",
        "/api/history?q=%",
        "/api/history?q=a|b",
        "/api/connections/^"
      })
  void answersBrokenEncodingsAsTheCallersFault(String path) {
    Response refused = RawHttp.send("GET " + path + " HTTP/1.1", List.of(), "");
    assertProblem(refused, 400, "malformed_request");
  }

  @Test
  void keepsFaultsToItself() {
    String connection = api.newConnection("faulty.example");
    try (Log log = new Log()) {
      Response failed = api.post("/api/connections/{id}/schema/refresh", connection);
      assertProblem(failed, 500, "internal_error");
      assertThat(failed.asString())
          .doesNotContain("Exception", "org.example", "SELECT", "dev.dbsa.", "\tat ");
      String instance = failed.path("instance");
      assertThat(instance).startsWith("urn:uuid:");
      String occurrence = instance.substring("urn:uuid:".length());
      assertThat(log.messages()).filteredOn(m -> m.contains(occurrence)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/connections",
        "/api/connections/x",
        "/api/nothing",
        "/api/connections/%zz",
        "/health",
        "/q/openapi",
        "/q/health/live",
        "/nothing"
      })
  void setsProtectiveHeadersOnEveryAnswer(String path) {
    Response answer = RawHttp.send("GET " + path + " HTTP/1.1", List.of(), "");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void tellsBrowsersOfOtherOriginsNothing() {
    Map<String, String> headers =
        Map.of("Origin", "https://evil.example", "Access-Control-Request-Method", "POST");
    Response preflight = api.request().headers(headers).options("/api/connections");
    assertThat(preflight.headers().asList())
        .noneMatch(h -> h.getName().toLowerCase(Locale.ROOT).startsWith("access-control"));
  }

  /** What the service logs meanwhile. */
  private static final class Log extends Handler implements AutoCloseable {
    private static final Logger ROOT = Logger.getLogger("");

    private final ConcurrentLinkedQueue<String> messages = new ConcurrentLinkedQueue<>();

    Log() {
      ROOT.addHandler(this);
    }

    List<String> messages() {
      return List.copyOf(messages);
    }

    @Override
    public void publish(LogRecord logged) {
      messages.add(
          logged instanceof org.jboss.logmanager.ExtLogRecord extended
              ? extended.getFormattedMessage()
              : logged.getMessage());
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      ROOT.removeHandler(this);
    }
  }
}
