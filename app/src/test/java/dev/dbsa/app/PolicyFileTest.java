package dev.dbsa.app;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The service judges by the policy that {@code APP_POLICY_FILE} names. */
@QuarkusTest
@WithTestResource(TemporaryStore.class)
@TestProfile(PolicyFileTest.WithPolicy.class)
class PolicyFileTest {

  public static final class WithPolicy implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        Path file = Files.createTempFile("dbsa-policy-", ".toml");
        file.toFile().deleteOnExit();
        Files.writeString(
            file, "[rules]\ndelete-without-where = \"error\"\nselect-star = \"off\"\n");
        return Map.of("app.policy-file", file.toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void aForbiddenRiskFailsAValidation() {
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("dialect", "mysql", "script_text", "DELETE FROM orders;"))
        .post("/api/validations")
        .then()
        .statusCode(200)
        .body("validation.lint_status", equalTo("fail"))
        .body("validation.findings.rule", hasItem("policy-risk"))
        .body("risks[0].code", equalTo("delete_without_where"));
  }

  @Test
  void theRegisterTellsWhatThePolicySays() {
    given().get("/api/rules/select_star").then().body("rule.policy_level", equalTo("off"));
    given().get("/api/rules/drop_table").then().body("rule.policy_level", equalTo(null));
  }
}
