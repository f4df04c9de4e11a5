package dev.dbsa.adapter.rest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestMetricsTest {
  private static Meter.Id counted(String name, String method, String path) {
    Meter.Id id =
        new Meter.Id(
            name,
            Tags.of("method", method, "outcome", "SUCCESS", "status", "200", "uri", path),
            null,
            null,
            Meter.Type.TIMER);
    return new RequestMetrics().boundedTags().map(id);
  }

  @ParameterizedTest
  @CsvSource({
    "/health, /health",
    "/api/history, /api/history",
    "/api/history/, /api/history",
    "/api/connections/hunter2, /api/connections/{id}",
    "/api/connections/{id}, /api/connections/{id}",
    "/api/connections/hunter2/schema/refresh, /api/connections/{id}/schema/refresh",
    "/api/snapshots/hunter2/diff/hunter3, /api/snapshots/{id}/diff/{id}",
    "/api/hunter2, other",
    "/api/connections/a/b/hunter2, other",
    "//api/history, other",
    "/API/history, other",
    "/q/hunter2, other",
    "/q/metrics, /q/metrics",
    "NOT_FOUND, NOT_FOUND",
    "root, root",
    "'', other"
  })
  void aPathIsCountedWithoutWhatTheCallerFilledIn(String path, String expected) {
    assertThat(counted("http.server.requests", "GET", path).getTag("uri")).isEqualTo(expected);
  }

  @Test
  void aMethodThatSomebodyMadeUpIsCountedAsAnother() {
    assertThat(counted("http.server.requests", "HUNTER2", "/health").getTag("method"))
        .isEqualTo("other");
    assertThat(counted("http.server.requests", "PUT", "/health").getTag("method")).isEqualTo("PUT");
  }

  @Test
  void everythingElseStaysAsItIs() {
    Meter.Id id = counted("http.server.requests", "GET", "/health");
    assertThat(id.getTag("status")).isEqualTo("200");
    assertThat(id.getTag("outcome")).isEqualTo("SUCCESS");
    assertThat(counted("http.client.requests", "X", "/made/up").getTag("uri"))
        .isEqualTo("/made/up");
  }
}
