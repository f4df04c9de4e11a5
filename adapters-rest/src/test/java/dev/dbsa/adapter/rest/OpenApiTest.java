package dev.dbsa.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dbsa.adapter.rest.input.Choice;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The description itself; every other test holds its answers against it. */
@QuarkusTest
class OpenApiTest {
  private OpenApiCheck check;

  @BeforeEach
  void connect() {
    check = new Api().check();
  }

  @Test
  void describesEveryEndpoint() {
    List<String> operations = new ArrayList<>();
    for (var path : check.api().path("paths").properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(
              method ->
                  operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey()));
    }
    assertThat(operations)
        .containsExactlyInAnyOrder(
            "POST /api/connections",
            "GET /api/connections",
            "GET /api/connections/{id}",
            "DELETE /api/connections/{id}",
            "POST /api/connections/{id}/verify",
            "POST /api/connections/{id}/schema/refresh",
            "GET /api/connections/{id}/snapshots",
            "GET /api/connections/{id}/glossary",
            "PUT /api/connections/{id}/glossary",
            "GET /api/snapshots/{id}",
            "GET /api/snapshots/{id}/objects",
            "GET /api/snapshots/{id}/file",
            "GET /api/snapshots/{id}/diff/{other}",
            "POST /api/generations",
            "POST /api/generations/{id}/answers",
            "POST /api/generations/{id}/execute",
            "GET /api/generations/{id}/status",
            "GET /api/generations/{id}/attempts",
            "POST /api/generations/{id}/retry",
            "POST /api/generations/{id}/cancel",
            "GET /api/generations/{id}",
            "GET /api/history",
            "GET /api/history/{id}",
            "POST /api/history/{id}/review",
            "POST /api/validations",
            "GET /api/rules",
            "GET /api/rules/{id}",
            "GET /api/audit",
            "GET /api/ai/backend/status",
            "POST /api/ai/backend/test",
            "GET /health");
  }

  @Test
  void explainsEveryOperation() {
    for (var path : check.api().path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        JsonNode described = operation.getValue();
        assertThat(described.path("operationId").asText()).as(path.getKey()).isNotBlank();
        assertThat(described.path("summary").asText()).as(path.getKey()).isNotBlank();
        assertThat(described.path("responses").has("500")).as(path.getKey()).isTrue();
      }
    }
  }

  @Test
  void namesFieldsAsTheAnswersDo() {
    for (var schema : check.api().path("components").path("schemas").properties()) {
      schema
          .getValue()
          .path("properties")
          .fieldNames()
          .forEachRemaining(
              name -> assertThat(name).as(schema.getKey()).matches("[a-z]+(_[a-z]+)*"));
    }
  }

  @Test
  void namesTheValuesThatAreRead() {
    assertThat(values("GenerationRequest", "script_mode")).isEqualTo(labels(Choice.SCRIPT_MODE));
    assertThat(values("ConnectionRequest", "ssl_mode")).isEqualTo(labels(Choice.SSL_MODE));
    assertThat(values("ConnectionRequest", "auth_mode")).isEqualTo(labels(Choice.AUTH_MODE));
    assertThat(values("ReviewRequest", "review_status")).isEqualTo(labels(Choice.REVIEW_STATUS));
    assertThat(values("GenerationStatus", "status")).isEqualTo(labels(Choice.GENERATION_STATUS));
    assertThat(values("Connection", "dialect")).isEqualTo(labels(Choice.DIALECT));
    assertThat(parameter("/api/history", "latest_status"))
        .isEqualTo(labels(Choice.GENERATION_STATUS));
    assertThat(parameter("/api/history", "review_status")).isEqualTo(labels(Choice.REVIEW_STATUS));
    assertThat(parameter("/api/history", "lint_status")).isEqualTo(labels(Choice.LINT_STATUS));
    assertThat(parameter("/api/history", "script_mode")).isEqualTo(labels(Choice.SCRIPT_MODE));
    assertThat(parameter("/api/history", "sort_by")).isEqualTo(labels(Choice.SORT_BY));
  }

  private static <T> List<String> labels(Choice<T> choice) {
    return choice.values().stream().map(choice.label()).toList();
  }

  private List<String> values(String schema, String property) {
    return texts(check.schema(schema).path("properties").path(property).path("enum"));
  }

  private List<String> parameter(String path, String name) {
    for (JsonNode parameter : check.api().path("paths").path(path).path("get").path("parameters")) {
      if (parameter.path("name").asText().equals(name)) {
        return texts(parameter.path("schema").path("enum"));
      }
    }
    throw new AssertionError(path + " has no parameter " + name);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  @Test
  void sharesTheFormOfErrors() {
    assertThat(texts(check.schema("Problem").path("required")))
        .containsExactlyInAnyOrder("type", "title", "status", "detail", "code");
    assertThat(check.api().path("info").path("title").asText()).isEqualTo("dbsa");
    assertThat(check.api().path("info").path("description").asText()).isNotBlank();
  }
}
