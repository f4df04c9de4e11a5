package dev.dbsa.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.ServerKind;
import dev.dbsa.testkit.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code kill -9} of the packaged program at random moments under load, on each kind of store.
 * {@code -Ddbsa.kills=N} says how many there are over all tests together, {@code -Ddbsa.seed=N}
 * makes the moments the same.
 */
@Tag("faults")
@Timeout(900)
class KillsIT {
  private static final int CLIENTS = 8;
  private static final int REPLICAS = 3;

  /** One test for each store, and one for replicas. */
  private static final int TESTS = Store.values().length + 1;

  private static final int KILLS =
      Math.max(1, Math.ceilDiv(Integer.getInteger("dbsa.kills", 50), TESTS));

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
  private final DatabaseServer target = Servers.assume(ServerKind.POSTGRESQL);
  private final List<StoreOnServer> stores = new ArrayList<>();
  private String database;
  private FaultLoad load;

  @BeforeEach
  void createTarget() {
    database = target.createDatabase("target");
    target.execute(database, "CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT)");
    load = new FaultLoad(target, database);
  }

  @AfterEach
  void dropEverything() {
    stores.forEach(StoreOnServer::drop);
    target.dropDatabase(database);
  }

  private Map<String, String> settings(Store kind) {
    Map<String, String> settings = new HashMap<>();
    if (kind == Store.SQLITE) {
      settings.put("APP_DB_URL", "sqlite:///store.db");
      settings.put("APP_FERNET_KEY", StoreOnServer.KEY);
    } else {
      StoreOnServer store = StoreOnServer.create(Servers.assume(ServerKind.valueOf(kind.name())));
      stores.add(store);
      settings.putAll(store.settings());
    }
    settings.put("APP_GENERATION_WORKERS", "4");
    settings.put("APP_GENERATION_LEASE_SECONDS", "3");
    settings.put("APP_RATE_LIMIT_PER_MINUTE", "0");
    return settings;
  }

  /** Once something is done, any moment is as good as another. */
  private void awaitTheMoment() {
    load.awaitProgress();
    LockSupport.parkNanos(Duration.ofMillis(200 + random.nextInt(1_300)).toNanos());
  }

  private static void join(List<Thread> clients) throws InterruptedException {
    for (Thread client : clients) {
      client.join();
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLostWhereTheOnlyProcessIsKilled(Store kind) throws Exception {
    Map<String, String> settings = settings(kind);
    for (int kill = 0; kill < KILLS; kill++) {
      ServiceProcess service = ServiceProcess.start(directory, settings);
      load.prepare(new ServiceApi(service.url()));
      AtomicBoolean alive = new AtomicBoolean(true);
      List<Thread> clients =
          load.clients(CLIENTS, service::url, true, alive::get, random.nextLong());
      awaitTheMoment();
      service.kill();
      alive.set(false);
      join(clients);
    }
    try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
      isKept(kind.name(), KILLS, service);
    }
  }

  @Test
  void nothingIsLostWhereOneOfThreeIsKilledAtATime() throws Exception {
    Map<String, String> settings = settings(Store.POSTGRESQL);
    List<ServiceProcess> replicas = new CopyOnWriteArrayList<>();
    try {
      for (int i = 0; i < REPLICAS; i++) {
        replicas.add(ServiceProcess.start(directory, settings));
      }
      load.prepare(new ServiceApi(replicas.getFirst().url()));
      AtomicBoolean goOn = new AtomicBoolean(true);
      Random choices = new Random(seed);
      List<Thread> clients =
          load.clients(
              CLIENTS,
              () -> replicas.get(choices.nextInt(REPLICAS)).url(),
              true,
              goOn::get,
              random.nextLong());
      for (int kill = 0; kill < KILLS; kill++) {
        awaitTheMoment();
        int victim = random.nextInt(REPLICAS);
        replicas.get(victim).kill();
        replicas.set(victim, ServiceProcess.start(directory, settings));
      }
      goOn.set(false);
      join(clients);
      isKept("three replicas on POSTGRESQL", KILLS, replicas.getFirst());
    } finally {
      for (ServiceProcess replica : replicas) {
        replica.kill();
      }
    }
  }

  private void isKept(String where, int kills, ServiceProcess service) {
    System.out.printf("%s, %d kills, seed %d%n", where, kills, seed);
    assertThat(load.failures()).as("seed " + seed).isEmpty();
    load.everythingIsKept(new ServiceApi(service.url()));
  }
}
