package dev.dbsa.adapter.rest;

import static dev.dbsa.adapter.rest.Api.assertInvalid;
import static dev.dbsa.adapter.rest.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Timeout(120)
class HistoryTest {
  private static final String REVIEWER = "X-Internal-Reviewer";
  private static final String[] REVIEW_FIELDS = {
    "review_status",
    "reviewer",
    "reviewer_verified",
    "review_note",
    "edited_script_text",
    "final_script_text",
    "edited_script_diff",
    "validation",
    "risks",
    "impacted_objects",
    "created_at"
  };

  private Api api;

  @BeforeEach
  void connect() {
    api = new Api();
  }

  private Response review(String id, Map<String, ?> body) {
    return api.send("/api/history/{id}/review", body, id);
  }

  @Test
  void recordsAnEditedReview() {
    String id = api.endedGeneration("show latest orders");
    Response reviewed =
        api.request()
            .header(REVIEWER, "alice")
            .contentType(ContentType.JSON)
            .body(
                Map.of(
                    "review_status",
                    "edited",
                    "review_note",
                    "Adjusted the sample size",
                    "final_script_text",
                    "SELECT * FROM orders LIMIT 20;\n"))
            .post("/api/history/{id}/review", id);
    assertThat(reviewed.statusCode()).isEqualTo(201);
    Map<String, Object> view = reviewed.jsonPath().getMap("$");
    assertThat(view)
        .containsKeys(REVIEW_FIELDS)
        .hasSize(REVIEW_FIELDS.length + 1)
        .containsEntry("request_id", id)
        .containsEntry("review_status", "edited")
        .containsEntry("reviewer", "alice")
        .containsEntry("review_note", "Adjusted the sample size")
        .containsEntry("final_script_text", "SELECT * FROM orders LIMIT 20;\n")
        .containsEntry("edited_script_text", "SELECT * FROM orders LIMIT 20;\n");
    assertThat(reviewed.<String>path("edited_script_diff"))
        .startsWith("--- generated.sql\n+++ final.sql\n");

    Response detail = api.get("/api/history/{id}", id);
    assertThat(detail.statusCode()).isEqualTo(200);
    assertThat(Api.body(detail))
        .containsOnlyKeys(
            "request_id",
            "request_text",
            "clarifications",
            "follows",
            "plan_steps",
            "generated_script",
            "effective_script_text",
            "risks",
            "impacted_objects",
            "validation",
            "generated_risks",
            "generated_impacted_objects",
            "generated_validation",
            "review_feedback")
        .containsEntry("request_id", id)
        .containsEntry("request_text", "show latest orders")
        .containsEntry("generated_script", "SELECT *\nFROM orders\nLIMIT 10;")
        .containsEntry("effective_script_text", "SELECT * FROM orders LIMIT 20;\n");
    Map<String, Object> feedback = detail.path("review_feedback[0]");
    assertThat(feedback).containsOnlyKeys(REVIEW_FIELDS);
    assertThat(view).containsAllEntriesOf(feedback);
    assertThat(api.get("/api/generations/{id}", id).<String>path("effective_script_text"))
        .isEqualTo("SELECT * FROM orders LIMIT 20;\n");
  }

  @Test
  void recordsReviewsWithoutNoteScriptOrReviewer() {
    String id = api.endedGeneration("show latest orders");
    for (String status : List.of("accepted", "rejected")) {
      Response reviewed = review(id, Map.of("review_status", status));
      assertThat(reviewed.statusCode()).isEqualTo(201);
      assertThat(Api.body(reviewed))
          .containsEntry("review_status", status)
          .containsEntry("reviewer", null)
          .containsEntry("review_note", null)
          .containsEntry("edited_script_text", null)
          .containsEntry("final_script_text", null)
          .containsEntry("edited_script_diff", null)
          .containsEntry("validation", null)
          .containsEntry("risks", List.of());
    }
    assertThat(api.get("/api/history/{id}", id).<List<String>>path("review_feedback.review_status"))
        .containsExactly("accepted", "rejected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Zoë", "Łukasz 🦉", "田中"})
  void takesReviewersOfEveryName(String name) {
    String id = api.endedGeneration("show latest orders");
    // What a client sends that writes the header in UTF-8.
    String bytes = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    Response reviewed =
        RawHttp.send(
            "POST /api/history/" + id + "/review HTTP/1.1",
            List.of(REVIEWER + ": " + bytes, "Content-Type: application/json"),
            "{\"review_status\": \"accepted\"}");
    assertThat(reviewed.<String>path("reviewer")).isEqualTo(name);
  }

  @Test
  void refusesReviewersThatAreNone() {
    String id = api.endedGeneration("show latest orders");
    Response twice =
        api.request()
            .header(REVIEWER, "alice", "bob")
            .contentType(ContentType.JSON)
            .body(Map.of("review_status", "accepted"))
            .post("/api/history/{id}/review", id);
    assertInvalid(twice, REVIEWER);
    Response tooLong =
        api.request()
            .header(REVIEWER, "x".repeat(201))
            .contentType(ContentType.JSON)
            .body(Map.of("review_status", "accepted"))
            .post("/api/history/{id}/review", id);
    assertInvalid(tooLong, "reviewer");
  }

  @Test
  void refusesReviewsThatBreakTheirRules() {
    String id = api.endedGeneration("show latest orders");
    assertInvalid(review(id, Map.of()), "review_status");
    assertInvalid(review(id, Map.of("review_status", "edited")), "final_script_text");
    assertInvalid(
        review(id, Map.of("review_status", "edited", "final_script_text", " \n")),
        "final_script_text");
    assertInvalid(
        review(
            id,
            Map.of(
                "review_status",
                "approved",
                "review_note",
                7,
                "final_script_text",
                "SELECT\u0000 1",
                "reviewer",
                "mallory")),
        "review_status",
        "review_note",
        "final_script_text",
        "reviewer");
    assertInvalid(
        review(
            id,
            Map.of(
                "review_status",
                "accepted",
                "review_note",
                "x".repeat(4001),
                "final_script_text",
                "x".repeat(200_001))),
        "review_note",
        "final_script_text");
    assertThat(api.get("/api/history/{id}", id).<List<?>>path("review_feedback")).isEmpty();
  }

  @Test
  void reviewsOnlyWhatIsCompleted() {
    Map<String, String> accepted = Map.of("review_status", "accepted");
    assertProblem(
        review(api.newGeneration("show orders"), accepted), 409, "generation_not_completed");
    assertProblem(
        review(api.endedGeneration("unclear"), accepted), 409, "generation_not_completed");
    assertProblem(review(UUID.randomUUID().toString(), accepted), 404, "generation_not_found");
    assertInvalid(review("x", accepted), "id");
    assertProblem(api.get("/api/history/{id}", UUID.randomUUID()), 404, "generation_not_found");
    assertInvalid(api.get("/api/history/{id}", "x"), "id");
  }

  @Test
  void showsARecordWithoutADraft() {
    String id = api.newGeneration("show latest orders");
    Response detail = api.get("/api/history/{id}", id);
    assertThat(detail.statusCode()).isEqualTo(200);
    assertThat(Api.body(detail))
        .containsEntry("generated_script", null)
        .containsEntry("effective_script_text", null)
        .containsEntry("plan_steps", List.of())
        .containsEntry("risks", List.of())
        .containsEntry("review_feedback", List.of());
    assertThat(detail.<String>path("validation.lint_status")).isNull();
  }

  @Test
  void listsRowsWithAllTheySummarize() {
    Api.Snapshot snapshot = api.newSnapshot("db.example");
    String id = api.newGeneration(snapshot, "show latest orders");
    api.execute(id);
    review(id, Map.of("review_status", "edited", "final_script_text", "SELECT 1;"));
    Response list = api.get("/api/history?connection_id={id}", snapshot.connectionId());
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(Api.body(list)).containsOnlyKeys("items", "pagination");
    assertThat(list.<Map<String, Object>>path("pagination"))
        .containsOnlyKeys("page", "page_size", "total", "total_exact", "next_cursor")
        .containsAllEntriesOf(Map.of("page", 1, "page_size", 20, "total", 1, "total_exact", true))
        .containsEntry("next_cursor", null);
    Map<String, Object> row = list.path("items[0]");
    assertThat(row)
        .containsOnlyKeys(
            "request_id",
            "request_summary",
            "script_mode",
            "dialect",
            "connection_id",
            "connection_name",
            "latest_status",
            "attempt_count",
            "last_error_message",
            "lint_status",
            "risk_count",
            "review_status",
            "last_reviewed_at",
            "has_final_script",
            "created_at")
        .containsEntry("request_id", id)
        .containsEntry("request_summary", "show latest orders")
        .containsEntry("script_mode", "query")
        .containsEntry("dialect", "postgresql")
        .containsEntry("connection_id", snapshot.connectionId())
        .containsEntry("latest_status", "completed")
        .containsEntry("attempt_count", 1)
        .containsEntry("last_error_message", null)
        .containsEntry("lint_status", "warn")
        .containsEntry("risk_count", 2)
        .containsEntry("review_status", "edited")
        .containsEntry("has_final_script", true);
  }

  @Test
  void showsWhatIsMissingAsNull() {
    Api.Snapshot snapshot = api.newSnapshot("db.example");
    api.newGeneration(snapshot, "show latest orders");
    Response list = api.get("/api/history?connection_id={id}", snapshot.connectionId());
    Map<String, Object> row = list.path("items[0]");
    assertThat(row)
        .containsEntry("latest_status", "queued")
        .containsEntry("lint_status", null)
        .containsEntry("risk_count", 0)
        .containsEntry("review_status", null)
        .containsEntry("last_reviewed_at", null)
        .containsEntry("has_final_script", false);
  }

  /** A parameter's value, and how many of the two generations it lets pass. */
  @ParameterizedTest
  @CsvSource({
    "review_status=edited, 1",
    "review_status=accepted, 0",
    "latest_status=completed, 1",
    "latest_status=queued, 1",
    "latest_status=failed, 0",
    "lint_status=warn, 1",
    "lint_status=fail, 0",
    "has_final_script=true, 1",
    "has_final_script=false, 1",
    "dialect=postgresql, 2",
    "dialect=postgres, 2",
    "dialect=mysql, 0",
    "script_mode=query, 2",
    "script_mode=ddl, 0",
    "q=LATEST, 1",
    "q=gr%C3%B6%C3%9Fte+%F0%9F%A6%89, 1",
    "q=%25, 0",
    "q=, 2",
    "created_from=2020-01-01T00:00:00Z, 2",
    "created_from=2999-01-01T00:00:00.5%2B02:00, 0",
    "created_to=2020-01-01T00:00:00Z, 0",
    "created_to=2999-01-01T00:00:00-11:30, 2",
    "review_status=edited&latest_status=queued, 0",
    "sort_by=risk_count&sort_order=asc, 2"
  })
  void filters(String query, int total) {
    Api.Snapshot snapshot = api.newSnapshot("db.example");
    String reviewed = api.newGeneration(snapshot, "show latest orders");
    api.execute(reviewed);
    review(reviewed, Map.of("review_status", "edited", "final_script_text", "SELECT 1;"));
    api.newGeneration(snapshot, "zeige größte 🦉");
    Response list =
        api.request()
            .urlEncodingEnabled(false)
            .get("/api/history?connection_id=" + snapshot.connectionId() + "&" + query);
    assertThat(list.statusCode()).as(list.asString()).isEqualTo(200);
    assertThat(list.<Integer>path("pagination.total")).isEqualTo(total);
  }

  @Test
  void sortsAndPages() {
    Api.Snapshot snapshot = api.newSnapshot("db.example");
    List<String> ids =
        List.of("one", "two", "three").stream()
            .map(text -> api.newGeneration(snapshot, text))
            .toList();
    String path = "/api/history?connection_id=" + snapshot.connectionId();
    assertThat(api.get(path).<List<String>>path("items.request_id"))
        .containsExactlyElementsOf(ids.reversed());
    assertThat(api.get(path + "&sort_order=asc").<List<String>>path("items.request_id"))
        .containsExactlyElementsOf(ids);
    Response second = api.get(path + "&page=2&page_size=2");
    assertThat(second.<List<String>>path("items.request_id")).containsExactly(ids.getFirst());
    assertThat(second.<Map<String, Object>>path("pagination"))
        .containsAllEntriesOf(Map.of("page", 2, "page_size", 2, "total", 3))
        .containsEntry("next_cursor", null);
    assertThat(api.get(path + "&page=2147483647").<List<?>>path("items")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "page=0, page",
    "page=-1, page",
    "page=2147483648, page",
    "page=1.0, page",
    "page=, page",
    "page_size=0, page_size",
    "page_size=101, page_size",
    "page_size=ten, page_size",
    "page=1&page=2, page",
    "review_status=approved, review_status",
    "review_status=EDITED, review_status",
    "review_status=, review_status",
    "latest_status=done, latest_status",
    "lint_status=ok, lint_status",
    "has_final_script=1, has_final_script",
    "has_final_script=True, has_final_script",
    "connection_id=1-1-1-1-1, connection_id",
    "dialect=oracle, dialect",
    "script_mode=select, script_mode",
    "sort_by=name, sort_by",
    "sort_order=down, sort_order",
    "created_from=2026-04-22, created_from",
    "created_from=2026-02-30T00:00:00Z, created_from",
    "created_from=2026-04-22T12:00:00, created_from",
    "created_from=2026-04-22T12:00:00+02:00, created_from",
    "created_to=now, created_to",
    "created_to=%2B999999999-01-01T00:00:00Z, created_to",
    "created_to=2026-04-22T25:00:00Z, created_to",
    "q=a%00b, q",
    "review_state=edited, review_state",
    "Page=1, Page",
    "page[]=1, page[]"
  })
  void refusesParametersThatBreakTheirRules(String query, String field) {
    Response refused = api.request().urlEncodingEnabled(false).get("/api/history?" + query);
    assertInvalid(refused, field);
  }

  @Test
  void namesEveryInvalidParameterAtOnce() {
    assertInvalid(
        api.request()
            .queryParam("q", "x".repeat(201))
            .get("/api/history?page=0&page_size=101&sort_by=x&created_from=x&unknown=1"),
        "q",
        "page",
        "page_size",
        "sort_by",
        "created_from",
        "unknown");
  }

  @Test
  void writesTimesThatSortAsText() {
    String id = api.newGeneration("show latest orders");
    String created = api.get("/api/generations/{id}/status", id).path("created_at");
    assertThat(created).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    assertThat(Instant.parse(created)).isBefore(Instant.now().plusSeconds(1));
  }

  @Test
  void cursorsLeadThroughTheWholeHistory() {
    Api.Snapshot snapshot = api.newSnapshot("db.example");
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(api.newGeneration(snapshot, "number " + i));
    }
    String list =
        "/api/history?page_size=2&sort_order=asc&connection_id=" + snapshot.connectionId();

    List<String> walked = new ArrayList<>();
    Response page = api.get(list);
    assertThat(page.<Integer>path("pagination.total")).isEqualTo(5);
    String cursor = page.path("pagination.next_cursor");
    walked.addAll(page.<List<String>>path("items.request_id"));
    while (cursor != null) {
      page = api.get(list + "&cursor=" + cursor);
      assertThat(page.<Integer>path("pagination.page")).isNull();
      assertThat(page.<Integer>path("pagination.total")).isNull();
      assertThat(page.<Boolean>path("pagination.total_exact")).isNull();
      walked.addAll(page.<List<String>>path("items.request_id"));
      cursor = page.path("pagination.next_cursor");
    }

    assertThat(walked).isEqualTo(made);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cursor=abc", "cursor=%3F%3F", "cursor=" + OF_ANOTHER_ORDER, "page=1&cursor=abc"})
  void refusesCursorsThatDoNotBelongToTheList(String query) {
    Api.assertProblem(api.get("/api/history?" + query), 422, "invalid_fields");
  }

  /** Of created_at, ascending. */
  private static final String OF_ANOTHER_ORDER =
      "Y3JlYXRlZF9hdCt8MjAyNi0wNC0yMlQxMjozNDo1Nlp8OWIzZjdkMmQtN2Q0ZC00ZDVkLWE3ZDAtMmNjY2I5MTU1ZDNkfDB8";
}
