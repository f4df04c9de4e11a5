package dev.dbsa.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.EachServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** What was packaged, with its metadata store on a database server. */
class ServerStoreIT {

  @TempDir Path directory;

  private static Map<String, String> settings(DatabaseServer server, String database) {
    return Map.of(
        "APP_FERNET_KEY",
        "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=",
        "APP_DB_URL",
        server.jdbcUrl(database)
            + (server.dialect().equals("mysql")
                ? "?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                : ""),
        "APP_DB_USERNAME",
        server.admin().user(),
        "APP_DB_PASSWORD",
        server.admin().password());
  }

  @EachServer
  void keepsWhatItWasToldOverARestart(DatabaseServer server) throws Exception {
    Map<String, String> settings =
        new HashMap<>(settings(server, server.createDatabase("packaged")));
    Launcher.Finished migrated = new Launcher(directory, settings, "").run("dbsa", "migrate");
    assertThat(migrated.out()).as(migrated.err()).contains("schema version");
    settings.put("APP_DB_AUTO_CREATE", "false");

    try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
      given()
          .contentType("application/json")
          .body(
              """
              {"name": "shop", "dialect": "mysql", "host": "localhost", "port": 3306, "database_name": "shop",
               "username": "reader", "auth_mode": "password", "secret": "s3cret", "ssl_mode": "prefer"}
              """)
          .post(service.url() + "/api/connections")
          .then()
          .statusCode(201);
    }

    try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
      given()
          .get(service.url() + "/api/connections")
          .then()
          .statusCode(200)
          .body("[0].name", equalTo("shop"));
      given().get(service.url() + "/q/health/ready").then().statusCode(200);
    }
    assertThat(directory.resolve("dbsa.db")).doesNotExist();
  }

  @EachServer
  void saysInOneLineWhichSettingIsWrong(DatabaseServer server) throws Exception {
    Map<String, String> settings =
        new HashMap<>(settings(server, server.createDatabase("refused")));
    settings.put("APP_DB_PASSWORD", "wrong");

    Launcher.Finished start = ServiceProcess.startInVain(directory, settings);

    assertThat(start.exitCode()).isNotZero();
    assertThat(start.out())
        .contains("refuses the login: check APP_DB_USERNAME and APP_DB_PASSWORD")
        .doesNotContain("\tat ");
  }
}
