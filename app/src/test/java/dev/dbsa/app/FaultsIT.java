package dev.dbsa.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.FakeModelServer;
import dev.dbsa.testkit.FakeModelServer.Reply;
import dev.dbsa.testkit.ServerKind;
import dev.dbsa.testkit.Servers;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What happens to the packaged program when something around it fails: real processes, real
 * servers. {@code -Ddbsa.kills=N} and {@code -Ddbsa.seed=N} vary it.
 */
@Tag("faults")
@Timeout(900)
class FaultsIT {
  private static final int KILLS = Integer.getInteger("dbsa.kills", 6);
  private static final Pattern ID = Pattern.compile("\"generation_id\":\"([^\"]+)\"");

  /** A killed process's lease runs out, somebody sees it, and the work is done. */
  private static final Duration TAKEOVER = Duration.ofSeconds(90);

  /** The kinds of stores. */
  enum Store {
    SQLITE,
    POSTGRESQL,
    MYSQL,
    MARIADB
  }

  @TempDir Path directory;

  private final long seed = Long.getLong("dbsa.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final HttpClient http = HttpClient.newHttpClient();
  private final DatabaseServer target = Servers.assume(ServerKind.POSTGRESQL);
  private final List<StoreOnServer> stores = new ArrayList<>();
  private String database;

  /** What the clients were promised. */
  private final Queue<String> created = new ConcurrentLinkedQueue<>();

  private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
  private final Queue<String> reviewed = new ConcurrentLinkedQueue<>();
  private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void createTarget() {
    database = target.createDatabase("target");
    target.execute(database, "CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT)");
  }

  @AfterEach
  void dropEverything() {
    stores.forEach(StoreOnServer::drop);
    target.dropDatabase(database);
  }

  private Map<String, String> settings(Store kind) {
    if (kind == Store.SQLITE) {
      return Map.of(
          "APP_DB_URL", "sqlite:///store.db",
          "APP_FERNET_KEY", StoreOnServer.KEY,
          "APP_GENERATION_WORKERS", "4");
    }
    StoreOnServer store = StoreOnServer.create(Servers.assume(ServerKind.valueOf(kind.name())));
    stores.add(store);
    return store.settings(Map.of("APP_GENERATION_WORKERS", "4"));
  }

  private record Ground(String connection, String snapshot) {}

  private Ground ground(ServiceApi api) {
    String connection = api.connection(target, database, target.createReadOnlyUser(database));
    Response refreshed = api.post("/api/connections/{id}/schema/refresh", connection);
    assertThat(refreshed.statusCode()).as(refreshed.asString()).isEqualTo(201);
    return new Ground(connection, refreshed.path("snapshot_id"));
  }

  /** What one client does again and again until it is told to end, or nobody answers. */
  private void client(String url, Ground ground, BooleanSupplier goOn) {
    try {
      while (goOn.getAsBoolean()) {
        String body =
            "{\"connection_id\":\"%s\",\"snapshot_id\":\"%s\",\"request_text\":\"show orders\",\"script_mode\":\"query\"}"
                .formatted(ground.connection(), ground.snapshot());
        HttpResponse<String> made = post(url, "/api/generations", body);
        Matcher id = ID.matcher(made.body());
        if (made.statusCode() != 201 || !id.find()) {
          unexpected.add(made.statusCode() + " " + made.body());
          continue;
        }
        String generation = id.group(1);
        created.add(generation);
        if (post(url, "/api/generations/" + generation + "/execute", "").statusCode() == 202) {
          accepted.add(generation);
        }
        HttpResponse<String> status = get(url, "/api/generations/" + generation + "/status");
        if (status.body().contains("\"completed\"")
            && post(
                        url,
                        "/api/history/" + generation + "/review",
                        "{\"review_status\":\"accepted\"}")
                    .statusCode()
                == 201) {
          reviewed.add(generation);
        }
      }
    } catch (IOException e) {
      // The service was killed: whatever it had not answered was not promised.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<String> post(String url, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 500) {
      unexpected.add(path + " " + response.statusCode() + " " + response.body());
    }
    return response;
  }

  private HttpResponse<String> get(String url, String path)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(url + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 500) {
      unexpected.add(path + " " + response.statusCode() + " " + response.body());
    }
    return response;
  }

  private List<Thread> clients(int count, String url, Ground ground, BooleanSupplier goOn) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      threads.add(Thread.ofVirtual().start(() -> client(url, ground, goOn)));
    }
    return threads;
  }

  private static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  @ParameterizedTest
  @EnumSource(Store.class)
  void nothingIsLostByKills(Store kind) throws Exception {
    Map<String, String> settings = settings(kind);
    Ground ground = null;
    for (int kill = 0; kill < KILLS; kill++) {
      ServiceProcess service = ServiceProcess.start(directory, settings);
      ground = ground == null ? ground(new ServiceApi(service.url())) : ground;
      List<Thread> clients = clients(8, service.url(), ground, () -> true);
      pause(Duration.ofMillis(200 + random.nextInt(1_500)));
      service.kill();
      for (Thread client : clients) {
        client.join();
      }
    }
    assertThat(unexpected).as("seed " + seed).isEmpty();
    try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
      everyPromiseIsKept(new ServiceApi(service.url()), ground);
    }
  }

  /** No generation is lost, stuck or run twice, and no review is lost or halved. */
  private void everyPromiseIsKept(ServiceApi api, Ground ground) {
    assertThat(accepted).as("seed " + seed).isNotEmpty();
    long end = System.nanoTime() + TAKEOVER.toNanos();
    for (String id : created) {
      assertThat(api.status(id).statusCode()).as(id).isEqualTo(200);
    }
    for (String id : accepted) {
      String status = api.status(id).path("status");
      while (!status.equals("completed")) {
        assertThat(status).as(id).isIn("queued", "running");
        assertThat(System.nanoTime()).as(id + " is " + status).isLessThan(end);
        pause(Duration.ofMillis(100));
        status = api.status(id).path("status");
      }
      Response attempts = api.get("/api/generations/{id}/attempts", id);
      List<Map<String, Object>> items = attempts.path("items");
      for (int i = 0; i < items.size(); i++) {
        boolean last = i == items.size() - 1;
        assertThat(items.get(i))
            .as(attempts.asString())
            .containsEntry("number", i + 1)
            .containsEntry("outcome", last ? "completed" : "failed")
            .containsEntry("error_code", last ? null : "interrupted");
      }
    }
    for (String id : reviewed) {
      Response detail = api.get("/api/history/{id}", id);
      assertThat(detail.<List<?>>path("review_feedback")).as(detail.asString()).hasSize(1);
    }
    for (String snapshot :
        api.get("/api/connections/{id}/snapshots", ground.connection())
            .<List<String>>path("items.snapshot_id")) {
      assertThat(api.get("/api/snapshots/{id}/objects", snapshot).statusCode()).isEqualTo(200);
    }
    System.out.printf(
        "kept: %d created, %d executed, %d reviewed%n",
        created.size(), accepted.size(), reviewed.size());
  }

  @Test
  void aStoreThatIsAwayIsWaitedFor() throws Exception {
    DatabaseServer server = Servers.postgresql();
    StoreOnServer store = StoreOnServer.create(server);
    stores.add(store);
    try (StoreProxy proxy = new StoreProxy(server.port());
        FakeModelServer model =
            FakeModelServer.start(
                _ -> Reply.script("SELECT id FROM orders").after(Duration.ofSeconds(5)))) {
      Map<String, String> settings =
          new HashMap<>(
              store.settings(
                  Map.of(
                      "APP_GENERATION_BACKEND", "llm",
                      "OPENAI_BASE_URL", model.baseUrl(),
                      "OPENAI_API_KEY", "sk-fake",
                      "OPENAI_MODEL_NAME", "fake-model")));
      settings.computeIfPresent(
          "APP_DB_URL", (_, url) -> url.replace(":" + server.port(), ":" + proxy.port()));
      try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
        ServiceApi api = new ServiceApi(service.url());
        Ground ground = ground(api);
        String id = api.generation(ground.connection(), ground.snapshot(), "ids of orders");
        api.execute(id);
        await(() -> model.held() == 1, Duration.ofSeconds(20));

        proxy.takeAway();
        long back = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        int refused = 0;
        while (System.nanoTime() < back) {
          Response response = api.get("/api/history");
          assertThat(response.statusCode()).as(response.asString()).isEqualTo(503);
          assertThat(response.<String>path("code")).isEqualTo("store_unavailable");
          assertThat(response.header("Retry-After")).isNotNull();
          refused++;
        }
        assertThat(refused).isPositive();
        assertThat(api.get("/health").statusCode()).isEqualTo(200);
        assertThat(api.get("/q/health/ready").statusCode()).isEqualTo(503);
        proxy.bringBack();

        await(() -> api.get("/api/history").statusCode() == 200, Duration.ofSeconds(15));
        assertThat(api.awaitEnd(id).<String>path("status")).isEqualTo("completed");
        assertThat(model.requests()).hasSize(1);
        assertThat(api.get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(service.log()).contains("The metadata store cannot be used");
      }
    }
  }

  private static void await(BooleanSupplier condition, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      pause(Duration.ofMillis(50));
    }
  }

  @Test
  void aFullDiskIsToldAndLosesNothing() throws Exception {
    Map<String, String> settings = settings(Store.SQLITE);
    Ground ground;
    try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
      ground = ground(new ServiceApi(service.url()));
    }
    long pages = Files.size(directory.resolve("store.db")) / 4096 + 40;
    Map<String, String> limited = new HashMap<>(settings);
    limited.put("APP_DB_URL", "jdbc:sqlite:store.db?max_page_count=" + pages);
    try (ServiceProcess service = ServiceProcess.start(directory, limited)) {
      ServiceApi api = new ServiceApi(service.url());
      Response full = create(api, ground);
      while (full.statusCode() == 201) {
        created.add(full.path("generation_id"));
        full = create(api, ground);
      }
      assertThat(full.statusCode()).as(full.asString()).isEqualTo(503);
      assertThat(full.<String>path("code")).isEqualTo("store_unavailable");
      assertThat(full.header("Retry-After")).isNotNull();
      assertThat(api.get("/api/history").<Integer>path("pagination.total"))
          .isEqualTo(created.size());
    }
    assumeThat(created).isNotEmpty();
    try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
      ServiceApi api = new ServiceApi(service.url());
      assertThat(api.get("/api/history").<Integer>path("pagination.total"))
          .isEqualTo(created.size());
      assertThat(create(api, ground).statusCode()).isEqualTo(201);
    }
  }

  private static Response create(ServiceApi api, Ground ground) {
    return api.send(
        "/api/generations",
        Map.of(
            "connection_id", ground.connection(),
            "snapshot_id", ground.snapshot(),
            "request_text", "x".repeat(3_000),
            "script_mode", "query"));
  }
}
