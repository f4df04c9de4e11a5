package dev.dbsa.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.FakeModelServer;
import dev.dbsa.testkit.FakeModelServer.Reply;
import dev.dbsa.testkit.RequiresServer;
import dev.dbsa.testkit.ServerKind;
import dev.dbsa.testkit.Servers;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two processes of the packaged program on one PostgreSQL, which all tests share. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launchers are POSIX shell scripts")
@RequiresServer(ServerKind.POSTGRESQL)
@Timeout(240)
@TestInstance(Lifecycle.PER_CLASS)
class ReplicasIT {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Reply SCRIPT = Reply.script("SELECT id FROM orders");

  @TempDir static Path directory;

  private final DatabaseServer server = Servers.postgresql();
  private final FakeModelServer model = FakeModelServer.start(_ -> SCRIPT);
  private final List<ServiceProcess> processes = new ArrayList<>();
  private StoreOnServer store;
  private String target;
  private int askedBefore;
  private int givenUpBefore;
  private ServiceApi first;
  private ServiceApi second;
  private String connection;
  private String snapshot;

  @BeforeAll
  void createDatabases() {
    store = StoreOnServer.create(server);
    target = server.createDatabase("target");
    server.execute(target, "CREATE TABLE orders (id INTEGER PRIMARY KEY)");
  }

  /** Those that a test has ended are started anew. */
  @BeforeEach
  void startTwo() throws Exception {
    processes.removeIf(process -> !process.isAlive());
    while (processes.size() < 2) {
      processes.add(start());
    }
    first = new ServiceApi(processes.getFirst().url());
    second = new ServiceApi(processes.getLast().url());
    if (connection == null) {
      connection = first.connection(server, target, server.createReadOnlyUser(target));
      snapshot =
          second.post("/api/connections/{id}/schema/refresh", connection).path("snapshot_id");
    }
    askedBefore = model.requests().size();
    givenUpBefore = model.givenUp();
  }

  private ServiceProcess start() throws Exception {
    return ServiceProcess.start(
        directory,
        store.settings(
            Map.of(
                "APP_GENERATION_WORKERS", "2",
                "APP_GENERATION_LEASE_SECONDS", "4",
                "APP_GENERATION_BACKEND", "llm",
                "OPENAI_BASE_URL", model.baseUrl(),
                "OPENAI_API_KEY", "sk-fake",
                "OPENAI_MODEL_NAME", "fake-model")));
  }

  @AfterAll
  void stop() throws Exception {
    model.close();
    for (ServiceProcess process : processes) {
      process.kill();
    }
    store.drop();
    server.dropDatabase(target);
  }

  private List<String> requests(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> first.generation(connection, snapshot, "ids of orders, number " + i))
        .toList();
  }

  @Test
  void bothTakeWhatWaits() {
    model.answerWith(_ -> SCRIPT.after(Duration.ofSeconds(2)));
    List<String> ids = requests(8);

    List<Response> started = ids.stream().map(first::execute).toList();

    assertThat(started)
        .filteredOn(r -> r.path("status").equals("queued"))
        .allSatisfy(r -> assertThat(r.<Integer>path("queue_position")).isPositive())
        .isNotEmpty();
    assertThat(ids)
        .allSatisfy(
            id -> assertThat(second.awaitEnd(id).<String>path("status")).isEqualTo("completed"));
    assertThat(ids.stream().map(this::worker).distinct()).hasSize(2);
    assertThat(model.requests()).hasSize(askedBefore + 8);
  }

  private String worker(String generation) {
    return second.get("/api/generations/{id}/attempts", generation).path("items[0].worker");
  }

  @Test
  void aCancellationReachesTheOtherProcess() {
    model.answerWith(_ -> SCRIPT.after(LONG));
    String id = requests(1).getFirst();
    first.execute(id);
    Await.that(() -> model.held() == 1, Duration.ofSeconds(20), "the model is asked");

    second.post("/api/generations/{id}/cancel", id).then().statusCode(200);

    Await.that(
        () -> model.givenUp() == givenUpBefore + 1, Duration.ofSeconds(2), "the call is given up");
    assertThat(first.status(id).<String>path("status")).isEqualTo("canceled");
  }

  @Test
  void nothingIsLostWhenOneIsKilled() throws Exception {
    model.answerWith(_ -> SCRIPT.after(LONG));
    List<String> ids = requests(6);
    ids.forEach(first::execute);
    Await.that(() -> model.held() == 4, Duration.ofSeconds(20), "both processes are busy");
    List<String> running =
        ids.stream().filter(id -> second.status(id).path("status").equals("running")).toList();
    model.answerWith(_ -> SCRIPT);

    processes.getFirst().kill();

    // What was sent to the model is not sent again by itself; what waited is taken by the other.
    List<String> failed = new ArrayList<>();
    Await.that(
        () -> {
          failed.clear();
          running.stream()
              .filter(id -> second.status(id).path("status").equals("failed"))
              .forEach(failed::add);
          return failed.size() == 2;
        },
        Duration.ofSeconds(60),
        "the killed process's attempts have failed");
    for (String id : failed) {
      Response status = second.status(id);
      assertThat(status.<String>path("error_code")).isEqualTo("interrupted");
      assertThat(status.<Boolean>path("can_retry")).isTrue();
      second.post("/api/generations/{id}/cancel", id).then().statusCode(409);
    }
    running.stream()
        .filter(id -> !failed.contains(id))
        .forEach(id -> second.post("/api/generations/{id}/cancel", id).then().statusCode(200));
    for (String id : ids) {
      if (!running.contains(id)) {
        assertThat(second.awaitEnd(id).<String>path("status")).isEqualTo("completed");
      }
    }
    for (String id : failed) {
      second.post("/api/generations/{id}/retry", id).then().statusCode(202);
      assertThat(second.awaitEnd(id).<Integer>path("attempt_count")).isEqualTo(2);
      assertThat(second.status(id).<String>path("status")).isEqualTo("completed");
    }
  }

  @Test
  void aStopLetsWorkUnderWayEnd() throws Exception {
    model.answerWith(_ -> SCRIPT.after(Duration.ofSeconds(3)));
    String id = requests(1).getFirst();
    first.execute(id);
    Await.that(() -> model.held() == 1, Duration.ofSeconds(20), "the model is asked");

    processes.getFirst().stop();

    assertThat(second.awaitEnd(id).<String>path("status")).isEqualTo("completed");
    assertThat(model.requests()).hasSize(askedBefore + 1);
    processes.getFirst().close();
  }
}
