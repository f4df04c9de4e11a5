package dev.dbsa.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who sends what takes long keeps nobody else waiting. */
@QuarkusTest
@WithTestResource(TemporaryStore.class)
@Timeout(300)
class BusyTest {
  /** What a request's script may have at most. */
  private static final int LONGEST = 200_000;

  private static final int CALLERS = 40;
  private static final Duration PROMPT = Duration.ofSeconds(1);

  /** Longer than a request waits for a thread and for its outcome. */
  private static final int PATIENCE_MILLIS = 120_000;

  private static String repeated(String first, String piece, String last) {
    int times = (LONGEST - first.length() - last.length()) / piece.length();
    return first + piece.repeat(times) + last;
  }

  /** The longest scripts of kinds that are expensive to read. */
  private static List<String> worst() {
    return List.of(
        repeated("", "SELECT 1;", ""),
        repeated("SELECT 1", "+1", ";"),
        repeated("", "CREATE TABLE t (a int);", ""),
        repeated("SELECT * FROM t", ", t", ";"),
        repeated("SELECT ", "(", ""),
        repeated("INSERT INTO t VALUES (1)", ",(1)", ";"),
        repeated("", "BEGIN;", ""),
        repeated("SELECT '", "''", "';"),
        repeated("", "DELETE FROM t;\n", ""));
  }

  private static int check(String script, String dialect) {
    return given()
        .config(
            RestAssured.config()
                .httpClient(
                    HttpClientConfig.httpClientConfig()
                        .setParam("http.socket.timeout", PATIENCE_MILLIS)))
        .contentType(ContentType.JSON)
        .body(Map.of("dialect", dialect, "script_text", script))
        .post("/api/validations")
        .statusCode();
  }

  @Test
  void readsAreAnsweredWhileAllThreadsAreTaken() {
    List<CompletableFuture<Integer>> checks = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLERS; i++) {
        String script = worst().get(i % worst().size());
        String dialect = i % 2 == 0 ? "postgresql" : "mysql";
        checks.add(CompletableFuture.supplyAsync(() -> check(script, dialect), callers));
      }
      List<Duration> waits = new ArrayList<>();
      while (waits.size() < 20 || !checks.stream().allMatch(CompletableFuture::isDone)) {
        waits.add(timed("/health", 200));
        waits.add(timed("/api/generations/" + UUID.randomUUID() + "/status", 404));
        waits.add(timed("/api/history", 200));
      }
      assertThat(checks.stream().map(CompletableFuture::join))
          .allSatisfy(status -> assertThat(status).isIn(200, 429, 503));
      waits.sort(null);
      // Nearly all: one may meet a pause of the machine itself.
      assertThat(waits.get(waits.size() * 95 / 100)).isLessThan(PROMPT);
    }
  }

  private static Duration timed(String path, int status) {
    long start = System.nanoTime();
    assertThat(given().get(path).statusCode()).isEqualTo(status);
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
