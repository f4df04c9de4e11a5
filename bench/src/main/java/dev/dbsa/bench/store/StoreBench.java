package dev.dbsa.bench.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dbsa.bench.store.Calls.Times;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.ServerKind;
import dev.dbsa.testkit.Servers;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The packaged service over stores with a long history, each moved there by {@code dbsa import};
 * everything is measured by HTTP requests. Stores are asked one after the other within one run.
 *
 * <p>Arguments: any of {@code --rows=1000000}, {@code --stores=sqlite,postgresql,mysql,mariadb},
 * {@code --jar=app/target/quarkus-app/quarkus-run.jar}, {@code --schema=13}, the version of the
 * store's schema, {@code --requests=60}, how often each thing is asked, {@code --all}, which prints
 * each query, {@code --only=pages,texts,audit,creates,statuses}. Start it with {@code
 * -Ddbsa.testkit.durable=true}, so that servers keep what they commit.
 *
 * <p>{@code --loaded=NAME} measures a store that holds such a history already, instead: the one
 * that the environment variables {@code APP_DB_URL}, {@code APP_DB_USERNAME} and {@code
 * APP_DB_PASSWORD} name, and calls it by that name.
 */
public final class StoreBench {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CLIENTS = 16;
  private static final int DEEP_PAGE = 10_000;
  private static final String EVERYTHING = "pages,texts,audit,creates,statuses";

  private final Path jar;
  private final Path directory;
  private final int rows;
  private final int requests;
  private final boolean printsAll;
  private final Set<String> only;
  private final Calls calls = new Calls();

  /** What the table says of each store. */
  private final Map<String, Map<String, String>> figures = new LinkedHashMap<>();

  private StoreBench(Map<String, String> options, Path directory) {
    this.jar =
        Path.of(options.getOrDefault("jar", "app/target/quarkus-app/quarkus-run.jar"))
            .toAbsolutePath();
    this.directory = directory;
    this.rows = Integer.parseInt(options.getOrDefault("rows", "1000000"));
    this.requests = Integer.parseInt(options.getOrDefault("requests", "60"));
    this.printsAll = options.containsKey("all");
    this.only = Set.of(options.getOrDefault("only", EVERYTHING).split(","));
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (String arg : args) {
      String[] parts = arg.substring(2).split("=", 2);
      options.put(parts[0], parts.length == 1 ? "" : parts[1]);
    }
    Path directory = Files.createTempDirectory(Path.of("").toAbsolutePath(), "store-bench-");
    try {
      StoreBench bench = new StoreBench(options, directory);
      if (options.containsKey("loaded")) {
        bench.measureLoaded(options.get("loaded"));
        bench.print();
      } else {
        Path file = directory.resolve("history.jsonl");
        LongHistory.write(file, options.getOrDefault("schema", "13"), bench.rows);
        for (String store : options.getOrDefault("stores", "sqlite,postgresql,mysql").split(",")) {
          bench.measure(store, file);
          bench.print();
        }
      }
    } finally {
      try (var files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
      }
    }
    // The servers end with the JVM.
    System.exit(0);
  }

  private void measure(String store, Path file)
      throws IOException, InterruptedException, SQLException {
    if (store.equals("sqlite")) {
      Map<String, String> settings =
          settings(Map.of("APP_DB_URL", "sqlite:///" + directory.resolve("store.db")));
      Map<String, String> told = moveIn("SQLite", settings, file);
      try (Program service = Program.serve(jar, directory, settings)) {
        measure(service, List.of(service), told);
      }
      return;
    }
    DatabaseServer server = Servers.get(ServerKind.valueOf(store.toUpperCase(Locale.ROOT)));
    String database = server.createDatabase("store");
    Map<String, String> settings = settings(server, database);
    Map<String, String> told = moveIn(server.product() + " " + server.version(), settings, file);
    tidy(server, database);
    measureTwo(settings, told);
    server.dropDatabase(database);
  }

  private void measureLoaded(String name) throws IOException, InterruptedException {
    Map<String, String> store = new HashMap<>(System.getenv());
    store.keySet().retainAll(Set.of("APP_DB_URL", "APP_DB_USERNAME", "APP_DB_PASSWORD"));
    Map<String, String> settings = settings(store);
    Map<String, String> told = tellOf(name);
    if (!store.getOrDefault("APP_DB_URL", "").contains("sqlite")) {
      measureTwo(settings, told);
      return;
    }
    try (Program service = Program.serve(jar, directory, settings)) {
      measure(service, List.of(service), told);
    }
  }

  private void measureTwo(Map<String, String> settings, Map<String, String> told)
      throws IOException, InterruptedException {
    try (Program first = Program.serve(jar, directory, settings);
        Program second = Program.serve(jar, directory, settings)) {
      measure(first, List.of(first, second), told);
    }
  }

  private Map<String, String> tellOf(String name) {
    System.out.println(name);
    return figures.computeIfAbsent(name, _ -> new LinkedHashMap<>());
  }

  private Map<String, String> moveIn(String name, Map<String, String> settings, Path file)
      throws IOException, InterruptedException {
    Map<String, String> told = tellOf(name);
    long begin = System.nanoTime();
    Program.run(jar, directory, settings, "import", file.toString());
    say(
        told,
        "rows moved in a second",
        "%,.0f".formatted(rows * 1e9 / (System.nanoTime() - begin)));
    return told;
  }

  private void measure(Program service, List<Program> replicas, Map<String, String> told)
      throws IOException, InterruptedException {
    if (only.contains("pages")) {
      pages(service, told);
    }
    if (only.contains("texts")) {
      texts(service, told);
    }
    if (only.contains("creates")) {
      creates(replicas.stream().map(Program::url).toList(), told);
    }
    if (only.contains("audit")) {
      audit(service, told);
    }
    if (only.contains("statuses")) {
      statuses(service, told);
    }
  }

  private static Map<String, String> settings(DatabaseServer server, String database) {
    return settings(
        Map.of(
            "APP_DB_URL",
            server.urlWithoutTls(database),
            "APP_DB_USERNAME",
            server.admin().user(),
            "APP_DB_PASSWORD",
            server.admin().password()));
  }

  private static Map<String, String> settings(Map<String, String> store) {
    Map<String, String> settings = new HashMap<>(store);
    settings.put("APP_PORT", "0");
    settings.put("APP_RATE_LIMIT_PER_MINUTE", "0");
    settings.put("APP_FERNET_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    return settings;
  }

  /** What the servers do by themselves within minutes. */
  private static void tidy(DatabaseServer server, String database) throws SQLException {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(
          server.dialect().equals("mysql") ? "ANALYZE TABLE generation" : "VACUUM ANALYZE");
    }
  }

  private void pages(Program service, Map<String, String> told)
      throws IOException, InterruptedException {
    String history = service.url() + "/api/history?page_size=20";
    String middle = LongHistory.middle(rows).toString();
    List<String> filters =
        List.of(
            "",
            "&review_status=edited",
            "&latest_status=completed",
            "&latest_status=queued",
            "&latest_status=failed",
            "&lint_status=fail",
            "&has_final_script=true",
            "&connection_id=" + LongHistory.connection(3),
            "&dialect=mysql",
            "&script_mode=maintenance",
            "&created_from=" + middle,
            "&created_to=" + middle);
    for (String filter : filters) {
      // A service that has just started is slow whatever it is asked.
      calls.measure(history + filter, requests);
    }
    for (String sort : List.of("created_at", "last_reviewed_at", "risk_count")) {
      for (String order : List.of("desc", "asc")) {
        Map<String, Times> each = new LinkedHashMap<>();
        for (String filter : filters) {
          String asked = "&sort_by=" + sort + "&sort_order=" + order + filter;
          each.put(asked, calls.measure(history + asked, requests));
        }
        tell(told, "first page by " + sort + ", " + order + ", worst of all filters", each);
      }
    }
    Map<String, Times> behind = new LinkedHashMap<>();
    int deep = Math.min(DEEP_PAGE, rows / 40);
    for (String sort : List.of("created_at", "last_reviewed_at", "risk_count")) {
      String page = history + "&sort_by=" + sort;
      String cursor =
          JSON.readTree(calls.send(Calls.get(page + "&page=" + deep)))
              .at("/pagination/next_cursor")
              .asText();
      behind.put(sort, calls.measure(page + "&cursor=" + cursor, requests));
    }
    tell(told, "page %,d by cursor, worst of all sorts".formatted(deep), behind);
    tell(
        told,
        "page %,d by number".formatted(deep),
        Map.of("", calls.measure(history + "&page=" + deep, requests / 3)));
  }

  private void texts(Program service, Map<String, String> told)
      throws IOException, InterruptedException {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    kinds.put(
        "found once or never",
        List.of(
            "number " + rows / 3,
            "müller, number " + rows / 7,
            "zebra crossing",
            "orders of zebras"));
    kinds.put(
        "found now and then",
        List.of("for 田中, number 1", "by the month of creation for łukasz, number 2"));
    kinds.put("found often", List.of("orders", "customers", "number", "o'brien", "иванова"));
    kinds.put("of two characters", List.of("田中", "or", "42"));
    kinds.put("of two characters, found never", List.of("zq"));
    for (Map.Entry<String, List<String>> kind : kinds.entrySet()) {
      Map<String, Times> each = new LinkedHashMap<>();
      for (String text : kind.getValue()) {
        String q = URLEncoder.encode(text, StandardCharsets.UTF_8);
        each.put(text, calls.measure(service.url() + "/api/history?q=" + q, requests));
      }
      tell(told, "text " + kind.getKey() + ", worst", each);
    }
  }

  /** Of the entries that the new generations made. */
  private void audit(Program service, Map<String, String> told)
      throws IOException, InterruptedException {
    Map<String, Times> each = new LinkedHashMap<>();
    for (String filter : List.of("", "?action=generation_created", "?action=review_submitted")) {
      each.put(filter, calls.measure(service.url() + "/api/audit" + filter, requests));
    }
    tell(told, "first page of the audit trail, worst", each);
  }

  private void creates(List<String> urls, Map<String, String> told) throws InterruptedException {
    String body =
        "{\"connection_id\":\"%s\",\"snapshot_id\":\"%s\",\"request_text\":\"show the orders of last month with their customers\",\"script_mode\":\"query\"}"
            .formatted(LongHistory.connection(1), LongHistory.snapshot(1));
    List<Supplier<HttpRequest>> requesters =
        urls.stream()
            .<Supplier<HttpRequest>>map(url -> () -> Calls.post(url + "/api/generations", body))
            .toList();
    calls.perSecond(requesters, CLIENTS, Duration.ofSeconds(8));
    double perSecond = calls.perSecond(requesters, CLIENTS, Duration.ofSeconds(20));
    say(
        told,
        "generations made a second",
        "%,.0f, %s".formatted(perSecond, urls.size() == 1 ? "one process" : "two processes"));
  }

  private void statuses(Program service, Map<String, String> told)
      throws IOException, InterruptedException {
    String id =
        JSON.readTree(calls.send(Calls.get(service.url() + "/api/history?page_size=1")))
            .at("/items/0/request_id")
            .asText();
    List<Supplier<HttpRequest>> empty = List.of(() -> Calls.get(service.url() + "/health"));
    List<Supplier<HttpRequest>> status =
        List.of(() -> Calls.get(service.url() + "/api/generations/" + id + "/status"));
    double ofEmpty = 0;
    double ofStatus = 0;
    for (int i = 0; i < 5; i++) {
      // In turns; the first ones warm up.
      double first = calls.perSecond(empty, CLIENTS, Duration.ofSeconds(4));
      double second = calls.perSecond(status, CLIENTS, Duration.ofSeconds(4));
      ofEmpty += i == 0 ? 0 : first;
      ofStatus += i == 0 ? 0 : second;
    }
    say(
        told,
        "reads of a status a second, beside an empty endpoint",
        "%,.0f of %,.0f (%.2f)".formatted(ofStatus / 4, ofEmpty / 4, ofStatus / ofEmpty));
  }

  private void tell(Map<String, String> told, String what, Map<String, Times> each) {
    say(
        told,
        what,
        "%.1f / %.1f / %.1f ms"
            .formatted(
                worst(each, Times::best), worst(each, Times::median), worst(each, Times::p95)));
    if (printsAll) {
      each.forEach(
          (query, times) ->
              System.out.printf(
                  "    %s: %.1f / %.1f / %.1f%n",
                  query, times.best(), times.median(), times.p95()));
    }
  }

  private static double worst(Map<String, Times> each, ToDoubleFunction<Times> figure) {
    return each.values().stream().mapToDouble(figure).max().orElseThrow();
  }

  private static void say(Map<String, String> told, String what, String figure) {
    told.put(what, figure);
    System.out.println("  " + what + ": " + figure);
  }

  private void print() {
    System.out.println("| best / median / p95 | " + String.join(" | ", figures.keySet()) + " |");
    System.out.println("|---|" + "---|".repeat(figures.size()));
    List<String> rowNames =
        figures.values().stream().flatMap(f -> f.keySet().stream()).distinct().toList();
    for (String row : rowNames) {
      System.out.println(
          figures.values().stream()
              .map(f -> f.getOrDefault(row, ""))
              .collect(Collectors.joining(" | ", "| " + row + " | ", " |")));
    }
  }
}
