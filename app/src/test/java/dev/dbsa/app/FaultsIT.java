package dev.dbsa.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.FakeModelServer;
import dev.dbsa.testkit.FakeModelServer.Reply;
import dev.dbsa.testkit.Login;
import dev.dbsa.testkit.ServerKind;
import dev.dbsa.testkit.Servers;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to the packaged program when something that it needs fails. */
@Tag("faults")
@Timeout(300)
class FaultsIT {
  private static final Map<String, String> FILE =
      Map.of("APP_DB_URL", "sqlite:///store.db", "APP_FERNET_KEY", StoreOnServer.KEY);

  @TempDir Path directory;

  private final DatabaseServer target = Servers.assume(ServerKind.POSTGRESQL);
  private final List<StoreOnServer> stores = new ArrayList<>();
  private final List<String> created = new ArrayList<>();
  private String database;

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

  private static Map<String, String> withModel(Map<String, String> settings, String baseUrl) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(
        Map.of(
            "APP_GENERATION_BACKEND", "llm",
            "OPENAI_BASE_URL", baseUrl,
            "OPENAI_API_KEY", "sk-fake",
            "OPENAI_MODEL_NAME", "fake-model"));
    return all;
  }

  private record Ground(String connection, String snapshot) {}

  private Ground ground(ServiceApi api) {
    return ground(api, target.port());
  }

  /**
   * @param port of the target, or of what stands before it
   */
  private Ground ground(ServiceApi api, int port) {
    Login login = target.createReadOnlyUser(database);
    Response created =
        api.send(
            "/api/connections",
            Map.of(
                "name", "target",
                "dialect", target.dialect(),
                "host", target.host(),
                "port", port,
                "database_name", database,
                "username", login.user(),
                "secret", login.password()));
    String connection = created.path("connection_id");
    Response refreshed = api.post("/api/connections/{id}/schema/refresh", connection);
    assertThat(refreshed.statusCode()).as(refreshed.asString()).isEqualTo(201);
    return new Ground(connection, refreshed.path("snapshot_id"));
  }

  private static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  /** After the first bytes, in the middle, and shortly before the end. */
  @ParameterizedTest
  @ValueSource(ints = {1, 900, 3_000, 8_000, 12_000})
  void aTargetThatIsCutOffLeavesTheOldSnapshot(int bytes) throws Exception {
    try (StoreProxy proxy = new StoreProxy(target.port());
        ServiceProcess service = ServiceProcess.start(directory, FILE)) {
      ServiceApi api = new ServiceApi(service.url());
      Ground ground = ground(api, proxy.port());
      target.execute(database, "CREATE TABLE invoices (id INTEGER PRIMARY KEY)");

      proxy.cutAfter(bytes);
      Response cut = api.post("/api/connections/{id}/schema/refresh", ground.connection());

      assertThat(cut.statusCode()).as(cut.asString()).isEqualTo(502);
      assertThat(cut.asString()).doesNotContain("Exception", "\tat ");
      assertThat(snapshots(api, ground)).containsExactly(ground.snapshot());
      String id = api.generation(ground.connection(), ground.snapshot(), "show orders");
      api.execute(id);
      assertThat(api.awaitEnd(id).<String>path("status")).isEqualTo("completed");

      proxy.bringBack();
      Response again = api.post("/api/connections/{id}/schema/refresh", ground.connection());
      assertThat(again.statusCode()).as(again.asString()).isEqualTo(201);
      assertThat(again.<Integer>path("tables_count")).isEqualTo(2);
      assertThat(snapshots(api, ground)).hasSize(2);
    }
  }

  private static List<String> snapshots(ServiceApi api, Ground ground) {
    return api.get("/api/connections/{id}/snapshots", ground.connection())
        .path("items.snapshot_id");
  }

  @Test
  void aModelThatIsCutOffFailsTheAttemptAlone() throws Exception {
    try (FakeModelServer model =
            FakeModelServer.start(
                _ -> Reply.script("SELECT id FROM orders").after(Duration.ofSeconds(3)));
        StoreProxy proxy = new StoreProxy(model.port())) {
      Map<String, String> settings =
          withModel(FILE, model.baseUrl().replace(":" + model.port(), ":" + proxy.port()));
      try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
        ServiceApi api = new ServiceApi(service.url());
        Ground ground = ground(api);
        String id = api.generation(ground.connection(), ground.snapshot(), "ids of orders");
        api.execute(id);
        Await.that(() -> model.held() == 1, Duration.ofSeconds(20), "the model is asked");

        proxy.takeAway();

        Response failed = api.awaitEnd(id);
        assertThat(failed.<String>path("status")).as(failed.asString()).isEqualTo("failed");
        assertThat(failed.<String>path("error_code")).isEqualTo("model_unavailable");
        assertThat(failed.<Boolean>path("can_retry")).isTrue();

        proxy.bringBack();
        api.post("/api/generations/{id}/retry", id).then().statusCode(202);
        assertThat(api.awaitEnd(id).<String>path("status")).isEqualTo("completed");
        List<String> outcomes = api.get("/api/generations/{id}/attempts", id).path("items.outcome");
        assertThat(outcomes).containsExactly("failed", "completed");
      }
    }
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
      Map<String, String> settings = withModel(store.settings(), model.baseUrl());
      settings.computeIfPresent(
          "APP_DB_URL", (_, url) -> url.replace(":" + server.port(), ":" + proxy.port()));
      try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
        ServiceApi api = new ServiceApi(service.url());
        Ground ground = ground(api);
        String id = api.generation(ground.connection(), ground.snapshot(), "ids of orders");
        api.execute(id);
        Await.that(() -> model.held() == 1, Duration.ofSeconds(20), "the model is asked");

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

        Await.that(
            () -> api.get("/api/history").statusCode() == 200,
            Duration.ofSeconds(15),
            "the store is there again");
        assertThat(api.awaitEnd(id).<String>path("status")).isEqualTo("completed");
        assertThat(model.requests()).hasSize(1);
        assertThat(api.get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(service.log()).contains("The metadata store cannot be used");
      }
    }
  }

  @Test
  void aFullDiskIsToldAndLosesNothing() throws Exception {
    Ground ground;
    try (ServiceProcess service = ServiceProcess.start(directory, FILE)) {
      ground = ground(new ServiceApi(service.url()));
    }
    long pages = Files.size(directory.resolve("store.db")) / 4096 + 40;
    Map<String, String> limited = new HashMap<>(FILE);
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
    try (ServiceProcess service = ServiceProcess.start(directory, FILE)) {
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
