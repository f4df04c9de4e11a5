package dev.dbsa.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.EachServer;
import dev.dbsa.testkit.Login;
import dev.dbsa.testkit.ServerKind;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;

/** What an agent can do, with a client of the Model Context Protocol, over any transport. */
@Timeout(180)
abstract class AgentFlow {
  private static final String SHOP =
      """
      CREATE TABLE customers (id INTEGER PRIMARY KEY, full_name VARCHAR(200) NOT NULL);
      CREATE TABLE orders (
        id INTEGER PRIMARY KEY,
        customer_id INTEGER NOT NULL REFERENCES customers (id),
        total_amount NUMERIC(12, 2) NOT NULL
      );
      """;

  /** How the client reaches the service. */
  abstract McpClientTransport transport();

  private McpSyncClient client;

  @EachServer(ServerKind.POSTGRESQL)
  void anAgentLooksChecksDraftsAndSubmitsAndPeopleDecide(DatabaseServer server) {
    String database = server.createDatabase("agents");
    server.execute(database, SHOP);
    Login login = server.createReadOnlyUser(database);
    String name = "shop " + UUID.randomUUID();
    connect(server, database, login, name);

    client = McpClient.sync(transport()).requestTimeout(Duration.ofSeconds(60)).build();
    try {
      client.initialize();
      assertThat(client.listTools().tools().stream().map(McpSchema.Tool::name))
          .containsExactlyInAnyOrder(
              "list_connections",
              "search_schema",
              "describe_table",
              "check_script",
              "explain_rule",
              "draft_script",
              "submit_for_review",
              "review_status");
      assertThat(call("list_connections", Map.of()).toString())
          .contains(name)
          .doesNotContain(server.host(), login.user(), login.password());

      looks(name);
      checks(name);
      drafts(name);
      submits(name);
      refusals(name);
    } finally {
      client.close();
    }
  }

  private void looks(String name) {
    Map<?, ?> found = call("search_schema", Map.of("connection", name, "words", "amount"));
    assertThat(found.get("total")).isEqualTo(1);
    Map<?, ?> table = call("describe_table", Map.of("connection", name, "table", "orders"));
    assertThat(table.get("primary_key")).isEqualTo(List.of("id"));
    assertThat(table.get("references").toString()).contains("public.customers");
    Map<?, ?> rule = call("explain_rule", Map.of("rule", "drop_table"));
    assertThat(rule.get("documentation").toString()).contains("DROP TABLE");
  }

  private void checks(String name) {
    Map<?, ?> verdict =
        call(
            "check_script",
            Map.of("connection", name, "script", "SELECT id, total_amout FROM orders;"));
    assertThat(verdict.get("lint_status")).isEqualTo("fail");
    Map<?, ?> finding = (Map<?, ?>) ((List<?>) verdict.get("findings")).getFirst();
    assertThat(finding.get("rule")).isEqualTo("unknown-column");
    assertThat(finding.get("replace")).isEqualTo("total_amout");
    assertThat(finding.get("replacement")).isEqualTo("total_amount");

    Map<?, ?> many =
        call(
            "check_script",
            Map.of("dialect", "postgresql", "script", "SELECT * FROM t;\n".repeat(80)));
    assertThat((List<?>) many.get("findings")).hasSize(50);
    assertThat(many.get("left_out")).isEqualTo(30);
  }

  private void drafts(String name) {
    Map<?, ?> draft =
        call("draft_script", Map.of("connection", name, "request", "show the latest 5 orders"));
    assertThat(draft.get("generation_id")).isNotNull();
    assertThat(draft.get("status")).isIn("completed", "clarification_needed");
  }

  private void submits(String name) {
    String script = "DELETE FROM orders WHERE id = 7;";
    Map<?, ?> submitted =
        call(
            "submit_for_review",
            Map.of(
                "connection", name, "script", script, "purpose", "remove a test", "mode", "dml"));
    String id = submitted.get("generation_id").toString();
    assertThat(submitted.get("status")).isEqualTo("completed");
    assertThat(call("review_status", Map.of("generation", id)).get("approved")).isEqualTo(false);

    given()
        .contentType(ContentType.JSON)
        .header("X-Internal-Reviewer", "alice")
        .body(Map.of("review_status", "accepted", "review_note", "fine"))
        .post("/api/history/" + id + "/review")
        .then()
        .statusCode(201);
    Map<?, ?> decision = call("review_status", Map.of("generation", id, "script", script));
    assertThat(decision.get("approved")).isEqualTo(true);
    assertThat(decision.get("script_sha256")).isEqualTo(submitted.get("script_sha256"));
    assertThat(decision.toString()).doesNotContain("alice");
    assertThat(
            call("review_status", Map.of("generation", id, "script", script + " -- and more"))
                .get("approved"))
        .isEqualTo(false);

    given()
        .contentType(ContentType.JSON)
        .body(Map.of("review_status", "rejected"))
        .post("/api/history/" + id + "/review")
        .then()
        .statusCode(201);
    assertThat(call("review_status", Map.of("generation", id, "script", script)).get("approved"))
        .isEqualTo(false);
  }

  private void refusals(String name) {
    assertThat(refusal("describe_table", Map.of("connection", name, "table", "nothing")))
        .contains("no such table");
    assertThat(refusal("check_script", Map.of("script", "SELECT 1"))).contains("dialect");
    assertThat(refusal("check_script", Map.of("dialect", "mysql", "script", " ")))
        .contains("script");
    assertThat(refusal("review_status", Map.of("generation", "x"))).contains("no such generation");
    assertThat(refusal("explain_rule", Map.of("rule", "drop_tabel"))).contains("drop_table");
  }

  private Map<?, ?> call(String tool, Map<String, Object> arguments) {
    McpSchema.CallToolResult result =
        client.callTool(new McpSchema.CallToolRequest(tool, arguments));
    assertThat(result.isError()).as("%s: %s", tool, result.content()).isNotEqualTo(true);
    return (Map<?, ?>) result.structuredContent();
  }

  private String refusal(String tool, Map<String, Object> arguments) {
    McpSchema.CallToolResult result =
        client.callTool(new McpSchema.CallToolRequest(tool, arguments));
    assertThat(result.isError()).isEqualTo(true);
    return result.content().toString();
  }

  private static void connect(DatabaseServer server, String database, Login login, String name) {
    String id =
        given()
            .contentType(ContentType.JSON)
            .body(
                Map.of(
                    "name", name,
                    "dialect", server.dialect(),
                    "host", server.host(),
                    "port", server.port(),
                    "database_name", database,
                    "username", login.user(),
                    "secret", login.password()))
            .post("/api/connections")
            .then()
            .statusCode(201)
            .extract()
            .path("connection_id");
    given().post("/api/connections/" + id + "/schema/refresh").then().statusCode(201);
  }
}
