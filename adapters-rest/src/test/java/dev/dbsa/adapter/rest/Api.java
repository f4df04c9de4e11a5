package dev.dbsa.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** The API as its clients call it; every answer is held against the served description. */
final class Api {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final OpenApiCheck check = new OpenApiCheck();

  OpenApiCheck check() {
    return check;
  }

  RequestSpecification request() {
    return given().filter(check).urlEncodingEnabled(true);
  }

  Response get(String path, Object... parameters) {
    return request().get(path, parameters);
  }

  Response post(String path, Object... parameters) {
    return request().post(path, parameters);
  }

  Response send(String path, Object body, Object... parameters) {
    RequestSpecification request = request().contentType(ContentType.JSON);
    // As an object, bytes would be written as a JSON string.
    RequestSpecification filled =
        body instanceof byte[] bytes ? request.body(bytes) : request.body(body);
    return filled.post(path, parameters);
  }

  /** A body that is accepted; its fields may be replaced or removed. */
  static Map<String, Object> connection(String host) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", "shop " + UUID.randomUUID());
    body.put("dialect", "postgresql");
    body.put("host", host);
    body.put("port", 5432);
    body.put("database_name", "shop");
    body.put("username", "reader");
    body.put("auth_mode", "password");
    body.put("secret", "s3cret ✓");
    return body;
  }

  String newConnection(String host) {
    return send("/api/connections", connection(host)).path("connection_id");
  }

  /** A snapshot of a connection of its own. */
  Snapshot newSnapshot(String host) {
    String connection = newConnection(host);
    return new Snapshot(
        connection, post("/api/connections/{id}/schema/refresh", connection).path("snapshot_id"));
  }

  record Snapshot(String connectionId, String id) {}

  static Map<String, Object> generation(Snapshot snapshot, String text) {
    Map<String, Object> body = new HashMap<>();
    body.put("connection_id", snapshot.connectionId());
    body.put("snapshot_id", snapshot.id());
    body.put("request_text", text);
    body.put("script_mode", "query");
    return body;
  }

  /** A queued generation for a snapshot of its own. */
  String newGeneration(String text) {
    return newGeneration(newSnapshot("db.example"), text);
  }

  String newGeneration(Snapshot snapshot, String text) {
    return send("/api/generations", generation(snapshot, text)).path("generation_id");
  }

  /** A generation that was executed and has ended. */
  String endedGeneration(String text) {
    String id = newGeneration(text);
    execute(id);
    return id;
  }

  /** Executes and waits for the end. */
  void execute(String id) {
    assertThat(post("/api/generations/{id}/execute", id).statusCode()).isEqualTo(202);
    awaitEnd(id);
  }

  /** Waits until nothing happens any more. */
  Response awaitEnd(String id) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Response status = get("/api/generations/{id}/status", id);
      if (!List.of("queued", "running").contains(status.<String>path("status"))) {
        return status;
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    throw new AssertionError("generation " + id + " does not end");
  }

  /** The answer's fields. */
  static Map<String, Object> body(Response response) {
    return response.jsonPath().getMap("$");
  }

  static void assertProblem(Response response, int status, String code) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    assertThat(response.contentType()).startsWith("application/problem+json");
    assertThat(body(response))
        .containsEntry("code", code)
        .containsEntry("status", status)
        .containsEntry("type", "urn:dbsa:error:" + code)
        .containsKeys("title", "detail");
  }

  /** Asserts a refusal for exactly these fields. */
  static void assertInvalid(Response response, String... fields) {
    assertProblem(response, 422, "invalid_fields");
    List<String> named = response.path("errors.field");
    assertThat(named).containsExactlyInAnyOrder(fields);
    List<String> messages = response.path("errors.message");
    assertThat(messages).allSatisfy(message -> assertThat(message).isNotBlank());
  }
}
