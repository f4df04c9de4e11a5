package dev.dbsa.bench.schema;

import dev.dbsa.adapter.introspect.JdbcSchemaReader;
import dev.dbsa.adapter.introspect.ReadLimits;
import dev.dbsa.domain.connection.AuthMode;
import dev.dbsa.domain.connection.Endpoint;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.SchemaHash;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.ServerKind;
import dev.dbsa.testkit.Servers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads generated schemas from real servers and compares with the bare queries and with the walk
 * over DatabaseMetaData. Every figure is the best of several runs, taken in turns, so that what
 * else the machine does falls on all of them.
 *
 * <p>Arguments: any of {@code --servers=postgresql,mariadb,mysql}, {@code --sizes=10,1000,10000},
 * {@code --psql=PATH}, {@code --mysql=PATH}, {@code --mariadb=PATH} for the servers' own clients,
 * {@code --profile} for the time of each query.
 */
public final class SchemaBench {
  private static final Duration WALK_LIMIT = Duration.ofMinutes(3);

  private final DatabaseServer server;
  private final @Nullable String client;
  private final boolean profile;
  private final JdbcSchemaReader reader = new JdbcSchemaReader(ReadLimits.DEFAULT);

  private SchemaBench(DatabaseServer server, @Nullable String client, boolean profile) {
    this.server = server;
    this.client = client;
    this.profile = profile;
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (String arg : args) {
      String[] parts = arg.substring(2).split("=", 2);
      options.put(parts[0], parts.length == 1 ? "" : parts[1]);
    }
    System.out.println(
        "| server | tables | refresh | bare, JDBC | bare, own client | DatabaseMetaData |"
            + " refresh / bare | walk / refresh | per table | heap |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|");
    for (String name : options.getOrDefault("servers", "postgresql,mariadb,mysql").split(",")) {
      DatabaseServer server = Servers.get(ServerKind.valueOf(name.toUpperCase(Locale.ROOT)));
      String client = options.get(name.equals("postgresql") ? "psql" : name);
      SchemaBench bench = new SchemaBench(server, client, options.containsKey("profile"));
      bench.warmUp();
      for (String size : options.getOrDefault("sizes", "10,1000,10000").split(",")) {
        bench.measure(Integer.parseInt(size));
      }
    }
    // The servers end with the JVM.
    System.exit(0);
  }

  private TargetDatabase target(String database) {
    return new TargetDatabase(
        new Endpoint(
            Dialect.find(server.dialect()).orElseThrow(),
            server.host(),
            server.port(),
            database,
            server.admin().user(),
            AuthMode.PASSWORD,
            SslMode.DISABLE),
        Secret.of(server.admin().password()));
  }

  private void warmUp() throws SQLException {
    String database = GeneratedSchema.create(server, 200);
    BareQueries bare = new BareQueries(server, database);
    for (int i = 0; i < 30; i++) {
      reader.read(target(database));
      bare.drain();
    }
    server.dropDatabase(database);
  }

  private void measure(int tables) throws SQLException, IOException, InterruptedException {
    String database = GeneratedSchema.create(server, tables);
    BareQueries bare = new BareQueries(server, database);
    TargetDatabase target = target(database);
    // Whatever reads first pays for the server's caches.
    bare.drain();
    int runs = tables >= 10_000 ? 5 : tables >= 1_000 ? 9 : 15;
    long[] refresh = new long[runs];
    long[] jdbc = new long[runs];
    long[] own = new long[runs];
    for (int i = 0; i < runs; i++) {
      refresh[i] = time(() -> SchemaHash.of(reader.read(target)));
      jdbc[i] = time(bare::drain);
      if (client != null) {
        String path = client;
        own[i] = time(() -> bare.runInClient(path));
      }
    }
    MetadataWalk.Outcome walk = MetadataWalk.walk(server, database, WALK_LIMIT);
    for (int i = 0; i < 4 && walk.time().compareTo(Duration.ofSeconds(10)) < 0; i++) {
      MetadataWalk.Outcome again = MetadataWalk.walk(server, database, WALK_LIMIT);
      walk = again.time().compareTo(walk.time()) < 0 ? again : walk;
    }
    double heap = heapOf(target);
    print(tables, best(refresh), best(jdbc), client == null ? 0 : best(own), walk, heap);
    if (profile) {
      System.out.println("<!-- " + bare.profile() + " -->");
    }
    server.dropDatabase(database);
  }

  private void print(
      int tables, double refresh, double jdbc, double own, MetadataWalk.Outcome walk, double heap) {
    double walked = walk.time().toNanos() / 1e6;
    double whole = walked * tables / walk.tables();
    System.out.printf(
        Locale.ROOT,
        "| %s %s | %d | %.0f ms | %.0f ms | %s | %s | %.2f | %.1f | %.3f ms | %.1f MB |%n",
        server.product(),
        server.version(),
        tables,
        refresh,
        jdbc,
        own == 0 ? "" : String.format(Locale.ROOT, "%.0f ms", own),
        walk.finished()
            ? String.format(Locale.ROOT, "%.0f ms", walked)
            : String.format(
                Locale.ROOT,
                "%.0f ms after %d tables, about %.0f ms",
                walked,
                walk.tables(),
                whole),
        refresh / jdbc,
        whole / refresh,
        refresh / tables,
        heap);
  }

  /** Something that may fail as databases and processes do. */
  private interface Task {
    void run() throws SQLException, IOException, InterruptedException;
  }

  private static long time(Task task) throws SQLException, IOException, InterruptedException {
    long begin = System.nanoTime();
    task.run();
    return System.nanoTime() - begin;
  }

  private static double best(long[] nanos) {
    return Arrays.stream(nanos).min().orElseThrow() / 1e6;
  }

  /** What one schema keeps in memory, in MB of a million bytes. */
  private double heapOf(TargetDatabase target) {
    List<DatabaseSchema> held = new ArrayList<>(List.of(reader.read(target)));
    long with = usedHeap();
    held.clear();
    return (with - usedHeap()) / 1e6;
  }

  private static long usedHeap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}
