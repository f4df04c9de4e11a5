package dev.dbsa.adapter.rest;

import static dev.dbsa.adapter.rest.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests have to carry a token, and may not come too often. */
@QuarkusTest
@TestProfile(TokenRequestsTest.Token.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TokenRequestsTest {
  private static final int PER_MINUTE = 60;
  private static final int LAST = Integer.MAX_VALUE;
  private static final String GOOD = "X-Internal-Token: " + TestService.SECRET;

  /** The service asks for a token and limits the callers' share. */
  public static class Token implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("test.auth", "token", "test.per-minute", String.valueOf(PER_MINUTE));
    }
  }

  private static Response get(String target, String... headers) {
    return RawHttp.send("GET " + target + " HTTP/1.1", List.of(headers), "");
  }

  @Test
  void bothTokensOfARotationGetInAndTheTrailTellsWhich() {
    String name = UUID.randomUUID().toString();
    String body =
        "{\"name\":\"%s\",\"dialect\":\"mysql\",\"host\":\"db.example\",\"port\":3306,"
                .formatted(name)
            + "\"database_name\":\"shop\",\"username\":\"reader\",\"auth_mode\":\"password\","
            + "\"secret\":\"s3cret\"}";
    Response created =
        RawHttp.send(
            "POST /api/connections HTTP/1.1",
            List.of(
                "x-internal-token: " + TestService.NEXT_SECRET,
                "X-Internal-Principal: somebody-else",
                "Content-Type: application/json"),
            body);
    assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);

    Response trail = get("/api/audit?object_id=" + created.<String>path("connection_id"), GOOD);
    assertThat(trail.statusCode()).isEqualTo(200);
    assertThat(trail.<List<String>>path("items.credential")).containsExactly("next");
    assertThat(trail.<List<String>>path("items.principal")).containsOnlyNulls();
    assertThat(trail.<List<String>>path("items.reviewer")).containsOnlyNulls();
  }

  @Test
  void anAgentsTokenOpensItsToolsAlone() {
    String agent = "X-Internal-Token: " + TestService.AGENT_SECRET;

    for (String path :
        List.of(
            "/api/history",
            "/api",
            "/API/history",
            "/mcp/../api/history",
            "/mcp/%2e%2e/api/history")) {
      assertProblem(get(path, agent), 401, "unauthenticated");
    }
    // There are no tools in this service, but whoever asks for them comes in.
    assertProblem(get("/mcp", agent), 404, "path_not_found");
    assertProblem(get("/mcp"), 401, "unauthenticated");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Nothing: 1",
        "X-Internal-Token:",
        "X-Internal-Token: guess",
        "X-Internal-Token: replace-with-a-long-random-secre",
        "X-Internal-Token: REPLACE-WITH-A-LONG-RANDOM-SECRET",
        "X-Internal-Token: replace-with-a-long-random-secret, replace-with-a-long-random-secret",
        "X-Internal-Token: replace-with-a-long-random-secret\r\nX-Internal-Token: guess",
        "X-Internal-Token: guess\r\nX-Internal-Token: replace-with-a-long-random-secret",
        "X_Internal_Token: replace-with-a-long-random-secret",
        "Authorization: Bearer replace-with-a-long-random-secret",
        "Cookie: X-Internal-Token=replace-with-a-long-random-secret",
        "X-Forwarded-For: 127.0.0.1"
      })
  void anythingElseIsRefused(String header) {
    assertProblem(get("/api/history", header), 401, "unauthenticated");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/",
        "/API/history",
        "//api/history",
        "/health/../api/history",
        "/health/..%2fapi/history",
        "/%61pi/history",
        "/api;x/history",
        "http://localhost/api/history",
        "?://localhost/api/history"
      })
  void noSpellingOfThePathLeadsAround(String target) {
    Response refused = get(target);
    if (refused.statusCode() != 400) {
      assertProblem(refused, 401, "unauthenticated");
    }
  }

  @Test
  void theTokenInTheAddressDoesNotCount() {
    assertProblem(
        get("/api/history?X-Internal-Token=" + TestService.SECRET), 401, "unauthenticated");
  }

  @Test
  void healthIsOpen() {
    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertThat(get("/q/openapi").statusCode()).isEqualTo(200);
  }

  @Test
  @Order(LAST)
  void whoComesTooOftenIsToldWhenToComeBack() {
    Response limited = flood(GOOD);
    assertProblem(limited, 429, "too_many_requests");
    assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 60);
    // Another token is another caller, and whoever has none does not use up anybody's share.
    assertProblem(flood("X-Internal-Token: guess"), 429, "too_many_requests");
    assertThat(get("/api/history", "X-Internal-Token: " + TestService.NEXT_SECRET).statusCode())
        .isEqualTo(200);
    assertThat(get("/health").statusCode()).isEqualTo(200);
  }

  /** The first answer that tells the caller to wait. */
  private static Response flood(String header) {
    Response answer = get("/api/history", header);
    for (int i = 0; i < 20 * PER_MINUTE && answer.statusCode() != 429; i++) {
      answer = get("/api/history", header);
    }
    return answer;
  }
}
