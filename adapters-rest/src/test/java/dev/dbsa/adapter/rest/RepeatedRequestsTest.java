package dev.dbsa.adapter.rest;

import static dev.dbsa.adapter.rest.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.testing.Race;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that come twice under one key. */
@QuarkusTest
class RepeatedRequestsTest {
  private Api api;
  private final String key = UUID.randomUUID().toString();

  @BeforeEach
  void connect() {
    api = new Api();
  }

  private Response send(String path, Object body, Object... parameters) {
    return api.request()
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .body(body)
        .post(path, parameters);
  }

  private static void assertRepeats(Response first, Response second) {
    assertThat(first.header("Idempotent-Replayed")).isNull();
    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(second.statusCode()).isEqualTo(first.statusCode());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(second.contentType()).isEqualTo(first.contentType());
    assertThat(second.asString()).isEqualTo(first.asString());
  }

  @Test
  void makesOneGeneration() {
    Api.Snapshot snapshot = api.newSnapshot("db.example");
    Map<String, Object> body = Api.generation(snapshot, "orders");

    Response first = send("/api/generations", body);
    api.execute(first.path("generation_id"));
    Response second = send("/api/generations", body);

    assertThat(first.statusCode()).isEqualTo(201);
    assertRepeats(first, second);
    assertThat(second.<String>path("status")).isEqualTo("queued");
    assertThat(
            api.get("/api/history?connection_id={c}", snapshot.connectionId())
                .<Integer>path("pagination.total"))
        .isEqualTo(1);
  }

  @Test
  void makesOneGenerationHoweverManyAskAtOnce() {
    Map<String, Object> body = Api.generation(api.newSnapshot("db.example"), "orders");

    List<String> made =
        Race.of(6, _ -> send("/api/generations", body).<String>path("generation_id"));

    assertThat(made).doesNotContainNull().containsOnly(made.getFirst());
  }

  @Test
  void makesOneConnectionOfAUniqueName() {
    Map<String, Object> body = Api.connection("db.example");

    Response first = send("/api/connections", body);

    assertRepeats(first, send("/api/connections", body));
  }

  @Test
  void readsASchemaOnce() {
    String connection = api.newConnection("db.example");

    Response first = repeatRefresh(connection);

    assertThat(first.statusCode()).isEqualTo(201);
    assertRepeats(first, repeatRefresh(connection));
  }

  private Response repeatRefresh(String connection) {
    return api.request()
        .header("Idempotency-Key", key)
        .post("/api/connections/{id}/schema/refresh", connection);
  }

  @Test
  void recordsOneReview() {
    String generation = api.endedGeneration("orders");
    Map<String, Object> body = Map.of("review_status", "accepted");

    Response first = send("/api/history/{id}/review", body, generation);

    assertThat(first.statusCode()).isEqualTo(201);
    assertRepeats(first, send("/api/history/{id}/review", body, generation));
    assertThat(api.get("/api/history/{id}", generation).<List<?>>path("review_feedback"))
        .hasSize(1);
  }

  @Test
  void refusesAnotherRequestUnderTheKey() {
    Map<String, Object> body = Api.generation(api.newSnapshot("db.example"), "orders");
    send("/api/generations", body);
    Map<String, Object> other = new HashMap<>(body);
    other.put("request_text", "customers");

    assertProblem(send("/api/generations", other), 422, "idempotency_key_reused");
    assertProblem(
        send("/api/connections", Api.connection("db.example")), 422, "idempotency_key_reused");
  }

  @Test
  void leavesTheKeyOfARefusedRequestFree() {
    Map<String, Object> body = Api.generation(api.newSnapshot("db.example"), "orders");
    Map<String, Object> wrong = new HashMap<>(body);
    wrong.put("snapshot_id", UUID.randomUUID().toString());
    assertProblem(send("/api/generations", wrong), 404, "snapshot_not_found");
    String queued = api.newGeneration("never executed");
    assertProblem(
        send("/api/history/{id}/review", Map.of("review_status", "accepted"), queued),
        409,
        "generation_not_completed");

    assertThat(send("/api/generations", body).statusCode()).isEqualTo(201);
  }

  @Test
  void takesTwoSpellingsOfOneBodyForTheSame() {
    Api.Snapshot snapshot = api.newSnapshot("db.example");
    String body =
        "{\"connection_id\":\"%s\",\"snapshot_id\":\"%s\",\"request_text\":\"x\",\"script_mode\":\"query\"}"
            .formatted(snapshot.connectionId(), snapshot.id());

    Response first = send("/api/generations", body);

    assertRepeats(first, send("/api/generations", body.replace(",", " ,\n ")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "é"})
  void refusesKeysThatAreNone(String name) {
    Response response =
        api.request()
            .header("Idempotency-Key", name)
            .contentType(ContentType.JSON)
            .body(Api.connection("db.example"))
            .post("/api/connections");

    assertProblem(response, 422, "invalid_fields");
    assertThat(response.<String>path("errors[0].field")).isEqualTo("Idempotency-Key");
  }

  @Test
  void refusesTwoKeys() {
    assertProblem(
        api.request()
            .header("Idempotency-Key", "a", "b")
            .contentType(ContentType.JSON)
            .body(Api.connection("db.example"))
            .post("/api/connections"),
        422,
        "invalid_fields");
  }
}
