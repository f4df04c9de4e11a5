package dev.dbsa.adapter.rest;

import static dev.dbsa.adapter.rest.Api.assertInvalid;
import static dev.dbsa.adapter.rest.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BackendTest {
  private static final String TEST = "/api/ai/backend/test";

  private Api api;

  @BeforeEach
  void connect() {
    api = new Api();
  }

  @Test
  void tellsWhatIsMissing() {
    Response status = api.get("/api/ai/backend/status");

    assertThat(status.statusCode()).isEqualTo(200);
    Map<String, Object> body = Api.body(status);
    assertThat(body)
        .containsOnlyKeys("backend", "ready", "missing", "base_url", "model", "timeout_seconds")
        .containsEntry("backend", "llm")
        .containsEntry("ready", false)
        .containsEntry("missing", List.of("OPENAI_API_KEY"))
        .containsEntry("base_url", "https://models.example/v1")
        .containsEntry("model", null)
        .containsEntry("timeout_seconds", 300);
  }

  @Test
  void triesTheConfiguredEndpointWithoutABody() {
    for (Response tested :
        List.of(
            RawHttp.send("POST " + TEST + " HTTP/1.1", List.of(), ""), api.send(TEST, Map.of()))) {
      assertThat(tested.statusCode()).isEqualTo(200);
      assertThat(Api.body(tested))
          .containsOnlyKeys("ok", "http_status", "latency_ms", "models", "model_available", "error")
          .containsEntry("ok", false)
          .containsEntry("http_status", null)
          .containsEntry("error", "OPENAI_API_KEY is not set");
    }
  }

  @Test
  void triesTheEndpointOfTheBody() {
    Response tested =
        api.send(TEST, Map.of("base_url", "http://x/v1", "api_key", "sk-trial", "model", "m"));

    assertThat(tested.<Boolean>path("ok")).isTrue();
    assertThat(tested.<List<String>>path("models")).containsExactly("http://x/v1", "sk-trial");
    assertThat(tested.<Boolean>path("model_available")).isTrue();
    assertThat(api.send(TEST, Map.of("base_url", "http://x/v1")).<List<String>>path("models"))
        .containsExactly("http://x/v1", "no key");
  }

  @Test
  void refusesFieldsThatBreakTheirRules() {
    assertInvalid(
        api.send(TEST, Map.of("base_url", " ", "api_key", 7, "model", "a\nb", "key", "x")),
        "base_url",
        "api_key",
        "model",
        "key");
    assertProblem(
        api.request().contentType(ContentType.TEXT).body("{}").post(TEST),
        415,
        "unsupported_media_type");
  }

  @Test
  void showsThePageWithoutInlineScripts() {
    Response page = RestAssured.get("/ui/ai");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.contentType()).isEqualToIgnoringCase("text/html;charset=UTF-8");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    String html = page.asString();
    assertThat(html)
        .contains("data-auth-mode=\"none\"", "data-token-header=\"X-Internal-Token\"")
        .doesNotContainPattern("<script(?![^>]*\\bsrc=)")
        .doesNotContainPattern("\\son[a-z]+=")
        .doesNotContainPattern("\\sstyle=")
        .doesNotContainPattern("(?:src|href)=\"(?:https?:)?//");
  }

  @Test
  void labelsEveryFieldOfThePage() {
    String html = RestAssured.get("/ui/ai").asString();

    var fields = Pattern.compile("<input id=\"([^\"]+)\"").matcher(html);
    int found = 0;
    while (fields.find()) {
      assertThat(html).contains("<label for=\"" + fields.group(1) + "\"");
      found++;
    }
    assertThat(found).isEqualTo(3);
  }

  @Test
  void servesWhatThePageNeeds() {
    String html = RestAssured.get("/ui/ai").asString();

    var assets = Pattern.compile("(?:src|href)=\"(/ui/assets/[^\"]+)\"").matcher(html);
    int found = 0;
    while (assets.find()) {
      Response asset = RestAssured.get(assets.group(1));
      assertThat(asset.statusCode()).as(assets.group(1)).isEqualTo(200);
      assertThat(asset.contentType())
          .containsAnyOf("text/css", "text/javascript", "application/javascript", "image/svg+xml");
      assertThat(asset.header("X-Content-Type-Options")).isEqualTo("nosniff");
      found++;
    }
    assertThat(found).isEqualTo(5);
  }
}
