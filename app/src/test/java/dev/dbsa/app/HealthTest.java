package dev.dbsa.app;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TemporaryStore.class)
class HealthTest {

  @Test
  void livenessIsOk() {
    given()
        .when()
        .get("/health")
        .then()
        .statusCode(200)
        .contentType(ContentType.JSON)
        .body("$", aMapWithSize(1))
        .body("status", equalTo("ok"));
  }

  @Test
  void theMetadataStoreAndTheWorkerAreReady() {
    given()
        .when()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("status", equalTo("UP"))
        .body("checks.name", containsInAnyOrder("metadata store", "worker"))
        .body("checks.find { it.name == 'metadata store' }.data.kind", equalTo("sqlite"))
        .body("checks.find { it.name == 'worker' }.data.workers", equalTo(64));
  }
}
