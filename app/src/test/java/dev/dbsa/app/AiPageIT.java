package dev.dbsa.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.dbsa.testkit.FakeModelServer;
import dev.dbsa.testkit.FakeModelServer.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page about the model backend in a real browser, where callers need no credentials. */
@QuarkusIntegrationTest
@WithTestResource(TemporaryStore.class)
class AiPageIT {
  private static final String KEY = "sk-typed-in-0123456789";

  private final FakeModelServer endpoint =
      FakeModelServer.replying(
          Reply.json(200, "{\"data\":[{\"id\":\"small\"},{\"id\":\"<b>large</b>\"}]}"));
  private PageReader reader;
  private Page page;

  @BeforeEach
  void open() {
    reader = PageReader.open(900, ColorScheme.LIGHT);
    page = reader.page();
  }

  @AfterEach
  void close() {
    endpoint.close();
    // There is none where there is no browser.
    if (reader != null) {
      reader.close();
    }
  }

  private Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  private Locator result() {
    return page.locator("#result");
  }

  private void test(String baseUrl, String key) {
    field("Base URL").fill(baseUrl);
    field("API key").fill(key);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Test").setExact(true))
        .click();
  }

  @Test
  void showsTheStateAndLoadsNothingFromElsewhere() {
    Response response = reader.visit("/ui/ai");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers())
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("x-frame-options", "DENY")
        .containsEntry("referrer-policy", "no-referrer");
    assertThat(response.headers().get("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.locator("#state")).containsText("Backend mock is ready.");
    assertThat(field("Token")).not().isVisible();
    assertThat(reader.complaints()).isEmpty();
    assertThat(reader.requests())
        .extracting(Request::url)
        .isNotEmpty()
        .allMatch(url -> url.startsWith(page.url().replace("/ui/ai", "/")));
  }

  @Test
  void listsTheModelsOfAnEndpoint() {
    reader.visit("/ui/ai");
    test(endpoint.baseUrl(), KEY);

    assertThat(result()).containsText("The endpoint answers.");
    assertThat(page.getByRole(AriaRole.LISTITEM)).hasText(new String[] {"<b>large</b>", "small"});
    assertThat(endpoint.requests()).hasSize(1);
    assertThat(endpoint.requests().getFirst().headers())
        .containsEntry("authorization", "Bearer " + KEY);
    assertThat(reader.complaints()).isEmpty();
  }

  @Test
  void keepsTheKeyOutOfAddressesAndOfTheBrowsersMemory() {
    reader.visit("/ui/ai");
    test(endpoint.baseUrl(), KEY);
    assertThat(result()).containsText("The endpoint answers.");

    assertThat(field("API key")).hasAttribute("type", "password");
    assertThat(reader.requests())
        .extracting(Request::url)
        .noneMatch(url -> url.contains("sk-typed-in"));
    assertThat(reader.stored()).isEmpty();
    page.reload();
    assertThat(field("API key")).hasValue("");
  }

  @Test
  void saysWhyAnEndpointFails() {
    endpoint.answerWith(_ -> Reply.error(401, "no such key " + KEY));
    reader.visit("/ui/ai");
    test(endpoint.baseUrl(), KEY);
    assertThat(result()).containsText("Failed: ");
    assertThat(result()).containsText("401");
    assertThat(result()).not().containsText("sk-typed-in");

    test("ftp://models.example", "");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("base_url");
    assertThat(field("Base URL")).hasAttribute("aria-invalid", "true");

    test("http://169.254.169.254/latest", "");
    assertThat(result()).containsText("link-local or cloud metadata");
  }

  @Test
  void isUsableWithTheKeyboardAlone() {
    reader.visit("/ui/ai");
    assertThat(page.locator("#state")).containsText("ready");

    page.keyboard().press("Tab");
    assertThat(page.getByText("Skip to the content")).isFocused();
    assertThat(page.getByText("Skip to the content")).isInViewport();
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    assertThat(page.getByText("Read again")).isFocused();
    page.keyboard().press("Tab");
    assertThat(field("Base URL")).isFocused();
    page.keyboard().type(endpoint.baseUrl());
    page.keyboard().press("Enter");
    assertThat(result()).containsText("The endpoint answers.");
    assertThat(result()).hasAttribute("aria-live", "polite");
  }

  @ParameterizedTest
  @CsvSource({"320, LIGHT", "400, DARK", "1280, LIGHT", "1280, DARK"})
  void fitsTheWindowAndIsReadable(int width, ColorScheme scheme) {
    reader.close();
    reader = PageReader.open(width, scheme);
    page = reader.page();
    reader.visit("/ui/ai");
    test(endpoint.baseUrl(), KEY);
    assertThat(result()).containsText("The endpoint answers.");
    assertThat(reader.isWiderThanTheWindow()).isFalse();
    assertThat(reader.lowContrast()).isEmpty();

    endpoint.answerWith(_ -> Reply.error(500, "overloaded"));
    test(endpoint.baseUrl(), KEY);
    assertThat(result()).containsText("Failed: ");
    assertThat(reader.isWiderThanTheWindow()).isFalse();
    assertThat(reader.lowContrast()).isEmpty();
  }
}
