package dev.dbsa.adapter.rest;

import static dev.dbsa.adapter.rest.Api.assertInvalid;
import static dev.dbsa.adapter.rest.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.testing.Race;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
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
class GenerationsTest {
  private static final String[] STATUS_FIELDS = {
    "generation_id",
    "connection_id",
    "snapshot_id",
    "status",
    "attempt_count",
    "started_at",
    "finished_at",
    "error_message",
    "error_code",
    "queue_position",
    "can_retry",
    "can_cancel",
    "created_at"
  };
  private static final String[] DETAIL_FIELDS = {
    "generation_id",
    "status",
    "error_message",
    "error_code",
    "request_summary",
    "db_dialect",
    "assumptions",
    "plan_steps",
    "generated_script",
    "effective_script_text",
    "explanation",
    "risks",
    "impacted_objects",
    "questions",
    "unresolved_questions",
    "clarifications",
    "follows",
    "followed_by",
    "confidence_score",
    "references",
    "validation",
    "generated_risks",
    "generated_impacted_objects",
    "generated_validation",
    "repair_rounds",
    "usage"
  };

  private Api api;

  @BeforeEach
  void connect() {
    api = new Api();
  }

  @Test
  void queuesARequest() {
    Api.Snapshot snapshot = api.newSnapshot("db.example");
    Response created =
        api.send("/api/generations", Api.generation(snapshot, "  show latest orders\n"));
    assertThat(created.statusCode()).isEqualTo(201);
    String id = created.path("generation_id");
    assertThat(created.header("Location")).isEqualTo("/api/generations/" + id);
    Map<String, Object> view = created.jsonPath().getMap("$");
    assertThat(view)
        .containsOnlyKeys(STATUS_FIELDS)
        .containsEntry("connection_id", snapshot.connectionId())
        .containsEntry("snapshot_id", snapshot.id())
        .containsEntry("status", "queued")
        .containsEntry("attempt_count", 0)
        .containsEntry("started_at", null)
        .containsEntry("finished_at", null)
        .containsEntry("error_message", null)
        .containsEntry("can_retry", false)
        .containsEntry("can_cancel", true);
    assertThat(Api.body(api.get("/api/generations/{id}/status", id))).isEqualTo(view);
  }

  @Test
  void executesInTheBackgroundAndShowsTheDraft() {
    String id = api.newGeneration("show latest orders");
    Response started = api.post("/api/generations/{id}/execute", id);
    assertThat(started.statusCode()).isEqualTo(202);
    assertThat(Api.body(started))
        .containsOnlyKeys(STATUS_FIELDS)
        .containsEntry("status", "running")
        .containsEntry("attempt_count", 1);
    Response ended = api.awaitEnd(id);
    assertThat(ended.<String>path("status")).isEqualTo("completed");
    assertThat(ended.<String>path("finished_at")).isNotNull();

    Response detail = api.get("/api/generations/{id}", id);
    assertThat(detail.statusCode()).isEqualTo(200);
    assertThat(Api.body(detail))
        .containsOnlyKeys(DETAIL_FIELDS)
        .containsEntry("generation_id", id)
        .containsEntry("status", "completed")
        .containsEntry("request_summary", "show latest orders")
        .containsEntry("db_dialect", "postgresql")
        .containsEntry("plan_steps", List.of("Read orders", "Keep ten"))
        .containsEntry("generated_script", "SELECT *\nFROM orders\nLIMIT 10;")
        .containsEntry("effective_script_text", "SELECT *\nFROM orders\nLIMIT 10;")
        .containsEntry("explanation", "Lists ten orders.")
        .containsEntry("unresolved_questions", List.of("Should it be sorted?"))
        .containsEntry("confidence_score", 0.65f);
    assertThat(detail.<Map<String, Object>>path("usage"))
        .containsOnlyKeys(
            "backend",
            "model",
            "prompt_tokens",
            "completion_tokens",
            "latency_ms",
            "rounds",
            "prompt_version")
        .containsEntry("backend", "mock")
        .containsEntry("rounds", 1);
    assertThat(detail.<List<Object>>path("risks"))
        .containsExactly(
            Map.of(
                "level",
                "medium",
                "code",
                "full_scan",
                "message",
                "reads all of orders",
                "statement",
                1,
                "object",
                "orders",
                "hint",
                "add a WHERE"),
            Map.of("level", "low", "code", "no_order", "message", "the order is left to chance"));
    assertThat(detail.<List<Object>>path("impacted_objects"))
        .containsExactly(
            Map.of(
                "type",
                "table",
                "schema",
                "public",
                "name",
                "orders",
                "operation",
                "read",
                "exists",
                true));
    assertThat(detail.<List<Object>>path("references"))
        .containsExactly(
            Map.of(
                "type", "schema_object", "name", "public.orders", "reason", "named in the request"),
            Map.of("type", "schema_object", "name", "public.customers"));
    assertThat(detail.<Map<String, Object>>path("validation"))
        .containsOnlyKeys(
            "lint_status",
            "lint_messages",
            "syntax_issues",
            "schema_issues",
            "performance_warnings",
            "findings",
            "not_checked")
        .containsEntry("lint_status", "warn")
        .containsEntry("syntax_issues", List.of("odd, but correct"))
        .containsEntry("schema_issues", List.of("orders has many columns"))
        .containsEntry("performance_warnings", List.of("reads every column"))
        .containsEntry(
            "lint_messages",
            List.of(
                "odd, but correct",
                "orders has many columns",
                "reads every column",
                "write keywords alike"));
    assertThat(detail.<Map<String, Object>>path("validation.findings[0]"))
        .containsOnlyKeys(
            "rule",
            "category",
            "severity",
            "message",
            "hint",
            "statement",
            "line",
            "column",
            "object")
        .containsEntry("rule", "odd-syntax")
        .containsEntry("category", "syntax")
        .containsEntry("severity", "warning")
        .containsEntry("statement", 1)
        .containsEntry("line", 2)
        .containsEntry("column", 3);
    assertThat(detail.<Map<String, Object>>path("validation.findings[3]"))
        .containsEntry("severity", "info")
        .containsEntry("line", null)
        .containsEntry("hint", null);
  }

  @Test
  void letsOneOfTwoClientsExecute() {
    String id = api.newGeneration("show latest orders");
    List<Response> answers = Race.of(2, _ -> api.post("/api/generations/{id}/execute", id));
    assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(202, 409);
    Response loser = answers.stream().filter(r -> r.statusCode() == 409).findFirst().orElseThrow();
    assertProblem(loser, 409, "generation_not_queued");
    assertThat(api.awaitEnd(id).<Integer>path("attempt_count")).isEqualTo(1);
  }

  @Test
  void hasNoDetailBeforeTheEnd() {
    String id = api.newGeneration("wait for it");
    assertProblem(api.get("/api/generations/{id}", id), 409, "generation_not_finished");
    api.post("/api/generations/{id}/execute", id);
    assertProblem(api.get("/api/generations/{id}", id), 409, "generation_not_finished");
    api.post("/api/generations/{id}/cancel", id);
  }

  @Test
  void cancelsWhatRuns() {
    String id = api.newGeneration("wait until canceled");
    api.post("/api/generations/{id}/execute", id);
    Response canceled = api.post("/api/generations/{id}/cancel", id);
    assertThat(canceled.statusCode()).isEqualTo(200);
    assertThat(Api.body(canceled))
        .containsOnlyKeys(STATUS_FIELDS)
        .containsEntry("status", "canceled")
        .containsEntry("can_cancel", false)
        .containsEntry("can_retry", false)
        .containsEntry("error_message", null);
    assertThat(canceled.<String>path("finished_at")).isNotNull();
    assertProblem(api.post("/api/generations/{id}/cancel", id), 409, "generation_not_cancelable");
    assertProblem(api.post("/api/generations/{id}/execute", id), 409, "generation_not_queued");
    assertProblem(api.post("/api/generations/{id}/retry", id), 409, "generation_not_failed");
  }

  @Test
  void showsACanceledGenerationWithEmptyFields() {
    String id = api.newGeneration("show latest orders");
    assertThat(api.post("/api/generations/{id}/cancel", id).<String>path("status"))
        .isEqualTo("canceled");
    assertEmptyDetail(api.get("/api/generations/{id}", id), "canceled");
  }

  private static void assertEmptyDetail(Response detail, String status) {
    assertThat(detail.statusCode()).isEqualTo(200);
    assertThat(Api.body(detail))
        .containsOnlyKeys(DETAIL_FIELDS)
        .containsEntry("status", status)
        .containsEntry("generated_script", null)
        .containsEntry("effective_script_text", null)
        .containsEntry("explanation", null)
        .containsEntry("confidence_score", null)
        .containsEntry("assumptions", List.of())
        .containsEntry("plan_steps", List.of())
        .containsEntry("risks", List.of())
        .containsEntry("impacted_objects", List.of())
        .containsEntry("unresolved_questions", List.of())
        .containsEntry("references", List.of())
        .containsEntry("repair_rounds", List.of());
    Map<String, Object> validation = detail.path("validation");
    assertThat(validation)
        .containsEntry("lint_status", null)
        .containsEntry("lint_messages", List.of())
        .containsEntry("findings", List.of());
  }

  @Test
  void retriesAFailedGeneration() {
    String id = api.endedGeneration("fail once " + UUID.randomUUID());
    Response failed = api.get("/api/generations/{id}/status", id);
    assertThat(Api.body(failed))
        .containsEntry("status", "failed")
        .containsEntry("error_message", "the model did not answer")
        .containsEntry("error_code", "model_unavailable")
        .containsEntry("can_retry", true)
        .containsEntry("can_cancel", false);
    Response detail = api.get("/api/generations/{id}", id);
    assertEmptyDetail(detail, "failed");
    assertThat(Api.body(detail))
        .containsEntry("error_message", "the model did not answer")
        .containsEntry("error_code", "model_unavailable");
    Response retried = api.post("/api/generations/{id}/retry", id);
    assertThat(retried.statusCode()).isEqualTo(202);
    assertThat(Api.body(retried))
        .containsOnlyKeys(STATUS_FIELDS)
        .containsEntry("status", "running")
        .containsEntry("attempt_count", 2)
        .containsEntry("error_message", null);
    assertThat(api.awaitEnd(id).<String>path("status")).isEqualTo("completed");
    assertProblem(api.post("/api/generations/{id}/retry", id), 409, "generation_not_failed");
  }

  @Test
  void tellsOfEveryAttempt() {
    String id = api.endedGeneration("fail once " + UUID.randomUUID());
    assertThat(api.get("/api/generations/{id}", id).<Integer>path("usage.prompt_tokens"))
        .as("what a failed attempt took")
        .isEqualTo(120);
    api.post("/api/generations/{id}/retry", id);
    api.awaitEnd(id);

    Response attempts = api.get("/api/generations/{id}/attempts", id);
    assertThat(attempts.statusCode()).isEqualTo(200);
    assertThat(attempts.<String>path("generation_id")).isEqualTo(id);
    assertThat(attempts.<List<String>>path("items.outcome")).containsExactly("failed", "completed");
    assertThat(attempts.<List<String>>path("items.worker")).containsOnly("test");
    assertThat(attempts.<Map<String, Object>>path("items[0]"))
        .containsEntry("number", 1)
        .containsEntry("error_message", "the model did not answer")
        .containsEntry("error_code", "model_unavailable")
        .containsEntry("raw_answer", "Sure! Here is your script");
    assertThat(attempts.<Map<String, Object>>path("items[0].usage"))
        .containsEntry("model", "fake")
        .containsEntry("completion_tokens", 30)
        .containsEntry("rounds", 1);
    assertThat(attempts.<Map<String, Object>>path("items[1]"))
        .containsEntry("error_message", null)
        .containsEntry("error_code", null)
        .containsEntry("raw_answer", null);
    assertProblem(
        api.get("/api/generations/{id}/attempts", UUID.randomUUID()), 404, "generation_not_found");
  }

  @Test
  void asksWhereARequestIsUnclear() {
    String id = api.endedGeneration("unclear request");
    Response detail = api.get("/api/generations/{id}", id);
    assertThat(detail.statusCode()).isEqualTo(200);
    assertThat(Api.body(detail))
        .containsOnlyKeys(DETAIL_FIELDS)
        .containsEntry("status", "clarification_needed")
        .containsEntry("generated_script", null)
        .containsEntry("unresolved_questions", List.of("Which table do you mean?"))
        .containsEntry(
            "questions",
            List.of(Map.of("id", "q1", "text", "Which table do you mean?", "choices", List.of())));
  }

  @Test
  void answersLeadToARequestThatFollows() {
    String asked = api.endedGeneration("unclear request");

    Response created =
        api.send(
            "/api/generations/" + asked + "/answers",
            "{\"answers\":[{\"question_id\":\"q1\",\"answer\":\" orders \"}]}");

    assertThat(created.statusCode()).isEqualTo(201);
    String id = created.path("generation_id");
    assertThat(created.header("Location")).isEqualTo("/api/generations/" + id);
    assertThat(created.<String>path("status")).isEqualTo("queued");
    Response record = api.get("/api/history/{id}", id);
    assertThat(record.<String>path("request_text"))
        .isEqualTo("unclear request\n\nWhich table do you mean?\n→ orders");
    assertThat(record.<String>path("follows")).isEqualTo(asked);
    assertThat(record.<List<Object>>path("clarifications"))
        .containsExactly(Map.of("question", "Which table do you mean?", "answer", "orders"));
    assertThat(api.get("/api/generations/{id}", asked).<List<String>>path("followed_by"))
        .containsExactly(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | answers | is required",
        "{\"answers\":[]} | answers | must be a list of 1 to 50 objects",
        "{\"answers\":\"q1\"} | answers | must be a list of 1 to 50 objects",
        "{\"answers\":[\"orders\"]} | answers[0] | must be an object",
        "{\"answers\":[{\"answer\":\"x\"}]} | answers[0].question_id | is required",
        "{\"answers\":[{\"question_id\":\"q1\",\"answer\":\" \"}]} | answers[0].answer | must not be blank",
        "{\"answers\":[{\"question_id\":\"q7\",\"answer\":\"x\"}]} | answers[0].question_id | must be a question of it: q1"
      })
  void saysWhichAnswerIsWrong(String body, String field, String rule) {
    Response refused =
        api.send("/api/generations/" + api.endedGeneration("unclear request") + "/answers", body);

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.<List<Object>>path("errors"))
        .contains(Map.of("field", field, "message", rule));
  }

  @Test
  void aGenerationThatAsksNothingTakesNoAnswers() {
    String body = "{\"answers\":[{\"question_id\":\"q1\",\"answer\":\"x\"}]}";

    assertProblem(
        api.send("/api/generations/" + api.newGeneration("wait") + "/answers", body),
        409,
        "generation_not_finished");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Zeige die größten Bestellungen 🦉",
        "最新の注文を表示",
        "عرض أحدث الطلبات",
        "a\tb\r\nc",
        "'; DROP TABLE orders; --",
        "<script>alert(1)</script>"
      })
  void keepsEveryReadableText(String text) {
    String id = api.newGeneration(text);
    assertThat(api.get("/api/history/{id}", id).<String>path("request_text")).isEqualTo(text);
  }

  @Test
  void countsCharactersNotBytes() {
    Api.Snapshot snapshot = api.newSnapshot("db.example");
    String longest = "🦉".repeat(4000);
    assertThat(api.send("/api/generations", Api.generation(snapshot, longest)).statusCode())
        .isEqualTo(201);
    assertInvalid(
        api.send("/api/generations", Api.generation(snapshot, longest + "x")), "request_text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\"  \\n\\t\"",
        "\"nul \\u0000\"",
        "\"escape \\u001b[31m\"",
        "\"delete \\u007f\"",
        "\"alone \\ud83e\"",
        "null",
        "1",
        "true",
        "[\"a\"]",
        "{\"a\": 1}"
      })
  void refusesUnreadableTexts(String text) {
    Api.Snapshot snapshot = api.newSnapshot("db.example");
    String body =
        """
        {"connection_id": "%s", "snapshot_id": "%s", "script_mode": "query", "request_text": %s}"""
            .formatted(snapshot.connectionId(), snapshot.id(), text);
    assertInvalid(api.send("/api/generations", body), "request_text");
  }

  @Test
  void namesEveryInvalidFieldAtOnce() {
    Response refused =
        api.send(
            "/api/generations",
            """
            {"connection_id": "1-1-1-1-1", "snapshot_id": 7, "script_mode": "Query",
             "request_txt": "show latest orders"}""");
    assertInvalid(
        refused, "connection_id", "snapshot_id", "script_mode", "request_text", "request_txt");
    assertThat(refused.<String>path("errors.find { it.field == 'script_mode' }.message"))
        .isEqualTo("must be one of query, dml, ddl, migration, maintenance");
    assertInvalid(
        api.send("/api/generations", "{}"),
        "connection_id",
        "snapshot_id",
        "script_mode",
        "request_text");
  }

  @Test
  void refusesASnapshotOfAnotherConnection() {
    Api.Snapshot one = api.newSnapshot("db.example");
    Api.Snapshot other = api.newSnapshot("db.example");
    Response refused =
        api.send(
            "/api/generations",
            Api.generation(new Api.Snapshot(one.connectionId(), other.id()), "show orders"));
    assertProblem(refused, 422, "snapshot_of_other_connection");
    assertThat(refused.<List<String>>path("errors.field")).containsExactly("snapshot_id");
  }

  @Test
  void refusesWhatIsNotThere() {
    Api.Snapshot snapshot = api.newSnapshot("db.example");
    String unknown = UUID.randomUUID().toString();
    assertProblem(
        api.send(
            "/api/generations",
            Api.generation(new Api.Snapshot(unknown, snapshot.id()), "show orders")),
        404,
        "connection_not_found");
    assertProblem(
        api.send(
            "/api/generations",
            Api.generation(new Api.Snapshot(snapshot.connectionId(), unknown), "show orders")),
        404,
        "snapshot_not_found");
    for (String action : List.of("execute", "retry", "cancel")) {
      assertProblem(
          api.post("/api/generations/{id}/{action}", unknown, action), 404, "generation_not_found");
      assertInvalid(api.post("/api/generations/{id}/{action}", "x", action), "id");
    }
    for (String path : List.of("/api/generations/{id}", "/api/generations/{id}/status")) {
      assertProblem(api.get(path, unknown), 404, "generation_not_found");
      assertInvalid(api.get(path, "x"), "id");
    }
  }
}
