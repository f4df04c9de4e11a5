package dev.dbsa.adapter.rest;

import static dev.dbsa.adapter.rest.Api.assertInvalid;
import static dev.dbsa.adapter.rest.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SchemasTest {
  private static final String[] SNAPSHOT_FIELDS = {
    "snapshot_id",
    "connection_id",
    "snapshot_version",
    "schema_hash",
    "server_product",
    "server_version",
    "tables_count",
    "views_count",
    "indexes_count",
    "constraints_count",
    "changed",
    "created_at",
    "statistics_refreshed_at"
  };

  private Api api;

  @BeforeEach
  void connect() {
    api = new Api();
  }

  private Response refresh(String connection) {
    return api.post("/api/connections/{id}/schema/refresh", connection);
  }

  @Test
  void storesAFirstSnapshot() {
    String connection = api.newConnection("db.example");
    Response refreshed = refresh(connection);
    assertThat(refreshed.statusCode()).isEqualTo(201);
    String id = refreshed.path("snapshot_id");
    assertThat(refreshed.header("Location")).isEqualTo("/api/snapshots/" + id);
    Map<String, Object> view = refreshed.jsonPath().getMap("$");
    assertThat(view)
        .containsOnlyKeys(SNAPSHOT_FIELDS)
        .containsEntry("connection_id", connection)
        .containsEntry("snapshot_version", 1)
        .containsEntry("server_product", "PostgreSQL")
        .containsEntry("server_version", "18.6")
        .containsEntry("tables_count", 4)
        .containsEntry("views_count", 1)
        .containsEntry("changed", true);
    assertThat(Api.body(api.get(refreshed.header("Location")))).isEqualTo(view);
  }

  @Test
  void answersTheSameSnapshotWhileNothingChanges() {
    String connection = api.newConnection("db.example");
    String first = refresh(connection).path("snapshot_id");
    Response again = refresh(connection);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.header("Location")).isNull();
    assertThat(Api.body(again))
        .containsOnlyKeys(SNAPSHOT_FIELDS)
        .containsEntry("snapshot_id", first)
        .containsEntry("snapshot_version", 1)
        .containsEntry("changed", false);
  }

  @Test
  void listsSnapshotsNewestFirst() {
    String connection = api.newConnection("changing.example");
    assertThat(api.get("/api/connections/{id}/snapshots", connection).<List<?>>path("items"))
        .isEmpty();
    refresh(connection);
    refresh(connection);
    refresh(connection);
    Response list = api.get("/api/connections/{id}/snapshots", connection);
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(Api.body(list)).containsOnlyKeys("items");
    assertThat(list.<List<Integer>>path("items.snapshot_version")).containsExactly(3, 2, 1);
    Map<String, Object> newest = list.path("items[0]");
    assertThat(newest).containsOnlyKeys(SNAPSHOT_FIELDS);
  }

  @Test
  void handsASnapshotOverAsAFile() {
    Response refreshed = refresh(api.newConnection("shop.example"));
    String id = refreshed.path("snapshot_id");
    Response file = api.get("/api/snapshots/{id}/file", id);

    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.contentType()).isEqualTo("application/octet-stream");
    assertThat(file.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"" + id + ".dbsa-snapshot\"");
    assertThat(file.asString()).startsWith(refreshed.<String>path("server_product") + " 20");
  }

  @Test
  void takesASchemaWithoutTables() {
    Response refreshed = refresh(api.newConnection("empty.example"));
    assertThat(refreshed.statusCode()).isEqualTo(201);
    assertThat(refreshed.<Integer>path("tables_count")).isZero();
    Response objects =
        api.get("/api/snapshots/{id}/objects", refreshed.<String>path("snapshot_id"));
    assertThat(objects.<List<?>>path("items")).isEmpty();
    assertThat(objects.<Integer>path("pagination.total")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "down.example, 502, target_unreachable, the host does not answer",
    "refusing.example, 502, target_refused, the password is wrong",
    "broken.example, 502, target_failed, the server gave up",
    "slow.example, 504, target_timeout, no answer within 10 seconds",
    "unreadable.example, 409, secret_unreadable, no configured key fits"
  })
  void saysWhyAReadingFailed(String host, int status, String code, String detail) {
    String connection = api.newConnection(host);
    Response failed = refresh(connection);
    assertProblem(failed, status, code);
    assertThat(failed.<String>path("detail")).isEqualTo(detail);
    Response profile = api.get("/api/connections/{id}", connection);
    assertThat(profile.<String>path("last_error_message")).isEqualTo(detail);
  }

  @Test
  void refusesWhatIsNotThere() {
    UUID unknown = UUID.randomUUID();
    assertProblem(refresh(unknown.toString()), 404, "connection_not_found");
    assertProblem(api.get("/api/connections/{id}/snapshots", unknown), 404, "connection_not_found");
    assertProblem(api.get("/api/snapshots/{id}", unknown), 404, "snapshot_not_found");
    assertProblem(api.get("/api/snapshots/{id}/objects", unknown), 404, "snapshot_not_found");
    assertProblem(api.get("/api/snapshots/{id}/file", unknown), 404, "snapshot_not_found");
    assertInvalid(refresh("x"), "id");
    assertInvalid(api.get("/api/connections/{id}/snapshots", "x"), "id");
    assertInvalid(api.get("/api/snapshots/{id}", "x"), "id");
    assertInvalid(api.get("/api/snapshots/{id}/objects", "x"), "id");
  }

  @Test
  void browsesEveryTypeOfObject() {
    String id = api.newSnapshot("rich.example").id();
    Response objects = api.get("/api/snapshots/{id}/objects?page_size=100", id);
    assertThat(objects.statusCode()).isEqualTo(200);
    assertThat(Api.body(objects)).containsOnlyKeys("items", "pagination");
    assertThat(objects.<List<String>>path("items.type"))
        .containsExactlyInAnyOrder(
            "table",
            "partitioned_table",
            "foreign_table",
            "view",
            "materialized_view",
            "sequence",
            "sequence",
            "enum",
            "domain",
            "composite",
            "range",
            "function",
            "procedure",
            "aggregate",
            "window",
            "trigger",
            "extension");
    Map<String, Object> table = objects.path("items.find { it.type == 'table' }");
    assertThat(table)
        .containsOnlyKeys(
            "type",
            "schema",
            "name",
            "comment",
            "columns",
            "primary_key",
            "unique_constraints",
            "foreign_keys",
            "checks",
            "indexes",
            "definition",
            "storage",
            "collation",
            "partitioning",
            "row_estimate",
            "total_bytes",
            "traits")
        .containsEntry("name", "we\"ird. Tabelle 🦉")
        .containsEntry("schema", "public")
        .containsEntry("row_estimate", null);
    Map<String, Object> sequence = objects.path("items.find { it.name == 'owned_numbers' }");
    assertThat(sequence)
        .containsEntry("owned_by_table", "public.events")
        .containsEntry("owned_by_column", "at")
        .containsEntry("maximum", 100);
  }

  @Test
  void showsTheKeysOfATable() {
    String id = api.newSnapshot("db.example").id();
    Response objects = api.get("/api/snapshots/{id}/objects?search=order_items&type=table", id);
    assertThat(objects.<Integer>path("pagination.total")).isEqualTo(1);
    assertThat(objects.<List<String>>path("items[0].primary_key.columns"))
        .containsExactly("order_id", "product_id");
    assertThat(objects.<Map<String, Object>>path("items[0].foreign_keys[0]"))
        .containsEntry("target_schema", "public")
        .containsEntry("target_table", "orders")
        .containsEntry("target_columns", List.of("id"))
        .containsEntry("on_delete", "cascade");
    assertThat(objects.<Integer>path("items[0].row_estimate")).isEqualTo(800_000);
  }

  @ParameterizedTest
  @CsvSource({
    "TABELLE, 'we\"ird. Tabelle 🦉'",
    "größe, 'we\"ird. Tabelle 🦉'",
    "🦉, 'we\"ird. Tabelle 🦉'",
    "public.remote, remote",
    "an address, email"
  })
  void searchesNamesColumnsAndComments(String search, String name) {
    String id = api.newSnapshot("rich.example").id();
    Response found =
        api.request().queryParam("search", search).get("/api/snapshots/{id}/objects", id);
    assertThat(found.<List<String>>path("items.name")).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "o.ders", "orders*", "nothing like that"})
  void takesASearchLiterally(String search) {
    String id = api.newSnapshot("db.example").id();
    Response found =
        api.request().queryParam("search", search).get("/api/snapshots/{id}/objects", id);
    assertThat(found.<List<?>>path("items")).isEmpty();
  }

  @Test
  void pagesWithoutOverlap() {
    String id = api.newSnapshot("rich.example").id();
    List<String> paged =
        IntStream.rangeClosed(1, 4)
            .mapToObj(p -> api.get("/api/snapshots/{id}/objects?page={p}&page_size=5", id, p))
            .flatMap(page -> page.<List<String>>path("items.name").stream())
            .toList();
    assertThat(paged)
        .hasSize(17)
        .isEqualTo(
            api.get("/api/snapshots/{id}/objects?page_size=100", id)
                .<List<String>>path("items.name"));
    Response behind = api.get("/api/snapshots/{id}/objects?page=99&page_size=5", id);
    assertThat(behind.<List<?>>path("items")).isEmpty();
    assertThat(behind.<Map<String, Object>>path("pagination"))
        .isEqualTo(Map.of("page", 99, "page_size", 5, "total", 17, "total_exact", true));
  }

  @Test
  void comparesTwoSnapshots() {
    String before = api.newSnapshot("empty.example").id();
    String after = api.newSnapshot("db.example").id();
    Response diff = api.get("/api/snapshots/{id}/diff/{other}", before, after);
    assertThat(diff.statusCode()).isEqualTo(200);
    assertThat(Api.body(diff))
        .containsOnlyKeys("from_snapshot_id", "to_snapshot_id", "added", "removed", "changed")
        .containsEntry("from_snapshot_id", before)
        .containsEntry("to_snapshot_id", after)
        .containsEntry("removed", List.of());
    assertThat(diff.<List<Object>>path("added"))
        .contains(
            Map.of("type", "relation", "schema", "public", "relation", "orders", "name", "orders"));
    Response same = api.get("/api/snapshots/{id}/diff/{other}", after, after);
    assertThat(same.<List<?>>path("added")).isEmpty();
    assertThat(same.<List<?>>path("changed")).isEmpty();
  }

  @Test
  void showsWhatChangedInsideATable() {
    String connection = api.newConnection("growing.example");
    String before = refresh(connection).path("snapshot_id");
    String after = refresh(connection).path("snapshot_id");
    Response diff = api.get("/api/snapshots/{id}/diff/{other}", before, after);
    Map<String, Object> change = diff.path("changed[0]");
    assertThat(change).containsOnlyKeys("object", "attributes");
    assertThat(diff.<Map<String, Object>>path("changed[0].object"))
        .isEqualTo(
            Map.of("type", "column", "schema", "public", "relation", "growing", "name", "amount"));
    assertThat(diff.<List<Object>>path("changed[0].attributes"))
        .containsExactly(Map.of("name", "type", "before", "integer", "after", "bigint"));
  }

  @Test
  void comparesOnlyWhatIsThere() {
    String id = api.newSnapshot("db.example").id();
    UUID unknown = UUID.randomUUID();
    assertProblem(
        api.get("/api/snapshots/{id}/diff/{other}", id, unknown), 404, "snapshot_not_found");
    assertProblem(
        api.get("/api/snapshots/{id}/diff/{other}", unknown, id), 404, "snapshot_not_found");
    assertInvalid(api.get("/api/snapshots/{id}/diff/{other}", id, "x"), "other");
  }

  @Test
  void refusesParametersThatBreakTheirRules() {
    String id = api.newSnapshot("db.example").id();
    assertInvalid(
        api.get("/api/snapshots/{id}/objects?page=0&page_size=101&type=tabel&serach=x", id),
        "page",
        "page_size",
        "type",
        "serach");
    assertInvalid(
        api.get("/api/snapshots/{id}/objects?page=a&page_size=", id), "page", "page_size");
    assertInvalid(
        api.request().queryParam("search", "x".repeat(201)).get("/api/snapshots/{id}/objects", id),
        "search");
  }
}
