package dev.dbsa.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example of a validation in the documentation is what the service answers. */
@QuarkusTest
@WithTestResource(TemporaryStore.class)
class DocumentedValidationTest {
  private static final Path PAGE = Path.of("..", "docs", "api.md");

  @Test
  void theAnswerIsTheDocumentedOne() throws IOException {
    String section =
        Files.readString(PAGE).split("### POST /api/validations\n")[1].split("\n## ")[0];
    List<String> examples =
        Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
            .matcher(section)
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();

    JsonPath answer =
        given()
            .contentType(ContentType.JSON)
            .body(examples.get(0))
            .post("/api/validations")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    assertThat(answer.<Object>get("$")).isEqualTo(JsonPath.from(examples.get(1)).get("$"));
  }
}
