package dev.dbsa.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page about the model backend where callers need a token. */
@QuarkusIntegrationTest
@TestProfile(AiPageWithTokenIT.Token.class)
@WithTestResource(TemporaryStore.class)
class AiPageWithTokenIT {
  private static final String TOKEN = "token-of-the-page-test-0123456789";

  /** Callers need a token. */
  public static final class Token implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "app.auth-enabled", "true", "app.auth-mode", "token", "app.internal-api-token", TOKEN);
    }
  }

  private static void use(Page page, String token) {
    page.getByLabel("Token").fill(token);
    page.keyboard().press("Enter");
  }

  @Test
  void asksForATokenAndKeepsItInMemoryOnly() {
    try (PageReader reader = PageReader.open(900, ColorScheme.LIGHT)) {
      Page page = reader.page();
      reader.visit("/ui/ai");
      assertThat(page.getByLabel("Token")).hasAttribute("type", "password");
      assertThat(page.getByLabel("Signing secret")).not().isVisible();
      assertThat(page.locator("#main")).isEmpty();

      use(page, TOKEN);

      assertThat(page.locator("#state")).containsText("Backend mock is ready.");
      assertThat(reader.complaints()).isEmpty();
      assertThat(reader.requests()).extracting(Request::url).noneMatch(u -> u.contains(TOKEN));
      assertThat(reader.stored()).isEmpty();
      page.reload();
      assertThat(page.getByLabel("Token")).isVisible();
      assertThat(page.getByLabel("Token")).hasValue("");
    }
  }

  @Test
  void saysThatATokenIsWrong() {
    try (PageReader reader = PageReader.open(900, ColorScheme.DARK)) {
      Page page = reader.page();
      reader.visit("/ui/ai");

      use(page, "not-the-token");
      assertThat(page.locator("#main"))
          .containsText("The service does not accept these credentials.");
      use(page, "nöt ✓");
      assertThat(page.locator("#main")).containsText("visible ASCII characters");
      assertThat(reader.lowContrast()).isEmpty();

      use(page, TOKEN);
      assertThat(page.locator("#state")).containsText("Backend mock is ready.");
    }
  }
}
