package dev.dbsa.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class CheckCommandTest {
  private static final String TABLE =
      "CREATE TABLE customers (id bigint PRIMARY KEY, last_name text);\n";
  private static final String WRONG = "SELECT c.lastname\nFROM customers c\nWHERE c.id = 1;\n";

  @TempDir Path directory;
  private CliHarness cli;

  @BeforeEach
  void start() {
    cli = new CliHarness(directory);
  }

  private void file(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private int check(String... arguments) {
    return cli.run(List.of("check", "--dialect", "postgresql"), arguments);
  }

  private List<String> files() {
    List<String> names = new ArrayList<>();
    cli.json().path("files").forEach(file -> names.add(file.path("file").asText()));
    return names;
  }

  @Test
  void showsTheLineAndAMarkBelowThePlace() throws IOException {
    file("m/V1__table.sql", TABLE);
    file("m/V2__query.sql", WRONG);

    assertThat(check("--new-database", "m")).isEqualTo(1);
    assertThat(cli.out())
        .isEqualTo(
            """
            m/V2__query.sql:1:10: error: c (table customers) has no column lastname \
            [unknown-column]
                1 | SELECT c.lastname
                  |          ^
              hint: Did you mean last_name?
            2 files checked: 1 error; 1 failed.
            """);
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void whatPassesIsToldInOneLine() throws IOException {
    file("a.sql", TABLE);

    assertThat(check("--new-database", "a.sql")).isZero();
    assertThat(cli.out()).isEqualTo("1 file checked: nothing found.\n");
  }

  @Test
  void withoutASchemaNamesAreNotLookedUpAndThatIsSaid() throws IOException {
    file("a.sql", WRONG);

    assertThat(check("a.sql")).isZero();
    assertThat(cli.out()).contains("not checked: Whether the names exist");
  }

  @Test
  void aSchemaIsWhatTheFirstFileFinds() throws IOException {
    file("schema.sql", TABLE);
    file("a.sql", WRONG);

    assertThat(check("--schema", "schema.sql", "a.sql")).isEqualTo(1);
    assertThat(cli.out()).contains("unknown-column").doesNotContain("schema.sql");
  }

  @Test
  void aSchemaThatTheServerRefusesIsWrongUsage() throws IOException {
    file("schema.sql", TABLE + TABLE);
    file("a.sql", WRONG);

    assertThat(check("--schema", "schema.sql", "a.sql")).isEqualTo(2);
    assertThat(cli.err()).contains("schema.sql:2:14").contains("object-exists");
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void foldersAreReadInTheOrderOfTheirNumbersAndForwardsOnly() throws IOException {
    file("m/V10__c.sql", "SELECT 1;");
    file("m/V2__b.sql", "SELECT 1;");
    file("m/V2__b.down.sql", "SELECT 1;");
    file("m/U2__b.sql", "SELECT 1;");
    file("m/R__views.sql", "SELECT 1;");
    file("m/notes.txt", "SELECT 1;");
    file("m/.git/x.sql", "SELECT 1;");
    file("m/0001_init/up.sql", "SELECT 1;");
    file("m/0001_init/down.sql", "SELECT 1;");

    assertThat(check("--output", "json", "m")).isZero();
    assertThat(files())
        .containsExactly("m/0001_init/up.sql", "m/V2__b.sql", "m/V10__c.sql", "m/R__views.sql");
  }

  @Test
  void patternsAndFilesAreTakenInTheirOrderAndOnce() throws IOException {
    file("m/b.sql", "SELECT 1;");
    file("m/deep/a.sql", "SELECT 1;");
    file("first.sql", "SELECT 1;");
    file("m/x.down.sql", "SELECT 1;");

    check("--output", "json", "m/x.down.sql", "first.sql", "m/**/[ab].sql", "first.sql");

    assertThat(files()).containsExactly("m/x.down.sql", "first.sql", "m/b.sql", "m/deep/a.sql");
  }

  @Test
  void standardInputHasTheNameThatItIsGiven() {
    cli.standardInput("SELECT 1 FROM WHERE;");

    assertThat(check("--stdin-filename", "src/q.sql", "-")).isEqualTo(1);
    assertThat(cli.out()).startsWith("src/q.sql:1:15: error:");
  }

  @ParameterizedTest
  @CsvSource({"error,0", "warning,1", "risk:critical,0", "risk:high,1", "risk:low,1", "never,0"})
  void theThresholdDecidesWhatFails(String threshold, int exitCode) throws IOException {
    file("schema.sql", TABLE);
    file("a.sql", "UPDATE customers SET last_name = 'x';\n");
    file("b.sql", "-- nothing yet\n");

    assertThat(check("--schema", "schema.sql", "--fail-on", threshold, "a.sql", "b.sql"))
        .isEqualTo(exitCode);
  }

  @Test
  void errorsFailAlsoWhereTheThresholdIsARisk() throws IOException {
    file("a.sql", "SELECT 1 FROM WHERE;");

    assertThat(check("--fail-on", "risk:critical", "a.sql")).isEqualTo(1);
    assertThat(check("--fail-on", "never", "a.sql")).isZero();
  }

  @Test
  void aRiskThatTheScriptPassesOverDoesNotFail() throws IOException {
    file("a.sql", "-- dbsa:ignore delete_without_where rebuilt every night\nDELETE FROM t;\n");

    assertThat(check("--fail-on", "risk:low", "a.sql")).isZero();
    assertThat(cli.out()).contains("passed over: rebuilt every night");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check --dialect postgresql",
        "check --dialect postgresql nothing.sql",
        "check --dialect postgresql nothing*.sql",
        "check --dialect postgresql empty",
        "check --dialect oracle a.sql",
        "check --dialect postgresql:new a.sql",
        "check a.sql",
        "check --dialect postgresql --output html a.sql",
        "check --dialect postgresql --fail-on risk a.sql",
        "check --dialect postgresql --new-database --schema a.sql a.sql",
        "check --dialect postgresql binary.sql",
        "check --dialect postgresql latin1.sql"
      })
  void wrongUsageAndUnreadableFilesExitWithTwo(String arguments) throws IOException {
    file("a.sql", "SELECT 1;");
    file("binary.sql", "SELECT \0;");
    Files.write(directory.resolve("latin1.sql"), new byte[] {'-', '-', (byte) 0xE4});
    Files.createDirectories(directory.resolve("empty"));

    assertThat(cli.run(arguments.split(" "))).isEqualTo(2);
    String[] words = arguments.split(" ");
    assertThat(cli.err()).startsWith("dbsa check: ").contains("Try 'dbsa check --help'.");
    if (words[words.length - 1].matches("(nothing|empty|binary|latin).*")) {
      assertThat(cli.err()).contains(words[words.length - 1]);
    }
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void byteOrderMarksCarriageReturnsAndEmptyFilesAreNoErrors() throws IOException {
    file("a.sql", "\uFEFFSELECT 1;\r\n\r\nSELECT 2 FROM WHERE;\r\n");
    file("b.sql", "");
    file("c.sql", "SELECT 'größer 😀' FROM WHERE;");

    assertThat(check("a.sql", "b.sql", "c.sql")).isEqualTo(1);
    assertThat(cli.out())
        .contains("a.sql:3:15: error")
        .contains("    3 | SELECT 2 FROM WHERE;\n")
        .contains("b.sql:1:1: warning")
        .contains("c.sql:1:25: error");
  }

  @Test
  void whatSteersATerminalIsShownAsAnEscape() throws IOException {
    file("a.sql", "SELECT \u001B[31m FROM WHERE;");

    check("a.sql");
    assertThat(cli.out()).contains("\\u001b").doesNotContain("\u001B");
  }

  @Test
  void aTerminalHasColoursAndProgressAndAPipeHasNone() throws IOException {
    file("a.sql", "SELECT 1 FROM WHERE;");

    check("a.sql");
    assertThat(cli.out() + cli.err()).doesNotContain("\u001B");
    cli.onTerminal();
    check("a.sql");
    assertThat(cli.out()).contains("\u001B[31merror");
    assertThat(cli.err()).contains("checking 1/1");
    cli.variable("NO_COLOR", "1");
    check("a.sql");
    assertThat(cli.out()).doesNotContain("\u001B");
  }

  @Test
  void jsonHasTheFieldsOfTheApi() throws IOException {
    file("schema.sql", TABLE);
    file("a.sql", WRONG);

    check("--schema", "schema.sql", "--output", "json", "a.sql");
    JsonNode report = cli.json();
    assertThat(report.path("lint_status").asText()).isEqualTo("fail");
    assertThat(report.path("failed").asBoolean()).isTrue();
    assertThat(report.at("/summary/errors").asInt()).isEqualTo(1);
    JsonNode finding = report.at("/files/0/validation/findings/0");
    assertThat(finding.path("rule").asText()).isEqualTo("unknown-column");
    assertThat(finding.path("line").asInt()).isEqualTo(1);
    assertThat(finding.path("column").asInt()).isEqualTo(10);
    assertThat(report.at("/files/0/impacted_objects/0/name").asText()).isEqualTo("customers");
    String first = cli.out();
    check("--schema", "schema.sql", "--output", "json", "a.sql");
    assertThat(cli.out()).isEqualTo(first);
  }

  @Test
  void sarifHasTheRulesAndFixesWhereAReplacementIsKnown() throws IOException {
    file("schema.sql", TABLE);
    file("dir with space/ä.sql", WRONG + "UPDATE customers SET last_name = '';\n");

    check("--schema", "schema.sql", "--output", "sarif", "dir with space");
    JsonNode run = cli.json().at("/runs/0");
    assertThat(cli.json().path("version").asText()).isEqualTo("2.1.0");
    JsonNode result = run.at("/results/0");
    int index = result.path("ruleIndex").asInt();
    assertThat(run.at("/tool/driver/rules").get(index).path("id").asText())
        .isEqualTo(result.path("ruleId").asText())
        .isEqualTo("unknown-column");
    assertThat(result.path("level").asText()).isEqualTo("error");
    assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("dir%20with%20space/%C3%A4.sql");
    JsonNode replacement = result.at("/fixes/0/artifactChanges/0/replacements/0");
    assertThat(replacement.at("/deletedRegion/startColumn").asInt()).isEqualTo(10);
    assertThat(replacement.at("/deletedRegion/endColumn").asInt()).isEqualTo(18);
    assertThat(replacement.at("/insertedContent/text").asText()).isEqualTo("last_name");
    assertThat(run.at("/results/1/level").asText()).isEqualTo("warning");
    assertThat(run.at("/results/1/properties/riskLevel").asText()).isEqualTo("high");
  }

  @Test
  void githubAnnotationsAreEscaped() throws IOException {
    file("schema.sql", TABLE);
    file("a,b.sql", WRONG);

    check("--schema", "schema.sql", "--output", "github", "a,b.sql");
    assertThat(cli.out())
        .startsWith(
            "::error file=a%2Cb.sql,line=1,col=10,title=unknown-column (error)::c (table customers)"
                + " has no column lastname. Did you mean last_name?\n");
  }

  @Test
  void gitlabIssuesKeepTheirFingerprintsWhereLinesAreAdded() throws IOException {
    file("schema.sql", TABLE);
    file("a.sql", WRONG + WRONG);
    check("--schema", "schema.sql", "--output", "gitlab", "a.sql");
    JsonNode before = cli.json();
    file("a.sql", "\n\n" + WRONG + WRONG);
    check("--schema", "schema.sql", "--output", "gitlab", "a.sql");
    JsonNode after = cli.json();

    assertThat(before.at("/0/check_name").asText()).isEqualTo("unknown-column");
    assertThat(before.at("/0/severity").asText()).isEqualTo("critical");
    assertThat(before.at("/0/location/path").asText()).isEqualTo("a.sql");
    assertThat(before.at("/0/fingerprint")).isEqualTo(after.at("/0/fingerprint"));
    assertThat(before.at("/1/fingerprint")).isEqualTo(after.at("/1/fingerprint"));
    assertThat(before.at("/0/fingerprint")).isNotEqualTo(before.at("/1/fingerprint"));
    assertThat(before.at("/0/location/lines/begin").asInt()).isEqualTo(1);
    assertThat(after.at("/0/location/lines/begin").asInt()).isEqualTo(3);
  }

  @Test
  void junitHasACaseForEachFile() throws Exception {
    file("good.sql", "SELECT 1;");
    file("bad<&>.sql", "SELECT '<&>\u0007' FROM WHERE;");

    check("--output", "junit", "good.sql", "bad<&>.sql");
    Element suites =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(cli.out().getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    assertThat(suites.getAttribute("tests")).isEqualTo("2");
    assertThat(suites.getAttribute("failures")).isEqualTo("1");
    Element bad = (Element) suites.getElementsByTagName("testcase").item(1);
    assertThat(bad.getAttribute("name")).isEqualTo("bad<&>.sql");
    assertThat(bad.getElementsByTagName("failure").item(0).getTextContent())
        .contains("syntax-error");
  }

  @Test
  void onlyWhatABranchAddsIsReported() throws Exception {
    TestGit.run(directory, "init", "-q", "-b", "main");
    file("m/V1__table.sql", TABLE + "DELETE FROM customers;\n");
    TestGit.run(directory, "add", ".");
    TestGit.run(directory, "commit", "-q", "-m", "first");
    TestGit.run(directory, "switch", "-q", "-c", "change");
    file("m/V2__ü.sql", "SELECT last_name FROM customers WHERE id = 1;");
    TestGit.run(directory, "add", ".");
    TestGit.run(directory, "commit", "-q", "-m", "second");
    file("m/V3__query.sql", WRONG);

    assertThat(check("--new-database", "--base", "main", "--output", "json", "m")).isEqualTo(1);
    assertThat(files()).containsExactly("m/V2__ü.sql", "m/V3__query.sql");
    assertThat(cli.json().at("/files/0/failed").asBoolean()).isFalse();
    assertThat(cli.json().at("/files/1/validation/findings/0/rule").asText())
        .isEqualTo("unknown-column");
    assertThat(check("--base", "nowhere", "m")).isEqualTo(2);
    assertThat(cli.err()).contains("nowhere");
    assertThat(check("--base", "--output=x", "m")).isEqualTo(2);
  }

  @Test
  void tenThousandFilesAreOneHistory() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      file("m/V" + i + ".sql", "CREATE TABLE t" + i + " (id int PRIMARY KEY);\n");
    }
    file("m/V10000.sql", "SELECT id FROM t9999;\nSELECT id FROM t10000;\n");

    assertThat(check("--new-database", "m")).isEqualTo(1);
    assertThat(cli.out()).contains("V10000.sql:2:").contains("10001 files checked: 1 error");
  }

  @Test
  void explainPrintsTheRulesPageAndNamesNearOnes() {
    assertThat(cli.run("explain", "drop-column")).isZero();
    assertThat(cli.out()).startsWith("### `drop_column`").contains("DROP COLUMN note");

    assertThat(cli.run("explain", "drop-colum")).isEqualTo(2);
    assertThat(cli.err()).contains("there is no rule drop-colum; did you mean drop_column?");

    assertThat(cli.run("explain")).isZero();
    assertThat(cli.out()).contains("Syntax").contains("unknown-table").contains("drop_column");
  }

  @Test
  void aSnapshotMayBeThatOfAService() throws IOException {
    String connection = "00000000-0000-4000-8000-00000000000a";
    String snapshot = "0f8fad5b-d9cb-469f-a165-70867728950e";
    byte[] bytes = CliHarness.shop();
    file("a.sql", "SELECT id, totl FROM orders;");
    file("token.txt", "t0ken-of-the-service");
    try (StubService service = new StubService()) {
      service.on(
          "GET /api/connections",
          200,
          "{\"items\":[{\"connection_id\":\"" + connection + "\",\"name\":\"my shop\"}]}");
      service.on(
          "GET /api/connections/" + connection + "/snapshots",
          200,
          "{\"items\":[{\"snapshot_id\":\"" + snapshot + "\"}]}");
      service.answers("GET /api/snapshots/" + snapshot + "/file", 200, bytes);
      service.answers("GET /files/shop.dbsa-snapshot?v=1", 200, bytes);
      service.on("GET /api/connections/" + snapshot + "/snapshots", 404, "{\"detail\":\"gone\"}");
      String url = service.url();
      cli.variable("APP_API_BASE_URL", url).variable("APP_INTERNAL_API_TOKEN", "t0ken");

      for (String path :
          List.of(
              "/api/connections/my%20shop",
              "/api/snapshots/" + snapshot,
              "/ui/snapshots/" + snapshot,
              "/api/snapshots/" + snapshot + "/file",
              "/files/shop.dbsa-snapshot?v=1")) {
        assertThat(cli.run("check", "--snapshot", url + path, "--token-file", "token.txt", "a.sql"))
            .isEqualTo(1);
        assertThat(cli.out()).contains("unknown-column");
      }
      assertThat(service.received)
          .allMatch(r -> "t0ken-of-the-service".equals(r.headers().getFirst("X-Internal-Token")));
      assertThat(cli.run("check", "--snapshot", url + "/api/connections/shp", "a.sql"))
          .isEqualTo(2);
      assertThat(cli.err()).contains("there is no connection shp; there is my shop");
      assertThat(cli.run("check", "--snapshot", url + "/api/connections/" + snapshot, "a.sql"))
          .isEqualTo(2);
      assertThat(cli.err()).contains("HTTP 404: gone");
    }
  }

  @Test
  void noOtherServerIsToldASecret() throws IOException {
    byte[] bytes = CliHarness.shop();
    file("a.sql", "SELECT id FROM orders WHERE id = 1;");
    file("token.txt", "t0ken-of-the-service");
    try (StubService other = new StubService()) {
      other.answers("GET /shop.dbsa-snapshot", 200, bytes);
      other.on("GET /moved", 302, "text/plain", "", Map.of("Location", "/shop.dbsa-snapshot"));
      cli.variable("APP_API_BASE_URL", "https://dbsa.example")
          .variable("APP_AUTH_ENABLED", "true")
          .variable("APP_INTERNAL_API_TOKEN", "t0ken");
      String url = other.url() + "/shop.dbsa-snapshot";

      assertThat(cli.run("check", "--snapshot", url, "a.sql")).isZero();
      assertThat(other.only().headers().getFirst("X-Internal-Token")).isNull();
      assertThat(cli.run("check", "--snapshot", url, "--token-file", "token.txt", "a.sql"))
          .isEqualTo(2);
      assertThat(cli.err()).contains("credentials are sent to the service at --base-url alone");
      assertThat(cli.run("check", "--snapshot", other.url() + "/moved", "a.sql")).isEqualTo(2);
    }
    assertThat(cli.run("check", "--snapshot", "http://127.0.0.1:1/x", "a.sql")).isEqualTo(3);
    assertThat(cli.run("check", "--snapshot", "https://me:hunter2@host/x", "a.sql")).isEqualTo(2);
    assertThat(cli.err()).doesNotContain("hunter2");
  }
}
