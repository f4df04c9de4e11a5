package dev.dbsa.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbsa.adapter.cli.text.Json;
import dev.dbsa.adapter.persistence.PackedSnapshotFiles;
import dev.dbsa.domain.digest.Sha256;
import dev.dbsa.testing.Shop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code dbsa check --sign} and {@code dbsa verify}. */
class PassportTest {
  private static final String ID = "9b3f7d2d-7d4d-4d5d-a7d0-2cccb9155d3d";
  private static final String SCRIPT = "SELECT id FROM orders WHERE id = 1;\n";

  @TempDir Path directory;
  private CliHarness cli;

  @BeforeEach
  void start() throws Exception {
    cli = new CliHarness(directory);
    TestKeys.write(directory, "team");
    file("a.sql", SCRIPT);
    Files.write(
        directory.resolve("shop.dbsa-snapshot"),
        new PackedSnapshotFiles()
            .write(Shop.postgresql(), Instant.ofEpochSecond(1713772800L - 3600)));
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private int sign(String... more) {
    return cli.run(
        List.of("check", "--snapshot", "shop.dbsa-snapshot", "--sign", "team.pem", "a.sql"), more);
  }

  private int verify(String... more) {
    return cli.run(List.of("verify", "dbsa-passport.json", "--key", "team.pub"), more);
  }

  @Test
  void aPassportTellsWhatWasCheckedAgainstWhat() throws IOException {
    file(".dbsa.toml", "[rules]\nselect-star = 'off'\n");
    assertThat(sign("--fail-on", "risk:high")).isZero();

    assertThat(verify("--print", "a.sql")).isZero();
    JsonNode passport = cli.json();
    assertThat(passport.path("format").asText()).isEqualTo("dbsa-passport-1");
    assertThat(passport.path("created_at").asText()).isEqualTo("2024-04-22T08:00:00Z");
    assertThat(passport.path("passed").asBoolean()).isTrue();
    assertThat(passport.path("fail_on").path(0).asText()).isEqualTo("risk:high");
    assertThat(passport.path("engine").path("product").asText()).isEqualTo("PostgreSQL");
    assertThat(passport.path("rules_sha256").asText()).hasSize(64);
    assertThat(passport.path("policy").path("file").asText()).isEqualTo(".dbsa.toml");
    assertThat(passport.path("snapshot").path("age_seconds").asInt()).isEqualTo(3600);
    assertThat(passport.path("snapshot").path("sha256").asText())
        .isEqualTo(Sha256.hex(Files.readAllBytes(directory.resolve("shop.dbsa-snapshot"))));
    JsonNode checked = passport.path("files").path(0);
    assertThat(checked.path("file").asText()).isEqualTo("a.sql");
    assertThat(checked.path("sha256").asText()).isEqualTo(Sha256.hex(SCRIPT));
    assertThat(checked.path("lint_status").asText()).isEqualTo("pass");
  }

  @Test
  void whatIsDemandedIsHeldAgainstIt() throws IOException {
    assertThat(sign()).isZero();
    assertThat(verify("a.sql", "--snapshot", "shop.dbsa-snapshot", "--max-age", "1s")).isZero();

    file("b.sql", "DROP TABLE orders;");
    assertThat(verify("a.sql", "b.sql")).isEqualTo(1);
    assertThat(cli.err()).contains("b.sql is not a script that was checked, or was changed since");
    file("a.sql", SCRIPT + "-- more");
    assertThat(verify("a.sql")).isEqualTo(1);
    file("other", "x");
    assertThat(verify("--snapshot", "other")).isEqualTo(1);
    assertThat(cli.err()).contains("not checked against this snapshot");
    assertThat(verify("--require-review")).isEqualTo(1);
    assertThat(cli.err()).contains("nobody reviewed the script");
    assertThat(verify("--max-age", "5d")).isZero();
  }

  @Test
  void aFailedCheckMakesAPassportThatIsNoGood() throws IOException {
    file("a.sql", "SELECT nothing FROM orders;");
    assertThat(sign()).isEqualTo(1);
    assertThat(verify("a.sql")).isEqualTo(1);
    assertThat(cli.err()).contains("the check failed");
  }

  @Test
  void whatWasForgedIsRefused() throws Exception {
    assertThat(sign()).isZero();
    Path file = directory.resolve("dbsa-passport.json");
    ObjectNode envelope = (ObjectNode) Json.parse(Files.readAllBytes(file));
    String payload =
        new String(
            Base64.getDecoder().decode(envelope.path("payload").asText()), StandardCharsets.UTF_8);
    String forged = payload.replace(Sha256.hex(SCRIPT), Sha256.hex("DROP TABLE orders;"));
    assertThat(forged).isNotEqualTo(payload);
    envelope.put(
        "payload", Base64.getEncoder().encodeToString(forged.getBytes(StandardCharsets.UTF_8)));
    Files.write(file, Json.bytes(envelope));
    assertThat(verify("a.sql")).isEqualTo(1);
    assertThat(cli.err()).contains("is not signed by the given key, or was changed");

    assertThat(sign()).isZero();
    TestKeys.write(directory, "stranger");
    assertThat(cli.run("verify", "dbsa-passport.json", "--key", "stranger.pub", "a.sql"))
        .isEqualTo(1);
    assertThat(
            cli.run("verify", "dbsa-passport.json", "--key", "stranger.pub", "--key", "team.pub"))
        .isZero();
    file("dbsa-passport.json", "{}");
    assertThat(verify()).isEqualTo(1);
    assertThat(cli.err()).contains("is no passport that dbsa wrote");
  }

  @Test
  void aReviewIsBoundToTheScriptItIsAbout() throws IOException {
    try (StubService service = new StubService()) {
      String record =
          """
          {"effective_script_text": %s, "review_feedback": [
            {"review_status": "%s", "reviewer": "alice", "created_at": "2024-04-21T08:00:00.000000Z"}]}
          """;
      String script = "\"SELECT id FROM orders WHERE id = 1;\"";
      service.on("GET /api/history/" + ID, 200, record.formatted(script, "rejected"));
      service.on("GET /api/history/" + ID, 200, record.formatted("\"DROP TABLE t\"", "accepted"));
      service.on("GET /api/history/" + ID, 200, record.formatted(script, "accepted"));

      assertThat(sign("--review", ID, "--base-url", service.url())).isEqualTo(1);
      assertThat(cli.err()).contains("is rejected");
      assertThat(sign("--review", ID, "--base-url", service.url())).isEqualTo(1);
      assertThat(cli.err()).contains("not the script that was reviewed");
      assertThat(directory.resolve("dbsa-passport.json")).doesNotExist();
      assertThat(sign("--review", ID, "--base-url", service.url())).isZero();
    }
    assertThat(verify("--require-review", "--print", "a.sql")).isZero();
    assertThat(cli.json().path("review").path("reviewer").asText()).isEqualTo("alice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check --dialect mysql --passport p.json a.sql",
        "check --dialect mysql --sign team.pub a.sql",
        "check --dialect mysql --sign none.pem a.sql",
        "check --dialect mysql --sign team.pem --review 12 a.sql",
        "check --dialect mysql --sign team.pem --passport no/folder/p.json a.sql",
        "verify",
        "verify p.json",
        "verify p.json --key team.pem",
        "verify p.json --key team.pub",
        "verify a.sql --key team.pub --max-age soon",
        "verify a.sql --key team.pub none.sql"
      })
  void wrongUsageIsRefused(String arguments) {
    assertThat(cli.run(arguments.split(" "))).isEqualTo(2);
    assertThat(directory.resolve("p.json")).doesNotExist();
  }
}
