package dev.dbsa.app;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.emptyIterable;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.EachServer;
import dev.dbsa.testkit.Login;
import dev.dbsa.testkit.ServerKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;

/** The whole way of a draft over HTTP, from a real server to the reviewed script. */
@QuarkusTest
@WithTestResource(TemporaryStore.class)
@Timeout(120)
class FlowTest {

  private static final String SHOP =
      """
      CREATE TABLE customers (
        id INTEGER PRIMARY KEY,
        full_name VARCHAR(200) NOT NULL,
        email VARCHAR(200) NOT NULL UNIQUE
      );
      CREATE TABLE orders (
        id INTEGER PRIMARY KEY,
        customer_id INTEGER NOT NULL,
        status VARCHAR(20) NOT NULL,
        total_amount NUMERIC(12, 2) NOT NULL,
        created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
        CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id)
      );
      CREATE INDEX orders_created_at_idx ON orders (created_at);
      CREATE VIEW open_orders AS SELECT id, customer_id FROM orders WHERE status = 'open';
      """;

  @EachServer({ServerKind.POSTGRESQL, ServerKind.MARIADB, ServerKind.MYSQL})
  void leadsFromARealServerToAReviewedScript(DatabaseServer server) {
    String database = server.createDatabase("flow");
    server.execute(database, SHOP);
    Login login = server.createReadOnlyUser(database);

    String connection = createConnection(server, database, login, login.password());
    post("/api/connections/" + connection + "/verify", 200)
        .body("status", equalTo("verified"))
        .body("server_product", equalTo(server.product()))
        .body("can_write", is(false))
        .body("error_message", equalTo(null));

    JsonPath refreshed =
        post("/api/connections/" + connection + "/schema/refresh", 201)
            .body("tables_count", equalTo(2))
            .body("views_count", equalTo(1))
            .body("changed", is(true))
            .extract()
            .jsonPath();
    String snapshot = refreshed.getString("snapshot_id");
    post("/api/connections/" + connection + "/schema/refresh", 200)
        .body("snapshot_id", equalTo(snapshot))
        .body("changed", is(false));

    String generation = createGeneration(connection, snapshot, "show the latest 5 orders", "query");
    post("/api/generations/" + generation + "/execute", 202).body("attempt_count", equalTo(1));
    post("/api/generations/" + generation + "/execute", 409)
        .body("code", equalTo("generation_not_queued"));
    JsonPath detail = finished(generation);
    String script = detail.getString("generated_script");
    given()
        .get("/api/generations/" + generation)
        .then()
        .statusCode(200)
        .body("status", equalTo("completed"))
        .body("db_dialect", equalTo(server.dialect()))
        .body("generated_script", containsStringIgnoringCase("from orders"))
        .body("generated_script", containsStringIgnoringCase("limit 5"))
        .body("effective_script_text", equalTo(script))
        .body("validation.lint_status", not(equalTo("fail")))
        .body("validation.syntax_issues", emptyIterable())
        .body("validation.schema_issues", emptyIterable())
        .body("impacted_objects.name", hasItem("orders"))
        .body("references.name", hasItem(containsString("orders")));

    String finalScript = script.replace("5", "20");
    given()
        .contentType(ContentType.JSON)
        .header("X-Internal-Reviewer", "alice")
        .body(
            Map.of(
                "review_status", "edited",
                "review_note", "A larger sample",
                "final_script_text", finalScript))
        .post("/api/history/" + generation + "/review")
        .then()
        .statusCode(201)
        .body("reviewer", equalTo("alice"))
        .body("final_script_text", equalTo(finalScript))
        .body("edited_script_text", equalTo(finalScript))
        .body("edited_script_diff", startsWith("--- generated.sql\n+++ final.sql\n@@ "));
    given()
        .get("/api/history/" + generation)
        .then()
        .statusCode(200)
        .body("effective_script_text", equalTo(finalScript))
        .body("review_feedback", hasSize(1));
    given()
        .queryParam("review_status", "edited")
        .queryParam("has_final_script", "true")
        .queryParam("connection_id", connection)
        .get("/api/history")
        .then()
        .statusCode(200)
        .body("pagination.total", equalTo(1))
        .body("items[0].request_id", equalTo(generation))
        .body("items[0].latest_status", equalTo("completed"));

    server.dropDatabase(database);
    post("/api/connections/" + connection + "/schema/refresh", 502)
        .body("code", startsWith("target_"));
    given()
        .get("/api/connections/" + connection)
        .then()
        .body("status", equalTo("failed"))
        .body("last_error_message", notNullValue());
  }

  @EachServer({ServerKind.POSTGRESQL, ServerKind.MYSQL})
  void asksWhenNoTableFits(DatabaseServer server) {
    String database = server.createDatabase("unclear");
    server.execute(database, SHOP);
    Login login = server.createReadOnlyUser(database);
    String connection = createConnection(server, database, login, login.password());
    String snapshot =
        post("/api/connections/" + connection + "/schema/refresh", 201)
            .extract()
            .path("snapshot_id");
    String generation = createGeneration(connection, snapshot, "show the weather in Oslo", "query");
    post("/api/generations/" + generation + "/execute", 202);
    finished(generation);
    given()
        .get("/api/generations/" + generation)
        .then()
        .body("status", equalTo("clarification_needed"))
        .body("generated_script", equalTo(null))
        .body("unresolved_questions", hasSize(greaterThanOrEqualTo(1)));
    post("/api/generations/" + generation + "/retry", 409);
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("review_status", "accepted"))
        .post("/api/history/" + generation + "/review")
        .then()
        .statusCode(409);
  }

  @EachServer({ServerKind.POSTGRESQL, ServerKind.MARIADB, ServerKind.MYSQL})
  void findsWhatTheServerWouldRefuse(DatabaseServer server) {
    String database = server.createDatabase("check");
    server.execute(database, SHOP);
    Login login = server.createReadOnlyUser(database);
    String connection = createConnection(server, database, login, login.password());
    String snapshot =
        post("/api/connections/" + connection + "/schema/refresh", 201)
            .extract()
            .path("snapshot_id");
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("snapshot_id", snapshot, "script_text", "SELECT full_nam FROM customers;"))
        .post("/api/validations")
        .then()
        .statusCode(200)
        .body("validation.lint_status", equalTo("fail"))
        .body("validation.findings[0].rule", equalTo("unknown-column"))
        .body("validation.findings[0].hint", containsString("full_name"));
  }

  @EachServer({ServerKind.POSTGRESQL, ServerKind.MARIADB, ServerKind.MYSQL})
  void saysSoWhenThePasswordIsWrong(DatabaseServer server) {
    String database = server.createDatabase("locked");
    Login login = server.createReadOnlyUser(database);
    String connection = createConnection(server, database, login, "wrong-pass-word");
    post("/api/connections/" + connection + "/verify", 200)
        .body("status", equalTo("failed"))
        .body("error_message", notNullValue())
        .body("error_message", not(containsString("wrong-pass-word")));
  }

  private static String createConnection(
      DatabaseServer server, String database, Login login, String password) {
    Map<String, Object> profile = new HashMap<>();
    profile.put("name", server.kind() + " " + UUID.randomUUID());
    profile.put("dialect", server.dialect());
    profile.put("host", server.host());
    profile.put("port", server.port());
    profile.put("database_name", database);
    profile.put("username", login.user());
    profile.put("auth_mode", "password");
    profile.put("secret", password);
    return given()
        .contentType(ContentType.JSON)
        .body(profile)
        .post("/api/connections")
        .then()
        .statusCode(201)
        .body("status", equalTo("pending"))
        .extract()
        .path("connection_id");
  }

  private static String createGeneration(
      String connection, String snapshot, String requestText, String mode) {
    return given()
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "connection_id", connection,
                "snapshot_id", snapshot,
                "request_text", requestText,
                "script_mode", mode))
        .post("/api/generations")
        .then()
        .statusCode(201)
        .body("status", equalTo("queued"))
        .extract()
        .path("generation_id");
  }

  private static ValidatableResponse post(String path, int expectedStatus) {
    return given().contentType(ContentType.JSON).post(path).then().statusCode(expectedStatus);
  }

  /** Polls until the generation has ended; the test's time limit bounds the wait. */
  private static JsonPath finished(String generation) {
    while (true) {
      String status =
          given().get("/api/generations/" + generation + "/status").then().extract().path("status");
      if (!status.equals("queued") && !status.equals("running")) {
        return given().get("/api/generations/" + generation).then().extract().jsonPath();
      }
      Thread.onSpinWait();
    }
  }
}
