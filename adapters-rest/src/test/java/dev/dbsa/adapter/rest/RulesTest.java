package dev.dbsa.adapter.rest;

import static dev.dbsa.adapter.rest.Api.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** The register of rules over HTTP. */
@QuarkusTest
class RulesTest {
  @Test
  void listsFindingsAndRisks() {
    given()
        .get("/api/rules")
        .then()
        .statusCode(200)
        .body("items.rule_id", contains("unknown-column", "drop_table"))
        .body("items[0].kind", equalTo("finding"))
        .body("items[0].category", equalTo("schema"))
        .body("items[0].default_weight", equalTo("error"))
        .body("items[0].policy_level", nullValue())
        .body("items[1].kind", equalTo("risk"))
        .body("items[1].category", nullValue())
        .body("items[1].default_weight", equalTo("critical"))
        .body("items[1].policy_level", equalTo("error"));
  }

  @Test
  void showsARuleWithItsDocumentation() {
    given()
        .get("/api/rules/unknown_column")
        .then()
        .statusCode(200)
        .body("rule.rule_id", equalTo("unknown-column"))
        .body("documentation", equalTo("About `unknown-column`."));
  }

  @Test
  void namesTheNearestWhereThereIsNone() {
    Response refused = given().get("/api/rules/unknown-colum");

    assertProblem(refused, 404, "rule_not_found");
    assertThat(refused.<String>path("detail")).contains("unknown-column");
    assertProblem(given().get("/api/rules/x"), 404, "rule_not_found");
  }
}
