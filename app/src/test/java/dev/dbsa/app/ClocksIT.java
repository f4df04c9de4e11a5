package dev.dbsa.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.FakeModelServer;
import dev.dbsa.testkit.FakeModelServer.Reply;
import dev.dbsa.testkit.RequiresServer;
import dev.dbsa.testkit.ServerKind;
import dev.dbsa.testkit.Servers;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes on one store whose clocks are an hour ahead and an hour behind: libfaketime (the
 * package libfaketime of Debian) stands between the processes and the system's clock.
 */
@Tag("faults")
@RequiresServer(ServerKind.POSTGRESQL)
@Timeout(300)
class ClocksIT {
  private static final Duration LEASE = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration LONG = Duration.ofMinutes(5);

  private static final Path LIBRARY =
      Path.of(System.getProperty("dbsa.faketime", library().toString()));

  @TempDir Path directory;

  private final DatabaseServer server = Servers.postgresql();
  private final FakeModelServer model =
      FakeModelServer.start(_ -> Reply.script("SELECT id FROM orders").after(LONG));
  private StoreOnServer store;
  private String target;

  @BeforeEach
  void createDatabases() {
    store = StoreOnServer.create(server);
    target = server.createDatabase("target");
    server.execute(target, "CREATE TABLE orders (id INTEGER PRIMARY KEY)");
  }

  @AfterEach
  void dropDatabases() throws Exception {
    model.close();
    store.drop();
    server.dropDatabase(target);
  }

  private static Path library() {
    return Stream.of("x86_64-linux-gnu", "aarch64-linux-gnu")
        .map(machine -> Path.of("/usr/lib", machine, "faketime/libfaketimeMT.so.1"))
        .filter(Files::exists)
        .findFirst()
        .orElse(Path.of("/usr/lib/faketime/libfaketimeMT.so.1"));
  }

  private ServiceProcess start(String shift) throws Exception {
    Map<String, String> settings =
        new HashMap<>(
            store.settings(
                Map.of(
                    "APP_GENERATION_LEASE_SECONDS", String.valueOf(LEASE.toSeconds()),
                    "APP_GENERATION_BACKEND", "llm",
                    "OPENAI_BASE_URL", model.baseUrl(),
                    "OPENAI_API_KEY", "sk-fake",
                    "OPENAI_MODEL_NAME", "fake-model")));
    settings.put("LD_PRELOAD", LIBRARY.toString());
    settings.put("FAKETIME", shift);
    // Waiting goes by the running time, which nobody sets.
    settings.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    settings.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    return ServiceProcess.start(directory, settings);
  }

  /** What time it was for a process when it began to listen, as its log says. */
  private static LocalDateTime clock(ServiceProcess process) {
    String line =
        process.log().lines().filter(l -> l.contains("Listening on")).findFirst().orElseThrow();
    return LocalDateTime.parse(line.substring(0, 19).replace(' ', 'T'));
  }

  @Test
  void leasesGoByTheStoresClock() throws Exception {
    assumeThat(LIBRARY).as("the package libfaketime").exists();
    ServiceProcess ahead = start("+1h");
    try (ServiceProcess behind = start("-1h")) {
      assertThat(Duration.between(clock(behind), clock(ahead)))
          .isBetween(Duration.ofMinutes(115), Duration.ofMinutes(125));
      ServiceApi early = new ServiceApi(ahead.url());
      ServiceApi late = new ServiceApi(behind.url());
      String connection = early.connection(server, target, server.createReadOnlyUser(target));
      String snapshot =
          late.post("/api/connections/{id}/schema/refresh", connection).path("snapshot_id");
      String ofAhead = early.generation(connection, snapshot, "ids of orders");
      String ofBehind = late.generation(connection, snapshot, "ids of orders");
      for (ServiceApi api : List.of(early, late)) {
        for (String id : List.of(ofAhead, ofBehind)) {
          Instant created = Instant.parse(api.status(id).path("created_at"));
          assertThat(Duration.between(created, Instant.now()).abs()).isLessThan(LONG);
        }
      }
      early.execute(ofAhead);
      late.execute(ofBehind);
      Await.that(() -> model.held() == 2, PATIENCE, "both are sent");

      // Neither takes the other's for abandoned.
      LockSupport.parkNanos(LEASE.multipliedBy(3).toNanos());
      for (String id : List.of(ofAhead, ofBehind)) {
        Response status = early.status(id);
        assertThat(status.<String>path("status")).as(status.asString()).isEqualTo("running");
        assertThat(status.<Integer>path("attempt_count")).isEqualTo(1);
      }

      long killed = System.nanoTime();
      ahead.kill();
      Await.that(
          () -> late.status(ofAhead).path("status").equals("failed"), PATIENCE, "it is settled");
      assertThat(System.nanoTime() - killed)
          .isBetween(TimeUnit.SECONDS.toNanos(1), LEASE.multipliedBy(4).toNanos());
      assertThat(late.status(ofAhead).<String>path("error_code")).isEqualTo("interrupted");
      assertThat(late.status(ofBehind).<String>path("status")).isEqualTo("running");
      late.post("/api/generations/{id}/cancel", ofBehind).then().statusCode(200);
    } finally {
      ahead.kill();
    }
  }
}
