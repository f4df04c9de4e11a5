package dev.dbsa.adapter.rest;

import static dev.dbsa.adapter.rest.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without credentials, what a foreign page has a browser send is kept out. */
@QuarkusTest
class BrowserRequestsTest {

  private static Response send(String requestLine, String... headers) {
    return RawHttp.exchange(
        requestLine
            + " HTTP/1.1\r\n"
            + String.join("\r\n", headers)
            + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        new byte[0]);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/connections",
    "GET, /api/nothing",
    "POST, /api/connections",
    "GET, /ui/ai",
    "GET, /q/metrics",
    "GET, /q/openapi",
    "GET, /",
    "DELETE, /api/connections/9b3f7d2d-7d4d-4d5d-a7d0-2cccb9155d3d",
    "POST, /api/connections/9b3f7d2d-7d4d-4d5d-a7d0-2cccb9155d3d/schema/refresh",
    "POST, /api/generations/9b3f7d2d-7d4d-4d5d-a7d0-2cccb9155d3d/execute",
    "GET, //health",
    "GET, /health/../api/connections"
  })
  void aNameThatIsNotTheServicesOwnIsRefused(String method, String path) {
    Response refused = send(method + " " + path, "Host: rebound.example:" + RestAssured.port);
    assertProblem(refused, 403, "host_not_allowed");
    assertThat(refused.<String>path("detail")).contains("APP_ALLOWED_HOSTS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost",
        "Host: 127.0.0.1:1",
        "Host: [::1]:8000",
        "Host: copilot.example",
        "Host: a.team.example:8443",
        "Host: localhost\r\nSec-Fetch-Site: same-origin",
        "Host: localhost\r\nSec-Fetch-Site: none",
        "Host: copilot.example\r\nOrigin: https://copilot.example\r\nSec-Fetch-Site: same-origin"
      })
  void ownNamesAndListedOnesAreServed(String headers) {
    assertThat(send("GET /api/connections", headers).statusCode()).isEqualTo(200);
  }

  @Test
  void theAbsoluteFormIsHeldToTheSame() {
    assertProblem(
        send("GET http://rebound.example/api/connections", "Host: localhost"),
        403,
        "host_not_allowed");
    assertProblem(
        send("GET http://localhost/api/connections", "Host: rebound.example"),
        403,
        "host_not_allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: http://localhost:1",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Sec-Fetch-Site: Same-Origin",
        "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-origin\r\nOrigin: http://evil.example",
        "Origin: http://localhost\r\nSec-Fetch-Site: cross-site"
      })
  void whatAForeignPageSendsIsRefused(String headers) {
    String missing = UUID.randomUUID().toString();
    for (String request :
        List.of(
            "GET /api/connections",
            "POST /api/connections/" + missing + "/schema/refresh",
            "POST /api/connections/" + missing + "/verify",
            "POST /api/generations/" + missing + "/execute",
            "POST /api/generations/" + missing + "/cancel",
            "POST /api/ai/backend/test",
            "OPTIONS /api/connections")) {
      assertProblem(send(request, "Host: localhost", headers), 403, "cross_site_request");
    }
  }

  @Test
  void aForeignPageChangesNothing() {
    Api api = new Api();
    String id = api.newGeneration("show latest orders");
    send("POST /api/generations/" + id + "/cancel", "Host: localhost", "Origin: http://a.example");
    assertThat(api.get("/api/generations/{id}/status", id).<String>path("status"))
        .isEqualTo("queued");
  }

  @Test
  void theServicesOwnPagesGetIn() {
    String own = "localhost:" + RestAssured.port;
    for (String origin : List.of(own, "127.0.0.1:" + RestAssured.port)) {
      assertThat(
              send("GET /api/connections", "Host: " + own, "Origin: http://" + origin).statusCode())
          .as(origin)
          .isEqualTo(200);
    }
  }

  @Test
  void aLinkOfAForeignPageLeadsToThePages() {
    assertThat(send("GET /ui/ai", "Host: localhost", "Sec-Fetch-Site: cross-site").statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/q/health/live"})
  void probesMayUseAnyName(String path) {
    assertThat(send("GET " + path, "Host: 10.244.1.17:8000").statusCode()).isEqualTo(200);
  }

  @Test
  void aRequestHasOneHost() {
    Response two = send("GET /api/connections", "Host: localhost", "Host: localhost");
    assertProblem(two, 400, "malformed_request");
    assertProblem(send("GET /health", "Host: a", "Host: b"), 400, "malformed_request");
    assertProblem(send("GET /health", "X-Host: a"), 400, "malformed_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PROPFIND", "get", "FOO", "CONNECT", "PURGE"})
  void unknownMethodsAreRefusedEverywhere(String method) {
    for (String path : List.of("/health", "/api/connections", "/nothing")) {
      Response refused = send(method + " " + path, "Host: localhost");
      assertProblem(refused, 405, "method_not_allowed");
      assertThat(refused.header("Allow")).isNotBlank();
    }
  }
}
