package dev.dbsa.app;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.adapter.llm.client.CallObserver;
import dev.dbsa.adapter.llm.client.CallObserver.ModelCall;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the dashboard and the alerts in {@code deploy/} watch is there to be scraped. */
@QuarkusTest
@WithTestResource(TemporaryStore.class)
class WatchedMetricsTest {
  private static final Path DEPLOY = Path.of("..", "deploy");
  private static final Pattern METRIC =
      Pattern.compile("\\b((?:dbsa|http_server|process|jvm)_[a-z_]+)\\{");

  @Inject CallObserver models;
  @Inject MeterRegistry meters;

  @ParameterizedTest
  @ValueSource(strings = {"grafana/dbsa.json", "prometheus/dbsa-alerts.yaml"})
  void everyMetricThatIsWatchedExists(String file) throws IOException, InterruptedException {
    // What is there from the first call of a model, and from the first draft, on.
    models.called(new ModelCall("m", "ok", Duration.ofMillis(1), 1L, 1L));
    MeteredScriptGeneratorTest.draft(meters);
    when().get("/health").then().statusCode(200);
    String scraped = when().get("/q/metrics").asString();

    TreeSet<String> watched = new TreeSet<>();
    METRIC
        .matcher(Files.readString(DEPLOY.resolve(file)))
        .results()
        .map((MatchResult m) -> m.group(1))
        .forEach(watched::add);

    assertThat(watched)
        .hasSizeGreaterThan(2)
        .allSatisfy(metric -> assertThat(scraped).containsPattern("(?m)^" + metric + "[{ ]"));
  }
}
