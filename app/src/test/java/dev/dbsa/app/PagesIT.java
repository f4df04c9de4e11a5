package dev.dbsa.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.Login;
import dev.dbsa.testkit.ServerKind;
import dev.dbsa.testkit.Servers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The workflow in a real browser, where callers need no credentials. */
@QuarkusIntegrationTest
@WithTestResource(TemporaryStore.class)
class PagesIT {
  private static final String SHOP =
      """
      CREATE TABLE customers (id integer PRIMARY KEY, full_name varchar(200) NOT NULL);
      CREATE TABLE orders (
        id integer PRIMARY KEY,
        customer_id integer NOT NULL REFERENCES customers (id),
        status varchar(20) NOT NULL,
        created_at timestamp NOT NULL
      );
      COMMENT ON TABLE orders IS '<img src=x onerror="document.title=1">';
      """;

  private final DatabaseServer server = Servers.get(ServerKind.POSTGRESQL);
  private final String database = server.createDatabase("pages");
  private PageReader reader;
  private Page page;

  @BeforeEach
  void open() {
    server.execute(database, SHOP);
    reader = PageReader.open(1100, ColorScheme.LIGHT);
    page = reader.page();
  }

  @AfterEach
  void close() {
    // There is none where there is no browser.
    if (reader != null) {
      reader.close();
    }
    server.dropDatabase(database);
  }

  @Test
  void leadsFromAConnectionToAReviewedScript() {
    connect("<b>shop</b> " + UUID.randomUUID());

    button("Verify").click();
    assertThat(page.locator("#main")).containsText("PostgreSQL");
    assertThat(page.locator("#main")).containsText("answers to");
    button("Read the schema").click();
    assertThat(page.locator("#main")).containsText("Snapshot 1 is new.");

    page.getByRole(AriaRole.LINK, named("Snapshot 1")).click();
    assertThat(heading()).hasText("Snapshot 1");
    page.getByText("public.orders", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.getByRole(AriaRole.REGION, named("Columns of orders"))).containsText("status");
    assertThat(page.locator("#main")).containsText("<img src=x");
    page.getByRole(AriaRole.LINK, named("customers")).click();
    assertThat(page.locator("details.object")).hasCount(1);

    page.getByRole(AriaRole.LINK, named("Ask for a script")).click();
    field("What should the script do?").fill("show the latest 5 orders");
    page.keyboard().press("Control+Enter");
    assertThat(heading()).hasText("show the latest 5 orders");
    assertThat(page.getByRole(AriaRole.LIST, named("Script"))).containsText("LIMIT 5");
    assertThat(page.locator("#main")).containsText("Pass:");

    field("Decision").selectOption("edited");
    Locator script = field("Final script");
    script.fill("SELECT id, staus FROM orders\nLIMIT 7;");
    assertThat(page.locator("#main")).containsText("Fail: the server would refuse this script.");
    page.getByRole(AriaRole.LINK, named("line 1")).click();
    assertThat(script).isFocused();
    script.fill("SELECT id, status FROM orders\nORDER BY id\nLIMIT 7;");
    assertThat(page.locator("#main form")).not().containsText("Fail:");
    field("Your name").fill("alice");
    field("Note").fill("seven will do");
    button("Save the review").click();
    assertThat(page.locator(".review")).containsText("alice (as claimed)");
    assertThat(page.locator(".review")).containsText("seven will do");
    assertThat(page.getByRole(AriaRole.LIST, named("Script"))).containsText("LIMIT 7");
    assertThat(page.locator(".review td.added").last()).containsText("LIMIT 7");
    assertThat(reader.complaints()).isEmpty();
    assertThat(reader.stored()).isEmpty();
  }

  @Test
  void findsDraftsByFiltersThatTheAddressHolds() {
    connect("filters " + UUID.randomUUID());
    button("Read the schema").click();
    assertThat(page.locator("#main")).containsText("Snapshot 1 is new.");
    String word = "w" + UUID.randomUUID().toString().substring(0, 8);
    page.getByRole(AriaRole.LINK, named("Ask for a script")).click();
    field("What should the script do?").fill("how many " + word + " are there");
    button("Draft it").click();
    assertThat(page.getByRole(AriaRole.HEADING, named("Questions"))).isVisible();

    page.getByRole(AriaRole.NAVIGATION).getByText("History").click();
    field("Words of the request").fill(word);
    assertThat(page.locator("tbody tr")).hasCount(1);
    assertThat(page).hasURL(Pattern.compile(".*/ui/history\\?q=" + word));
    page.reload();
    assertThat(page.locator("tbody tr")).hasCount(1);
    field("State").selectOption("completed");
    assertThat(page.locator("#main")).containsText("Nothing is like that.");
    page.goBack();
    assertThat(page.getByRole(AriaRole.HEADING, named("Questions"))).isVisible();
    assertThat(reader.complaints()).isEmpty();
  }

  @Test
  void answersAQuestionInPlace() {
    connect("answers " + UUID.randomUUID());
    button("Read the schema").click();
    assertThat(page.locator("#main")).containsText("Snapshot 1 is new.");
    page.getByRole(AriaRole.LINK, named("Ask for a script")).click();
    field("What should the script do?").fill("show orders sorted by gizmo");
    button("Draft it").click();
    assertThat(page.getByRole(AriaRole.HEADING, named("Questions"))).isVisible();
    button("Draft it with these answers").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Answer one of the questions");

    page.locator("#answer-q1").fill("status");
    button("Draft it with these answers").click();
    assertThat(page.getByRole(AriaRole.LIST, named("Script"))).containsText("ORDER BY status");
    assertThat(page.locator("#main")).containsText("→ status");
    page.getByRole(AriaRole.LINK, named("what was asked back")).click();
    assertThat(page.locator("#main")).containsText("Answered in draft 1");
    assertThat(reader.complaints()).isEmpty();
  }

  @Test
  void explainsAWordOfTheTeam() {
    connect("words " + UUID.randomUUID());
    button("Read the schema").click();
    assertThat(page.locator("#main")).containsText("Snapshot 1 is new.");
    field("Word").fill("<i>gizmos</i>");
    field("Name or expression").fill("orders");
    button("Add the word").click();
    Locator words = page.getByRole(AriaRole.REGION, named("Explained words"));
    assertThat(words.locator("tbody tr")).hasCount(1);
    assertThat(words).containsText("<i>gizmos</i>");
    field("Word").fill("lost");
    field("Means").selectOption("value");
    field("Name or expression").fill("orders.nothing");
    field("Value").fill("x");
    button("Add the word").click();
    assertThat(words).containsText("orders.nothing = 'x'");
    assertThat(page.locator("#main")).containsText("lost: orders has no column nothing.");

    page.reload();
    assertThat(words.locator("tbody tr")).hasCount(2);
    button("Remove").first().click();
    assertThat(words.locator("tbody tr")).hasCount(1);
    assertThat(reader.complaints()).isEmpty();
  }

  @Test
  void checksAScriptWhileItIsTyped() {
    reader.visit("/ui/playground");
    field("Check against").selectOption("postgresql");
    assertThat(field("Script")).isEditable();
    field("Script").fill("DELETE FROM t;\nSELEC 1;");
    assertThat(page.locator("#main")).containsText("delete_without_where");
    assertThat(page.locator("#main")).containsText("syntax-error");
    assertThat(reader.complaints()).isEmpty();
  }

  @Test
  void isUsableWithTheKeyboardAlone() {
    reader.visit("/ui/");
    assertThat(heading()).hasText("Start");
    page.keyboard().press("Tab");
    assertThat(page.getByText("Skip to the content")).isFocused();
    page.keyboard().press("?");
    assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.getByRole(AriaRole.DIALOG)).not().isVisible();
    page.keyboard().press("h");
    assertThat(heading()).hasText("History");
    assertThat(heading()).isFocused();
    page.keyboard().press("/");
    assertThat(field("Words of the request")).isFocused();
    page.keyboard().type("n");
    assertThat(heading()).hasText("History");
  }

  @ParameterizedTest
  @CsvSource({"360, LIGHT", "360, DARK", "1600, LIGHT", "1600, DARK"})
  void fitsTheWindowAndCanBeRead(int width, ColorScheme scheme) {
    connect("readable " + UUID.randomUUID());
    String connection = page.url();
    try (PageReader other = PageReader.open(width, scheme)) {
      for (String path :
          List.of(
              "/ui/",
              "/ui/connections",
              connection,
              "/ui/ask",
              "/ui/history",
              "/ui/audit",
              "/ui/playground")) {
        other.visit(path);
        assertThat(other.page().locator("#main")).not().hasAttribute("aria-busy", "true");
        assertThat(other.page().locator("h1")).isVisible();
        assertThat(other.isWiderThanTheWindow()).as(path).isFalse();
        assertThat(other.lowContrast()).as(path).isEmpty();
        assertThat(other.complaints()).as(path).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ui/",
        "/ui",
        "/ui/history?q=a",
        "/ui/drafts/00000000-0000-0000-0000-000000000000"
      })
  void everyAddressIsAPageOfItsOwnWithAPolicy(String path) {
    Response response = reader.visit(path);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().get("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.locator("h1")).isVisible();
  }

  @Test
  void theFirstAddressLeadsToThePages() {
    reader.visit("/");

    assertThat(page).hasURL(Pattern.compile(".*/ui/"));
    assertThat(heading()).hasText("Start");
  }

  @Test
  void saysWhatTheServiceHasNot() {
    reader.visit("/ui/drafts/00000000-0000-0000-0000-000000000000");

    assertThat(page.locator("#main")).containsText("HTTP 404");
    assertThat(button("Try again")).isVisible();
  }

  private void connect(String name) {
    Login login = server.createReadOnlyUser(database);
    reader.visit("/ui/connections");
    field("Name").fill(name);
    field("Server").selectOption(server.dialect());
    field("Host").fill(server.host());
    field("Port").fill(String.valueOf(server.port()));
    field("Database").fill(database);
    field("Account").fill(login.user());
    field("Password").fill(login.password());
    button("Connect").click();
    assertThat(heading()).hasText(name);
  }

  private Locator heading() {
    return page.locator("h1");
  }

  private Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
