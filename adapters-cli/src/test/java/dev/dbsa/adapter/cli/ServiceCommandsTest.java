package dev.dbsa.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code draft}, {@code connections}, {@code snapshots} and {@code history}. */
class ServiceCommandsTest {
  private static final String CONNECTION = "00000000-0000-4000-8000-00000000000a";
  private static final String OLD = "00000000-0000-4000-8000-0000000000b1";
  private static final String NEW = "00000000-0000-4000-8000-0000000000b2";
  private static final String ID = "9b3f7d2d-7d4d-4d5d-a7d0-2cccb9155d3d";
  private static final String CONNECTIONS = "GET /api/connections";
  private static final String SNAPSHOTS = "GET /api/connections/" + CONNECTION + "/snapshots";
  private static final String STATUS = "GET /api/generations/" + ID + "/status";

  @TempDir Path directory;
  private CliHarness cli;
  @AutoClose private StubService service;

  @BeforeEach
  void start() throws IOException {
    service = new StubService();
    cli = new CliHarness(directory).variable("APP_API_BASE_URL", service.url());
    service.on(
        CONNECTIONS,
        200,
        """
        {"items": [{"connection_id": "%s", "name": "shop", "dialect": "postgresql", "host": "db",
          "port": 5432, "database_name": "shop", "username": "reader", "status": "verified",
          "last_verified_at": "2026-05-04T08:00:03.551207Z", "last_error_message": null}]}
        """
            .formatted(CONNECTION));
    service.on(SNAPSHOTS, 200, "{\"items\": [" + snapshot(NEW, 2) + ", " + snapshot(OLD, 1) + "]}");
  }

  private static String snapshot(String id, int version) {
    return """
        {"snapshot_id": "%s", "connection_id": "%s", "snapshot_version": %d,
         "server_product": "PostgreSQL", "server_version": "18.6", "tables_count": 8,
         "views_count": 1, "indexes_count": 19, "constraints_count": 31,
         "created_at": "2026-05-04T08:00:05.018663Z"}
        """
        .formatted(id, CONNECTION, version);
  }

  private static String status(String status) {
    return "{\"generation_id\":\"" + ID + "\",\"status\":\"" + status + "\"}";
  }

  // ------------------------------------------------------------------ connections

  @Test
  void connectionsAreListedForPeople() {
    assertThat(cli.run("connections")).isZero();
    assertThat(cli.out())
        .contains("name  dialect     database")
        .contains("shop  postgresql  reader@db:5432/shop  verified  2026-05-04 08:00");
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void asJsonAnAnswerIsThatOfTheService() {
    assertThat(cli.run("connections", "--output", "json")).isZero();
    assertThat(cli.json().path("items").path(0).path("name").asText()).isEqualTo("shop");
  }

  @Test
  void aConnectionIsFoundByItsName() {
    service.on("POST /api/connections/" + CONNECTION + "/verify", 200, "{\"status\":\"failed\"}");
    service.on("POST /api/connections/" + CONNECTION + "/verify", 200, "{\"status\":\"verified\"}");

    assertThat(cli.run("connections", "verify", "shop")).isEqualTo(1);
    assertThat(cli.run("connections", "verify", CONNECTION)).isZero();
    assertThat(cli.run("connections", "remove", "shop", "--cascade")).isZero();
    assertThat(cli.out()).contains("shop is removed");
    assertThat(service.lines())
        .containsExactly(
            CONNECTIONS,
            "POST /api/connections/" + CONNECTION + "/verify",
            "POST /api/connections/" + CONNECTION + "/verify",
            CONNECTIONS,
            "DELETE /api/connections/" + CONNECTION + "?cascade=true");
  }

  @Test
  void aNameThatThereIsNotIsToldWithThoseThatThereAre() {
    assertThat(cli.run("connections", "show", "shp")).isEqualTo(1);
    assertThat(cli.err()).contains("there is no connection shp; there is shop");
  }

  @Test
  void aConnectionIsStoredWithAPasswordThatNobodySees() throws IOException {
    Files.writeString(directory.resolve("password.txt"), "s3cret\n");
    service.on("POST /api/connections", 201, "{\"connection_id\":\"" + CONNECTION + "\"}");

    assertThat(
            cli.run(
                "connections",
                "add",
                "shop",
                "--url",
                "jdbc:mariadb://db.example/shop",
                "--username",
                "reader",
                "--password-file",
                "password.txt"))
        .isZero();
    JsonNode sent = service.only().json();
    assertThat(sent.path("dialect").asText()).isEqualTo("mysql");
    assertThat(sent.path("port").asInt()).isEqualTo(3306);
    assertThat(sent.path("secret").asText()).isEqualTo("s3cret");
    assertThat(cli.out() + cli.err()).doesNotContain("s3cret");
  }

  @Test
  void aRefusalIsToldWithItsFields() {
    service.on(
        "POST /api/connections",
        422,
        "{\"detail\":\"1 field is invalid\",\"errors\":[{\"field\":\"name\",\"message\":\"is long\"}]}");

    assertThat(cli.run("connections", "add", "x", "--url", "jdbc:mysql://h/d", "--username", "u"))
        .isEqualTo(1);
    assertThat(cli.err()).contains("HTTP 422: 1 field is invalid").contains("  name is long");
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void aServiceThatIsNotThereIsTold() {
    assertThat(cli.run("connections", "--base-url", "http://127.0.0.1:1")).isEqualTo(3);
    assertThat(cli.err()).contains("cannot reach the service at http://127.0.0.1:1");
  }

  // ------------------------------------------------------------------ snapshots

  @Test
  void snapshotsAreListedByConnectionOrTheNewestOfEach() {
    assertThat(cli.run("snapshots", "--connection", "shop")).isZero();
    assertThat(cli.out().lines().map(line -> line.strip().split(" ")[0]))
        .containsExactly("version", "2", "1");
    assertThat(cli.run("snapshots")).isZero();
    assertThat(cli.out()).contains("shop@2").doesNotContain("shop@1");
    assertThat(cli.run("snapshots", "--output", "json")).isZero();
    assertThat(cli.json().path("items").path(0).path("snapshot_id").asText()).isEqualTo(NEW);
  }

  @Test
  void snapshotsAreNamedByConnectionAndVersion() {
    String diff = "GET /api/snapshots/" + OLD + "/diff/" + NEW;
    service.on(
        diff,
        200,
        """
        {"from_snapshot_id": "a", "to_snapshot_id": "b",
         "added": [{"type": "relation", "schema": "public", "relation": "coupons", "name": "coupons"}],
         "removed": [{"type": "index", "schema": "public", "relation": "orders", "name": "by_date"}],
         "changed": [{"object": {"type": "column", "schema": "public", "relation": "orders", "name": "note"},
           "attributes": [{"name": "type", "before": "text", "after": null}]}]}
        """);

    assertThat(cli.run("snapshots", "diff", "shop@1", "shop")).isZero();
    assertThat(cli.out().lines())
        .containsExactly(
            "  + relation public.coupons",
            "  - index public.orders.by_date",
            "  ~ column public.orders.note",
            "      type: text → none");
    assertThat(service.lines()).contains(diff);
    assertThat(cli.run("snapshots", "show", "shop@7")).isEqualTo(1);
    assertThat(cli.err()).contains("shop has no snapshot of version 7");
    assertThat(cli.run("snapshots", "show", "stop@1")).isEqualTo(1);
    assertThat(cli.err()).contains("there is no connection stop");
  }

  @Test
  void aConnectionWithoutSnapshotSaysHowToTakeOne() {
    service.on(SNAPSHOTS, 200, "{\"items\": []}");
    cli.run("snapshots", "--connection", "shop");

    assertThat(cli.run("snapshots", "show", "shop")).isEqualTo(1);
    assertThat(cli.err()).contains("dbsa snapshots take shop");
  }

  @Test
  void objectsAreSearched() {
    service.on(
        "GET /api/snapshots/" + NEW + "/objects?search=pri%20ce&type=table",
        200,
        """
        {"items": [{"type": "table", "schema": "public", "name": "products", "comment": "For sale",
           "columns": [{"name": "price", "type": "numeric(12,2)", "nullable": false}],
           "primary_key": {"name": "p", "columns": ["id"]},
           "indexes": [{"name": "products_pkey", "unique": true}]}],
         "pagination": {"page": 1, "page_size": 20, "total": 1}}
        """);

    assertThat(cli.run("snapshots", "objects", "shop", "--search", "pri ce", "--type", "table"))
        .isZero();
    assertThat(cli.out().lines())
        .containsExactly(
            "  table public.products  For sale",
            "    price  numeric(12,2) not null",
            "    primary key id",
            "    unique index products_pkey",
            "  page 1, 1 in total");
  }

  // ------------------------------------------------------------------ history

  @Test
  void theHistoryIsFilteredByTheConnectionsName() {
    String page = "GET /api/history?latest_status=failed&connection_id=" + CONNECTION;
    service.on(
        page,
        200,
        """
        {"items": [{"request_id": "%s", "request_summary": "latest orders", "script_mode": "query",
          "created_at": "2026-05-04T08:00:05.018663Z", "latest_status": "failed",
          "lint_status": null, "risk_count": 0, "review_status": null}],
         "pagination": {"page": 1, "page_size": 20, "total": 1}}
        """
            .formatted(ID));

    assertThat(cli.run("history", "--connection", "shop", "--latest-status", "failed")).isZero();
    assertThat(cli.out()).contains("latest orders").contains(ID).contains("1 in total");
    assertThat(service.lines()).containsExactly(CONNECTIONS, page);
  }

  @Test
  void whatHasChangedIsShownAgainUntilTheEnd() {
    service.on(STATUS, 200, status("queued"));
    service.on(STATUS, 200, status("queued"));
    service.on(STATUS, 200, status("running"));
    service.on(STATUS, 429, "application/json", "{}", Map.of("Retry-After", "7"));
    service.on(STATUS, 200, status("completed"));
    service.on(
        "GET /api/history/" + ID, 200, "{\"generation_id\":\"x\",\"generated_script\":\"S;\"}");

    assertThat(cli.run("history", "show", ID, "--watch", "--output", "json")).isZero();
    assertThat(cli.out().lines().limit(3))
        .containsExactly(status("queued"), status("running"), status("completed"));
    assertThat(cli.pauses)
        .containsExactly(
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(7));
  }

  @Test
  void aDraftThatFailsWhileWatchedExitsWithOne() {
    service.on(STATUS, 200, status("failed"));
    assertThat(cli.run("history", "show", ID, "--watch")).isEqualTo(1);
  }

  @Test
  void aReviewIsSent() throws IOException {
    Files.writeString(directory.resolve("final.sql"), "SELECT 2;\n");
    service.on("POST /api/history/" + ID + "/review", 201, "{\"review_status\":\"edited\"}");

    assertThat(
            cli.run(
                "history",
                "review",
                ID,
                "--review-status",
                "edited",
                "--final-script-text-file",
                "final.sql"))
        .isZero();
    assertThat(service.only().json().path("final_script_text").asText()).isEqualTo("SELECT 2;\n");
  }

  // ------------------------------------------------------------------ draft

  private void drafting(String end) {
    service.on(
        "POST /api/connections/" + CONNECTION + "/schema/refresh",
        200,
        "{\"snapshot_id\":\"" + NEW + "\"}");
    service.on("POST /api/generations", 201, status("queued"));
    service.on("POST /api/generations/" + ID + "/execute", 202, status("running"));
    service.on(STATUS, 200, status("running"));
    service.on(STATUS, 200, status(end));
  }

  @Test
  void aDraftIsMadeOnTheSchemaAsItIsAndShown() {
    drafting("completed");
    service.on(
        "GET /api/generations/" + ID,
        200,
        "{\"generation_id\":\"x\",\"status\":\"completed\",\"generated_script\":\"SELECT 1;\"}");

    assertThat(cli.onTerminal().run("draft", "shop", "latest", "10 orders")).isZero();
    assertThat(cli.out()).contains("completed").contains("SELECT 1;");
    assertThat(cli.err()).contains("2/5 creating the generation");
    JsonNode sent = service.received.get(2).json();
    assertThat(sent.path("request_text").asText()).isEqualTo("latest 10 orders");
    assertThat(sent.path("snapshot_id").asText()).isEqualTo(NEW);
    assertThat(sent.path("script_mode").asText()).isEqualTo("query");
  }

  @Test
  void questionsAreShownWithTheirIdsAndCanBeAnswered() {
    drafting("clarification_needed");
    service.on(
        "GET /api/generations/" + ID,
        200,
        """
        {"generation_id": "%s", "status": "clarification_needed", "generated_script": null,
         "unresolved_questions": ["Which?"],
         "questions": [{"id": "q1", "text": "Which?", "choices": ["new", "old"]}]}
        """
            .formatted(ID));

    assertThat(cli.run("draft", "shop", "the orders")).isEqualTo(1);
    assertThat(cli.out()).contains("q1  Which?").contains("one of: new, old");
    assertThat(cli.err()).contains("dbsa draft --to " + ID + " --answer q1=");

    service.on("POST /api/generations/" + ID + "/answers", 201, status("queued"));
    assertThat(cli.run("draft", "--to", ID, "--answer", "q1=new", "--no-wait")).isZero();
    assertThat(service.lines())
        .endsWith(
            "POST /api/generations/" + ID + "/answers", "POST /api/generations/" + ID + "/execute");
  }

  @Test
  void aDraftMayRestOnAnOlderSchema() {
    drafting("completed");
    assertThat(cli.run("draft", "shop", "orders", "--snapshot", "shop@1", "--no-wait")).isZero();
    assertThat(service.lines()).noneMatch(line -> line.contains("refresh"));
    assertThat(cli.out()).contains("running");
  }

  @Test
  void aDraftThatTakesTooLongIsTold() {
    service.on(
        "POST /api/connections/" + CONNECTION + "/schema/refresh",
        200,
        "{\"snapshot_id\":\"" + NEW + "\"}");
    service.on("POST /api/generations", 201, status("queued"));
    service.on("POST /api/generations/" + ID + "/execute", 202, status("running"));
    service.on(STATUS, 200, status("running"));

    assertThat(cli.run("draft", "shop", "orders", "--wait-timeout", "3")).isEqualTo(1);
    assertThat(cli.err()).contains("follow it with: dbsa history show " + ID + " --watch");
  }

  // ------------------------------------------------------------------ usage

  @ParameterizedTest
  @ValueSource(
      strings = {
        "draft",
        "draft shop",
        "draft shop x --to " + ID,
        "draft --to " + ID,
        "draft --to 12 --answer q1=x",
        "draft shop x --answer q1=x",
        "draft shop x --script-mode drop",
        "draft shop x --wait-timeout 0",
        "connections lst",
        "connections verify",
        "connections add shop",
        "connections add shop --url jdbc:mysql://u:hunter2@h/d --username u",
        "connections --watch --interval 0",
        "connections --output yaml",
        "snapshots --watch",
        "snapshots diff shop",
        "history show 12",
        "history review " + ID,
        "history --latest-status gone",
        "history --page 0"
      })
  void wrongUsageIsRefusedBeforeAnythingIsSent(String arguments) {
    assertThat(cli.run(arguments.split(" "))).isEqualTo(2);
    assertThat(cli.err()).contains("--help'.").doesNotContain("hunter2");
    assertThat(service.lines()).isEmpty();
  }
}
