package dev.dbsa.adapter.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** What Prometheus scrapes. */
@QuarkusTest
class MetricsTest {
  @Test
  void requestsAreCountedByPathAndStatus() {
    when().get("/health").then().statusCode(200);
    when().get("/api/hunter2").then().statusCode(404);

    Response scraped = when().get("/q/metrics");

    assertThat(scraped.statusCode()).isEqualTo(200);
    assertThat(scraped.contentType()).startsWith("text/plain; version=0.0.4");
    assertThat(scraped.asString())
        .containsPattern(
            "http_server_requests_seconds_count\\{[^}]*status=\"200\",uri=\"/health\"\\} [1-9]")
        .containsPattern("http_server_requests_seconds_count\\{[^}]*status=\"404\"")
        .doesNotContain("hunter2");
  }

  @Test
  void openMetricsAreAnsweredWhereTheyAreAskedFor() {
    Response scraped =
        given()
            .accept("application/openmetrics-text;version=1.0.0;q=0.6,text/plain;q=0.3")
            .get("/q/metrics");

    assertThat(scraped.contentType()).startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(scraped.asString()).endsWith("# EOF\n");
  }

  @Test
  void aHeadRequestAnswersWithoutTheMetrics() {
    Response head = when().head("/q/metrics");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.asString()).isEmpty();
  }
}
