package dev.dbsa.adapter.rest;

import static dev.dbsa.adapter.rest.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Generations beyond what the process runs at once. */
@QuarkusTest
@TestProfile(QueueTest.OneWorker.class)
class QueueTest {
  /** One generation runs at once. */
  public static class OneWorker implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("test.workers", "1");
    }
  }

  private Api api;

  @BeforeEach
  void connect() {
    api = new Api();
  }

  private Response execute(String id) {
    return api.post("/api/generations/{id}/execute", id);
  }

  @Test
  void tellsItsPlaceToWhoeverWaits() {
    String first = api.newGeneration("wait until canceled");
    String second = api.newGeneration("orders");
    String third = api.newGeneration("more orders");

    Response running = execute(first);
    Response next = execute(second);
    Response last = execute(third);

    assertThat(running.<String>path("status")).isEqualTo("running");
    assertThat(running.<Integer>path("queue_position")).isNull();
    assertThat(next.statusCode()).isEqualTo(202);
    assertThat(next.<String>path("status")).isEqualTo("queued");
    assertThat(next.<Integer>path("queue_position")).isEqualTo(1);
    assertThat(next.<Integer>path("attempt_count")).isZero();
    assertThat(last.<Integer>path("queue_position")).isEqualTo(2);
    assertProblem(execute(third), 409, "generation_waiting");

    assertThat(api.post("/api/generations/{id}/cancel", second).<Integer>path("queue_position"))
        .isNull();
    assertThat(api.get("/api/generations/{id}/status", third).<Integer>path("queue_position"))
        .isEqualTo(1);

    api.post("/api/generations/{id}/cancel", first);

    assertThat(api.awaitEnd(third).<String>path("status")).isEqualTo("completed");
    assertThat(api.get("/api/generations/{id}/attempts", second).<Object>path("items"))
        .asList()
        .isEmpty();
  }

  @Test
  void nothingWaitsBeforeItIsToldToStart() {
    String id = api.newGeneration("orders");

    Response status = api.get("/api/generations/{id}/status", id);

    assertThat(status.<String>path("status")).isEqualTo("queued");
    assertThat(status.<Integer>path("queue_position")).isNull();
  }
}
