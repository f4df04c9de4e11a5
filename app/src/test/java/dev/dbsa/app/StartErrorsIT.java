package dev.dbsa.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.EachServer;
import dev.dbsa.testkit.Login;
import dev.dbsa.testkit.ServerKind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads where the packaged program cannot use its metadata store. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launchers are POSIX shell scripts")
@Timeout(300)
class StartErrorsIT {

  @TempDir Path directory;

  @EachServer({ServerKind.POSTGRESQL, ServerKind.MARIADB, ServerKind.MYSQL})
  void aStartInVainNamesTheSetting(DatabaseServer server) throws Exception {
    StoreOnServer store = StoreOnServer.create(server);
    Login reader = server.createReadOnlyUser(store.database());
    String version = server.version().replaceFirst("^([0-9]+[.][0-9]+).*", "$1");
    String old =
        switch (server.kind()) {
          case MARIADB -> "10.6";
          case MYSQL -> "8.0";
          case POSTGRESQL, INSTALLED_POSTGRESQL -> "13.0";
        };
    try (StoreProxy proxy = new StoreProxy(server.port())) {
      proxy.replace(version, old);
      String place = server.host() + ":" + server.port();

      assertEnds(store, "APP_DB_PASSWORD", "mistaken-secret", "APP_DB_USERNAME", "APP_DB_PASSWORD");
      assertEnds(
          store.settings(
              Map.of("APP_DB_USERNAME", reader.user(), "APP_DB_PASSWORD", reader.password())),
          "cannot be written",
          "APP_DB_USERNAME");
      String url = store.settings().get("APP_DB_URL");
      assertEnds(store, "APP_DB_URL", url.replace(place, "store.invalid"), "APP_DB_URL", "host");
      assertEnds(
          store, "APP_DB_URL", url.replace(store.database(), "dbsa_missing"), "does not exist");
      assertEnds(
          store,
          "APP_DB_URL",
          url.replace(place, server.host() + ":" + proxy.port()),
          "too old",
          "APP_DB_URL");
    } finally {
      store.drop();
    }
  }

  private void assertEnds(StoreOnServer store, String setting, String value, String... told)
      throws Exception {
    Map<String, String> settings = new HashMap<>(store.settings());
    settings.put(setting, value);
    assertEnds(settings, told);
  }

  private void assertEnds(Map<String, String> settings, String... told) throws Exception {
    Launcher.Finished finished = ServiceProcess.startInVain(directory, settings);

    assertThat(finished.exitCode()).as(finished.out()).isEqualTo(1);
    assertThat(finished.out())
        .contains("the metadata store jdbc:")
        .contains(told)
        .doesNotContain("\tat ", "Exception", settings.get("APP_DB_PASSWORD"));
  }
}
