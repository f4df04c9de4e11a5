package dev.dbsa.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.RequiresServer;
import dev.dbsa.testkit.ServerKind;
import dev.dbsa.testkit.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many clients at once on two processes of the packaged program. */
@Tag("faults")
@RequiresServer(ServerKind.POSTGRESQL)
@Timeout(300)
class MixedFlowIT {
  private static final int CLIENTS = 200;
  private static final Duration TIME = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void everyTransitionIsAccountedFor() throws Exception {
    DatabaseServer server = Servers.postgresql();
    StoreOnServer store = StoreOnServer.create(server);
    String database = server.createDatabase("target");
    server.execute(database, "CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT)");
    FaultLoad load = new FaultLoad(server, database);
    Map<String, String> settings =
        store.settings(
            Map.of(
                "APP_RATE_LIMIT_PER_MINUTE", "0",
                // This one is to run for a while.
                "JAVA_TOOL_OPTIONS", "",
                "APP_MAX_CONCURRENT_GENERATIONS_PER_PRINCIPAL", "0"));
    try (ServiceProcess first = ServiceProcess.start(directory, settings);
        ServiceProcess second = ServiceProcess.start(directory, settings)) {
      List<String> urls = List.of(first.url(), second.url());
      load.prepare(new ServiceApi(first.url()));
      AtomicInteger turn = new AtomicInteger();
      long end = System.nanoTime() + TIME.toNanos();
      List<Thread> clients =
          load.clients(
              CLIENTS,
              () -> urls.get(turn.getAndIncrement() % urls.size()),
              true,
              () -> System.nanoTime() < end,
              1);
      for (Thread client : clients) {
        client.join();
      }

      assertThat(load.failures()).isEmpty();
      load.everythingIsKept(new ServiceApi(second.url()));
    } finally {
      store.drop();
      server.dropDatabase(database);
    }
  }
}
