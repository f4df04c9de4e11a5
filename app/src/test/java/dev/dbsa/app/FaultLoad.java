package dev.dbsa.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.testkit.DatabaseServer;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Clients that request, execute, cancel, review and refresh, who remember what they were promised,
 * and a look at a store that tells whether all of it was kept, and nothing is there by halves.
 */
final class FaultLoad {
  private static final Pattern GENERATION = Pattern.compile("\"generation_id\":\"([^\"]+)\"");
  private static final Pattern SNAPSHOT = Pattern.compile("\"snapshot_id\":\"([^\"]+)\"");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A generation whose processes died so often fails. */
  private static final int MOST_INTERRUPTIONS = 5;

  private final DatabaseServer target;
  private final String database;
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger columns = new AtomicInteger();
  private String connection = "";
  private String snapshot = "";

  /** What the clients were promised. */
  private final Queue<String> created = new ConcurrentLinkedQueue<>();

  private final Queue<String> executed = new ConcurrentLinkedQueue<>();
  private final Queue<String> canceled = new ConcurrentLinkedQueue<>();
  private final Queue<String> reviewed = new ConcurrentLinkedQueue<>();
  private final Queue<String> refreshed = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  FaultLoad(DatabaseServer target, String database) {
    this.target = target;
    this.database = database;
  }

  /** Stores a connection and a first snapshot, unless that was done before. */
  void prepare(ServiceApi api) {
    if (!connection.isEmpty()) {
      return;
    }
    connection = api.connection(target, database, target.createReadOnlyUser(database));
    Response answer = api.post("/api/connections/{id}/schema/refresh", connection);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    snapshot = answer.path("snapshot_id");
  }

  String connection() {
    return connection;
  }

  String snapshot() {
    return snapshot;
  }

  /** Waits until the clients got something of everything done. */
  void awaitProgress() {
    int executedBefore = executed.size();
    int reviewedBefore = reviewed.size();
    int refreshedBefore = refreshed.size();
    Await.that(
        () ->
            executed.size() > executedBefore
                && reviewed.size() > reviewedBefore
                && refreshed.size() > refreshedBefore,
        PATIENCE,
        "something is done");
  }

  /** Answers that must not be, whatever happens: those with status 500 and above. */
  Queue<String> failures() {
    return failures;
  }

  /**
   * Starts clients.
   *
   * @param url of the process that a client is to ask next
   * @param refreshes whether some of them also change the target and read its schema
   */
  List<Thread> clients(
      int count, Supplier<String> url, boolean refreshes, BooleanSupplier goOn, long seed) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Random random = new Random(seed + i);
      boolean refresher = refreshes && i == 0;
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (goOn.getAsBoolean()) {
                      try {
                        if (refresher) {
                          refresh(url.get());
                        } else {
                          flow(url.get(), random);
                        }
                      } catch (IOException e) {
                        // The process was killed: what it had not answered was not promised.
                        LockSupport.parkNanos(20_000_000);
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return;
                      }
                    }
                  }));
    }
    return threads;
  }

  /** What one client does with one generation. */
  private void flow(String url, Random random) throws IOException, InterruptedException {
    String body =
        """
        {"connection_id":"%s","snapshot_id":"%s","request_text":"show orders","script_mode":"query"}
        """
            .formatted(connection, snapshot);
    HttpResponse<String> made = post(url, "/api/generations", body);
    Matcher id = GENERATION.matcher(made.body());
    if (made.statusCode() != 201 || !id.find()) {
      return;
    }
    String generation = id.group(1);
    created.add(generation);
    if (post(url, "/api/generations/" + generation + "/execute", "").statusCode() != 202) {
      return;
    }
    executed.add(generation);
    if (random.nextInt(8) == 0) {
      if (post(url, "/api/generations/" + generation + "/cancel", "").statusCode() == 200) {
        canceled.add(generation);
      }
      return;
    }
    for (int i = 0; i < 20; i++) {
      String status = get(url, "/api/generations/" + generation + "/status").body();
      if (status.contains("\"completed\"")) {
        review(url, generation, random.nextBoolean());
        break;
      }
      LockSupport.parkNanos(20_000_000L + random.nextInt(30_000_000));
    }
    get(url, "/api/history?page_size=5&connection_id=" + connection);
  }

  private void review(String url, String generation, boolean edited)
      throws IOException, InterruptedException {
    String body =
        edited
            ? "{\"review_status\":\"edited\",\"final_script_text\":\"SELECT id FROM orders;\"}"
            : "{\"review_status\":\"accepted\",\"review_note\":\"as wanted\"}";
    if (post(url, "/api/history/" + generation + "/review", body).statusCode() == 201) {
      reviewed.add(generation);
    }
  }

  private void refresh(String url) throws IOException, InterruptedException {
    target.execute(
        database, "ALTER TABLE orders ADD COLUMN c" + columns.incrementAndGet() + " INTEGER");
    HttpResponse<String> answer =
        post(url, "/api/connections/" + connection + "/schema/refresh", "");
    Matcher id = SNAPSHOT.matcher(answer.body());
    if (answer.statusCode() < 300 && id.find()) {
      refreshed.add(id.group(1));
    }
    LockSupport.parkNanos(100_000_000);
  }

  private HttpResponse<String> post(String url, String path, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> get(String url, String path)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url + path)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 500) {
      failures.add(
          response.request().uri().getPath() + " " + response.statusCode() + " " + response.body());
    }
    return response;
  }

  /** Waits until nothing runs or waits any more, and looks at everything that is there. */
  void everythingIsKept(ServiceApi api) {
    assertThat(executed).isNotEmpty();
    awaitQuiet(api);
    Map<String, Map<String, Object>> rows = history(api);
    assertThat(rows.keySet()).containsAll(created);
    Map<String, Map<String, Integer>> actions = audit(api);
    int interrupted = 0;
    for (Map<String, Object> row : rows.values()) {
      interrupted += look(api, row, actions.getOrDefault(row.get("request_id"), Map.of()));
    }
    for (String id : executed) {
      assertThat(rows.get(id).get("latest_status")).as(id).isIn("completed", "canceled", "failed");
    }
    for (String id : canceled) {
      assertThat(rows.get(id)).as(id).containsEntry("latest_status", "canceled");
    }
    for (String id : reviewed) {
      assertThat(rows.get(id).get("review_status")).as(id).isNotNull();
    }
    int snapshots = snapshots(api);
    System.out.printf(
        "kept: %d created, %d executed, %d canceled, %d reviewed, %d refreshed;"
            + " there: %d generations, %d snapshots, %d attempts interrupted%n",
        created.size(),
        executed.size(),
        canceled.size(),
        reviewed.size(),
        refreshed.size(),
        rows.size(),
        snapshots,
        interrupted);
  }

  private static void awaitQuiet(ServiceApi api) {
    Await.that(
        () -> total(api, "running") == 0 && !waits(api),
        PATIENCE,
        "nothing runs or waits any more");
  }

  private static int total(ServiceApi api, String status) {
    return api.get("/api/history?page_size=1&latest_status={status}", status)
        .path("pagination.total");
  }

  /** Whether one that was told to start has not. */
  private static boolean waits(ServiceApi api) {
    List<String> queued =
        api.get("/api/history?page_size=100&latest_status=queued").path("items.request_id");
    return queued.stream().anyMatch(id -> api.status(id).path("queue_position") != null);
  }

  private static Map<String, Map<String, Object>> history(ServiceApi api) {
    Map<String, Map<String, Object>> rows = new HashMap<>();
    Response page = api.get("/api/history?page_size=100&sort_order=asc");
    while (true) {
      List<Map<String, Object>> items = page.path("items");
      items.forEach(row -> rows.put((String) row.get("request_id"), row));
      String cursor = page.path("pagination.next_cursor");
      if (cursor == null) {
        return rows;
      }
      page = api.get("/api/history?page_size=100&sort_order=asc&cursor={cursor}", cursor);
    }
  }

  /** How often something was done to each object. */
  private static Map<String, Map<String, Integer>> audit(ServiceApi api) {
    Map<String, Map<String, Integer>> actions = new HashMap<>();
    for (int number = 1; ; number++) {
      List<Map<String, Object>> events =
          api.get("/api/audit?page_size=100&page={number}", number).path("items");
      for (Map<String, Object> event : events) {
        actions
            .computeIfAbsent((String) event.get("object_id"), _ -> new HashMap<>())
            .merge((String) event.get("action"), 1, Integer::sum);
      }
      if (events.isEmpty()) {
        return actions;
      }
    }
  }

  /**
   * Looks whether attempts, reviews and audit trail of a generation agree.
   *
   * @return how many attempts were interrupted
   */
  private static int look(ServiceApi api, Map<String, Object> row, Map<String, Integer> actions) {
    String id = (String) row.get("request_id");
    String status = (String) row.get("latest_status");
    assertThat(actions).as(id).containsEntry("generation_created", 1);
    boolean wasCanceled = status.equals("canceled");
    assertThat(actions.getOrDefault("generation_canceled", 0))
        .as(id)
        .isEqualTo(wasCanceled ? 1 : 0);
    assertThat(actions.getOrDefault("generation_executed", 0))
        .as(id + " is " + status)
        .isEqualTo(status.equals("queued") ? 0 : 1);
    Response attempts = api.get("/api/generations/{id}/attempts", id);
    List<Map<String, Object>> items = attempts.path("items");
    int interrupted = 0;
    for (int i = 0; i < items.size(); i++) {
      Map<String, Object> attempt = items.get(i);
      // One that was canceled may have been waiting again, after an attempt that was interrupted.
      boolean ended = i == items.size() - 1 && attempt.get("outcome").equals(status);
      boolean wasInterrupted = status.equals("failed") || !ended;
      assertThat(attempt)
          .as(attempts.asString())
          .containsEntry("number", i + 1)
          .containsEntry("outcome", wasInterrupted ? "failed" : status)
          .containsEntry("error_code", wasInterrupted ? "interrupted" : null);
      assertThat(attempt.get("finished_at")).as(attempts.asString()).isNotNull();
      interrupted += wasInterrupted ? 1 : 0;
    }
    if (status.equals("failed")) {
      assertThat(items).as(attempts.asString()).hasSize(MOST_INTERRUPTIONS);
    } else if (status.equals("completed")) {
      assertThat(items.getLast()).as(id).containsEntry("outcome", "completed");
    }
    int reviews = actions.getOrDefault("review_submitted", 0);
    assertThat(row.get("review_status") != null).as(id).isEqualTo(reviews > 0);
    if (reviews > 0) {
      lookAtReviews(api.get("/api/history/{id}", id), row, reviews);
    }
    return interrupted;
  }

  private static void lookAtReviews(Response detail, Map<String, Object> row, int reviews) {
    List<Map<String, Object>> feedback = detail.path("review_feedback");
    assertThat(feedback).as(detail.asString()).hasSize(reviews);
    boolean hasFinal = false;
    for (Map<String, Object> review : feedback) {
      boolean edited = review.get("review_status").equals("edited");
      hasFinal |= edited;
      for (String part : List.of("final_script_text", "edited_script_diff", "validation")) {
        assertThat(review.get(part) != null).as(detail.asString()).isEqualTo(edited);
      }
    }
    assertThat(row)
        .containsEntry("review_status", feedback.getLast().get("review_status"))
        .containsEntry("has_final_script", hasFinal);
    assertThat(row.get("last_reviewed_at")).isNotNull();
  }

  /** Every snapshot can be read whole, and their versions are without gaps. */
  private int snapshots(ServiceApi api) {
    List<Map<String, Object>> items =
        api.get("/api/connections/{id}/snapshots", connection).path("items");
    Set<String> ids = new HashSet<>();
    Set<Integer> versions = new HashSet<>();
    for (Map<String, Object> each : items) {
      String id = (String) each.get("snapshot_id");
      ids.add(id);
      versions.add((Integer) each.get("snapshot_version"));
      Response objects = api.get("/api/snapshots/{id}/objects?type=table", id);
      assertThat(objects.statusCode()).as(objects.asString()).isEqualTo(200);
      assertThat(objects.<Integer>path("pagination.total")).isEqualTo(each.get("tables_count"));
    }
    assertThat(ids).containsAll(refreshed);
    for (int version = 1; version <= items.size(); version++) {
      assertThat(versions).contains(version);
    }
    return items.size();
  }
}
