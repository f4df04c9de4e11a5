package dev.dbsa.adapter.rest;

import static dev.dbsa.adapter.rest.Api.assertInvalid;
import static dev.dbsa.adapter.rest.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are no JSON object, at an endpoint that stands for all. */
@QuarkusTest
class StrictBodyTest {
  private static final String PATH = "/api/validations";

  private Api api;

  @BeforeEach
  void connect() {
    api = new Api();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n",
        "{",
        "{\"dialect\"",
        "{\"dialect\": \"mysql\"",
        "{\"dialect\": \"mysql\",}",
        "{dialect: \"mysql\"}",
        "{'dialect': 'mysql'}",
        "{\"dialect\": mysql}",
        "{\"dialect\": \"mysql\", \"dialect\": \"mysql\"}",
        "{\"script_text\": \"a\", \"script_text\": 1}",
        "{\"x\": {\"y\": 1, \"y\": 2}}",
        "{} {}",
        "{}]",
        "{} x",
        "{\"script_text\": \"line\nbreak\"}",
        "{\"script_text\": \"\\x41\"}",
        "{\"script_text\": \"\\ud83\"}",
        "{\"port\": NaN}",
        "{\"port\": 01}",
        "{\"port\": +1}",
        "{\"port\": .5}",
        "// comment\n{}",
        "/* comment */ {}",
        "dialect=mysql&script_text=x",
        "<xml/>",
        "undefined"
      })
  void refusesWhatIsNotJson(String body) {
    assertProblem(api.send(PATH, body), 400, "malformed_json");
  }

  @Test
  void refusesBytesThatAreNoText() {
    byte[] body = "{\"script_text\": \"?\"}".getBytes(StandardCharsets.UTF_8);
    body[17] = (byte) 0xff;
    assertProblem(api.send(PATH, body), 400, "malformed_json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void refusesDeepNesting(String opening) {
    // Not by the usual client, which takes its time to look at such a body.
    Response refused =
        RawHttp.send(
            "POST " + PATH + " HTTP/1.1",
            List.of("Content-Type: application/json"),
            opening.repeat(100_000));
    assertProblem(refused, 400, "malformed_json");
  }

  @Test
  void refusesLongNamesAndNumbers() {
    assertProblem(api.send(PATH, "{\"" + "x".repeat(2000) + "\": 1}"), 400, "malformed_json");
    assertProblem(api.send(PATH, "{\"port\": " + "9".repeat(2000) + "}"), 400, "malformed_json");
  }

  @Test
  void saysWhereReadingStopped() {
    Response refused = api.send(PATH, "{\"dialect\": \"mysql\",\n \"dialect\": \"mysql\"}");
    assertThat(refused.<String>path("detail")).contains("line 2").doesNotContain("com.fasterxml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{}]", "\"text\"", "1", "true", "null"})
  void wantsAnObject(String body) {
    assertInvalid(api.send(PATH, body), "body");
  }

  @Test
  void keepsTheAnswerToNonsenseSmall() {
    StringBuilder body = new StringBuilder("{\"script_text\": \"x\", \"dialect\": \"mysql\"");
    for (int i = 0; i < 1000; i++) {
      body.append(", \"unknown_").append(i).append("\": null");
    }
    Response refused = api.send(PATH, body.append('}').toString());
    assertProblem(refused, 422, "invalid_fields");
    assertThat(refused.<List<?>>path("errors")).hasSize(50);
    assertThat(refused.asString()).hasSizeLessThan(20_000);
  }

  @Test
  void echoesUnknownNamesHarmlessly() {
    Response refused =
        api.send(
            PATH,
            "{\"script_text\": \"x\", \"dialect\": \"mysql\", \"a\\u0000\\n"
                + "b".repeat(500)
                + "\": 1}");
    assertProblem(refused, 422, "invalid_fields");
    assertThat(refused.<String>path("errors[0].field")).startsWith("a??b").hasSizeLessThan(100);
  }

  @Test
  void takesAByteOrderMarkAndWhiteSpace() {
    byte[] body =
        "\uFEFF \n{\"dialect\": \"mysql\", \"script_text\": \"SELECT 'é🦉'\"} \n"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(api.send(PATH, body).statusCode()).isEqualTo(200);
  }
}
