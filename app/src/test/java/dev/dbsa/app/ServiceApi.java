package dev.dbsa.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.Login;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** The API of a service that runs as a process of its own. */
record ServiceApi(String url) {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  Response get(String path, Object... parameters) {
    return given().baseUri(url).get(path, parameters);
  }

  Response post(String path, Object... parameters) {
    return given().baseUri(url).contentType(ContentType.JSON).post(path, parameters);
  }

  Response send(String path, Object body, Object... parameters) {
    return given().baseUri(url).contentType(ContentType.JSON).body(body).post(path, parameters);
  }

  /** Stores a connection to a database. */
  String connection(DatabaseServer server, String database, Login login) {
    Response created =
        send(
            "/api/connections",
            Map.of(
                "name", server.kind() + " " + UUID.randomUUID(),
                "dialect", server.dialect(),
                "host", server.host(),
                "port", server.port(),
                "database_name", database,
                "username", login.user(),
                "secret", login.password()));
    assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
    return created.path("connection_id");
  }

  /** Stores a request for a draft. */
  String generation(String connection, String snapshot, String text) {
    Response created =
        send(
            "/api/generations",
            Map.of(
                "connection_id", connection,
                "snapshot_id", snapshot,
                "request_text", text,
                "script_mode", "query"));
    assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
    return created.path("generation_id");
  }

  Response execute(String generation) {
    Response started = post("/api/generations/{id}/execute", generation);
    assertThat(started.statusCode()).as(started.asString()).isEqualTo(202);
    return started;
  }

  Response status(String generation) {
    return get("/api/generations/{id}/status", generation);
  }

  /** Waits until the generation has a status. */
  Response await(String generation, String wanted) {
    return await(generation, wanted::equals);
  }

  Response awaitEnd(String generation) {
    return await(generation, status -> !status.equals("queued") && !status.equals("running"));
  }

  private Response await(String generation, Predicate<String> wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Response status = status(generation);
      if (status.statusCode() == 200 && wanted.test(status.path("status"))) {
        return status;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("generation " + generation + " stays " + status.asString());
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
