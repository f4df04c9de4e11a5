package dev.dbsa.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.EachServer;
import dev.dbsa.testkit.Login;
import dev.dbsa.testkit.ServerKind;
import dev.dbsa.testkit.Servers;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program over each kind of metadata store: the whole way of a draft. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launchers are POSIX shell scripts")
@Timeout(180)
class StoresIT {

  @TempDir Path directory;

  @EachServer({ServerKind.POSTGRESQL, ServerKind.MARIADB, ServerKind.MYSQL})
  void worksOverAServer(DatabaseServer server) throws Exception {
    StoreOnServer store = StoreOnServer.create(server);
    Process migrate =
        LauncherProcess.launcher("dbsa", List.of("migrate"), directory, store.settings())
            .inheritIO()
            .start();
    assertThat(migrate.waitFor()).isZero();
    try (ServiceProcess service = ServiceProcess.start(directory, store.settings())) {
      goesTheWholeWay(new ServiceApi(service.url()), server);
    }
    // What was stored outlives the process.
    try (ServiceProcess service = ServiceProcess.start(directory, store.settings())) {
      Response history = new ServiceApi(service.url()).get("/api/history");
      assertThat(history.<Integer>path("pagination.total")).isEqualTo(1);
    } finally {
      store.drop();
    }
  }

  @Test
  void worksOverAFile() throws Exception {
    DatabaseServer target = Servers.assume(ServerKind.POSTGRESQL);
    Map<String, String> settings =
        Map.of("APP_DB_URL", "sqlite:///store.db", "APP_FERNET_KEY", StoreOnServer.KEY);
    try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
      goesTheWholeWay(new ServiceApi(service.url()), target);
    }
  }

  private static void goesTheWholeWay(ServiceApi api, DatabaseServer target) {
    String database = target.createDatabase("target");
    try {
      target.execute(
          database,
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, created_at TIMESTAMP NOT NULL, note TEXT)");
      Login login = target.createReadOnlyUser(database);
      String connection = api.connection(target, database, login);
      Response refreshed = api.post("/api/connections/{id}/schema/refresh", connection);
      assertThat(refreshed.statusCode()).as(refreshed.asString()).isEqualTo(201);
      String snapshot = refreshed.path("snapshot_id");
      String generation = api.generation(connection, snapshot, "show the latest 5 orders");
      api.execute(generation);
      assertThat(api.awaitEnd(generation).<String>path("status")).isEqualTo("completed");
      Response attempts = api.get("/api/generations/{id}/attempts", generation);
      assertThat(attempts.<String>path("items[0].outcome")).isEqualTo("completed");
      Response review =
          api.send(
              "/api/history/{id}/review",
              Map.of("review_status", "edited", "final_script_text", "SELECT id FROM orders;"),
              generation);
      assertThat(review.statusCode()).as(review.asString()).isEqualTo(201);
      Response found =
          api.get("/api/history?q=LATEST&review_status=edited&sort_by=last_reviewed_at");
      assertThat(found.<List<?>>path("items")).hasSize(1);
      assertThat(api.get("/api/audit").<Integer>path("pagination.total")).isGreaterThan(3);
      assertThat(api.get("/q/health/ready").statusCode()).isEqualTo(200);
    } finally {
      target.dropDatabase(database);
    }
  }
}
