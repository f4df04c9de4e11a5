package dev.dbsa.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.dbsa.testkit.FakeModelServer;
import dev.dbsa.testkit.FakeModelServer.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page about the model backend where requests have to be signed. */
@QuarkusIntegrationTest
@TestProfile(AiPageWithSignaturesIT.Signatures.class)
@WithTestResource(TemporaryStore.class)
class AiPageWithSignaturesIT {
  private static final String SECRET = "secret-of-the-page-test-0123456789";

  /** Requests have to be signed. */
  public static final class Signatures implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "app.auth-enabled", "true", "app.auth-mode", "hmac", "app.internal-hmac-secret", SECRET);
    }
  }

  private static void use(Page page, String secret) {
    page.getByLabel("Principal").fill("mira");
    page.getByLabel("Signing secret").fill(secret);
    page.keyboard().press("Enter");
  }

  @Test
  void signsRequestsWithoutSendingTheSecret() {
    try (FakeModelServer endpoint =
            FakeModelServer.replying(Reply.json(200, "{\"data\":[{\"id\":\"größer ✓\"}]}"));
        PageReader reader = PageReader.open(900, ColorScheme.LIGHT)) {
      Page page = reader.page();
      reader.visit("/ui/ai");
      assertThat(page.getByLabel("Token")).not().isVisible();

      use(page, SECRET);
      assertThat(page.locator("#state")).containsText("Backend mock is ready.");
      page.getByLabel("Base URL").fill(endpoint.baseUrl());
      page.getByLabel("Model").fill("größer ✓");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Test").setExact(true))
          .click();

      assertThat(page.getByRole(AriaRole.LISTITEM)).hasText("größer ✓");
      assertThat(reader.complaints()).isEmpty();
      assertThat(reader.stored()).isEmpty();
      assertThat(reader.requests())
          .noneMatch(r -> r.url().contains(SECRET))
          .noneMatch(r -> r.headers().containsValue(SECRET))
          .noneMatch(r -> r.postData() != null && r.postData().contains(SECRET));
    }
  }

  @Test
  void saysThatTheSecretIsWrong() {
    try (PageReader reader = PageReader.open(900, ColorScheme.LIGHT)) {
      Page page = reader.page();
      reader.visit("/ui/ai");

      use(page, "another-secret");

      assertThat(page.locator("#main"))
          .containsText("The service does not accept these credentials.");
    }
  }
}
