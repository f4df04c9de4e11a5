package dev.dbsa.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.Login;
import dev.dbsa.testkit.RequiresServer;
import dev.dbsa.testkit.ServerKind;
import dev.dbsa.testkit.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A store that moves from kind to kind, by the packaged program. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launchers are POSIX shell scripts")
@RequiresServer(ServerKind.POSTGRESQL)
@Timeout(240)
class MovingIT {
  @TempDir Path directory;

  private record Finished(int exitCode, String output) {}

  private Finished dbsa(Map<String, String> settings, String... arguments)
      throws IOException, InterruptedException {
    Path output = directory.resolve("output.txt");
    Process process =
        LauncherProcess.launcher("dbsa", List.of(arguments), directory, settings)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    return new Finished(process.exitValue(), Files.readString(output));
  }

  private void succeed(Map<String, String> settings, String... arguments) throws Exception {
    Finished finished = dbsa(settings, arguments);
    assertThat(finished.exitCode()).as(finished.output()).isZero();
  }

  private static Map<String, String> file(String name) {
    return Map.of("APP_DB_URL", "sqlite:///" + name, "APP_FERNET_KEY", StoreOnServer.KEY);
  }

  @Test
  void aRoundTripGivesTheSameBytes() throws Exception {
    StoreOnServer postgresql = StoreOnServer.create(Servers.postgresql());
    StoreOnServer mysql = StoreOnServer.create(Servers.assume(ServerKind.MYSQL));
    try {
      fill(file("first.db"), Servers.postgresql());
      succeed(file("first.db"), "export", "first.jsonl");
      succeed(postgresql.settings(), "import", "first.jsonl");
      succeed(postgresql.settings(), "export", "postgresql.jsonl");
      succeed(mysql.settings(), "import", "postgresql.jsonl");
      succeed(mysql.settings(), "export", "mysql.jsonl");
      succeed(file("last.db"), "import", "mysql.jsonl");
      succeed(file("last.db"), "export", "last.jsonl");

      String first = Files.readString(directory.resolve("first.jsonl"));
      assertThat(first.lines().count()).isGreaterThan(10);
      for (String later : List.of("postgresql.jsonl", "mysql.jsonl", "last.jsonl")) {
        assertThat(Files.readString(directory.resolve(later))).as(later).isEqualTo(first);
      }

      // Again, as after an interruption; not without saying so.
      succeed(mysql.settings(), "import", "--resume", "first.jsonl");
      Finished refused = dbsa(mysql.settings(), "import", "first.jsonl");
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.output()).contains("not empty", "--resume").doesNotContain("\tat ");

      Path damaged = directory.resolve("damaged.jsonl");
      Files.writeString(damaged, first.replaceFirst("latest", "oldest"));
      refused = dbsa(file("new.db"), "import", "damaged.jsonl");
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.output()).contains("damaged").doesNotContain("\tat ");
      List<String> lines = new ArrayList<>(first.lines().toList());
      Files.write(damaged, lines.subList(0, lines.size() - 1));
      assertThat(dbsa(file("new.db"), "import", "damaged.jsonl").output()).contains("not whole");

      refused = dbsa(file("first.db"), "export", "first.jsonl");
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.output()).contains("is there already");

      try (ServiceProcess service = ServiceProcess.start(directory, file("last.db"))) {
        ServiceApi api = new ServiceApi(service.url());
        assertThat(api.get("/api/history").<Integer>path("pagination.total")).isEqualTo(2);
      }
    } finally {
      postgresql.drop();
      mysql.drop();
    }
  }

  /** Something of everything. */
  private void fill(Map<String, String> settings, DatabaseServer target) throws Exception {
    String database = target.createDatabase("target");
    target.execute(
        database,
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, created_at TIMESTAMP NOT NULL, note TEXT)");
    Login login = target.createReadOnlyUser(database);
    try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
      ServiceApi api = new ServiceApi(service.url());
      String connection = api.connection(target, database, login);
      String snapshot =
          api.post("/api/connections/{id}/schema/refresh", connection).path("snapshot_id");
      String generation = api.generation(connection, snapshot, "show the latest 5 orders");
      api.execute(generation);
      api.awaitEnd(generation);
      api.send(
              "/api/history/{id}/review",
              Map.of(
                  "review_status", "edited",
                  "review_note", "ß \\ \"'",
                  "final_script_text", "SELECT id FROM orders;"),
              generation)
          .then()
          .statusCode(201);
      api.generation(connection, snapshot, "never started: ’Ωµ 👩‍👩‍👧");
    } finally {
      target.dropDatabase(database);
    }
  }
}
