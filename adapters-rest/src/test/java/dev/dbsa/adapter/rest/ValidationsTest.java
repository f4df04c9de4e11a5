package dev.dbsa.adapter.rest;

import static dev.dbsa.adapter.rest.Api.assertInvalid;
import static dev.dbsa.adapter.rest.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ValidationsTest {
  private static final String SCRIPT = "SELECT * FROM orders;";

  private Api api;

  @BeforeEach
  void connect() {
    api = new Api();
  }

  @Test
  void checksAgainstASnapshot() {
    String snapshot = api.newSnapshot("db.example").id();
    Response checked =
        api.send("/api/validations", Map.of("snapshot_id", snapshot, "script_text", SCRIPT));
    assertThat(checked.statusCode()).isEqualTo(200);
    assertThat(Api.body(checked)).containsOnlyKeys("validation", "risks", "impacted_objects");
    assertThat(checked.<String>path("validation.lint_status")).isEqualTo("warn");
    assertThat(checked.<List<String>>path("validation.not_checked"))
        .containsExactly("whether the account may read orders");
    assertThat(checked.<List<String>>path("risks.code")).containsExactly("full_scan", "no_order");
    assertThat(checked.<Map<String, Object>>path("impacted_objects[0]"))
        .containsEntry("exists", true);
  }

  @Test
  void checksTheTextAlone() {
    for (String dialect : List.of("mysql", "postgresql", "postgres")) {
      Response checked =
          api.send("/api/validations", Map.of("dialect", dialect, "script_text", SCRIPT));
      assertThat(checked.statusCode()).isEqualTo(200);
      assertThat(checked.<Map<String, Object>>path("impacted_objects[0]"))
          .isEqualTo(Map.of("type", "table", "name", "orders", "operation", "read"));
    }
  }

  @Test
  void checksWithinAMode() {
    Response checked =
        api.send(
            "/api/validations",
            Map.of("dialect", "mysql", "script_text", SCRIPT, "script_mode", "query"));
    assertThat(checked.<List<String>>path("validation.not_checked"))
        .contains("more than the mode query");

    assertInvalid(
        api.send(
            "/api/validations",
            Map.of("dialect", "mysql", "script_text", SCRIPT, "script_mode", "all")),
        "script_mode");
  }

  @Test
  void wantsEitherASnapshotOrADialect() {
    Response neither = api.send("/api/validations", Map.of("script_text", SCRIPT));
    assertInvalid(neither, "snapshot_id");
    assertThat(neither.<String>path("errors[0].message"))
        .isEqualTo("is required where there is no dialect");
    Response both =
        api.send(
            "/api/validations",
            Map.of("dialect", "mysql", "snapshot_id", UUID.randomUUID(), "script_text", SCRIPT));
    assertInvalid(both, "snapshot_id");
    assertThat(both.<String>path("errors[0].message")).startsWith("excludes dialect");
  }

  @Test
  void refusesFieldsThatBreakTheirRules() {
    assertInvalid(
        api.send("/api/validations", Map.of("dialect", "oracle", "script_text", " ", "sql", "x")),
        "dialect",
        "script_text",
        "sql");
    assertInvalid(
        api.send("/api/validations", Map.of("snapshot_id", "x", "script_text", 1)),
        "snapshot_id",
        "script_text");
    assertInvalid(
        api.send(
            "/api/validations", Map.of("dialect", "mysql", "script_text", "x".repeat(200_001))),
        "script_text");
    assertInvalid(
        api.send("/api/validations", Map.of("dialect", "mysql", "script_text", "SELECT\u0000")),
        "script_text");
  }

  @Test
  void takesTheLongestScript() {
    Response checked =
        api.send(
            "/api/validations", Map.of("dialect", "mysql", "script_text", "é".repeat(200_000)));
    assertThat(checked.statusCode()).isEqualTo(200);
  }

  @Test
  void refusesASnapshotThatIsNotThere() {
    assertProblem(
        api.send(
            "/api/validations", Map.of("snapshot_id", UUID.randomUUID(), "script_text", SCRIPT)),
        404,
        "snapshot_not_found");
  }
}
