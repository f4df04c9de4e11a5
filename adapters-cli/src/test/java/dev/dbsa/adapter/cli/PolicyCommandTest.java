package dev.dbsa.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dbsa check} by a policy, and {@code dbsa policy}. */
class PolicyCommandTest {
  private static final String FORBIDS = "[rules]\ndrop_table = \"error\"\n";
  private static final String MAKES = "CREATE TABLE t (id int PRIMARY KEY);\n";

  @TempDir Path directory;
  private CliHarness cli;

  @BeforeEach
  void start() throws IOException {
    cli = new CliHarness(directory);
    file("m/V1.sql", MAKES);
    file("m/V2.sql", "DROP TABLE t;\n");
  }

  private void file(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private int check(String... more) {
    return cli.run(List.of("check", "--dialect", "postgresql", "--new-database", "m"), more);
  }

  @Test
  void theNearestPolicyHolds() throws IOException {
    assertThat(check()).isZero();

    file(".dbsa.toml", FORBIDS);
    assertThat(check()).isEqualTo(1);
    assertThat(cli.out())
        .contains("m/V2.sql:1:12: error: The policy forbids drop_table: ")
        .contains("[policy-risk]")
        .contains("policy: .dbsa.toml");
    assertThat(check("--output", "json")).isEqualTo(1);
    assertThat(cli.json().path("policy").asText()).isEqualTo(".dbsa.toml");
    assertThat(check("--no-policy")).isZero();
    assertThat(cli.out()).doesNotContain("policy");
  }

  @Test
  void itIsLookedForUpwardsAsFarAsTheRepositoryGoes() throws IOException {
    file(".dbsa.toml", FORBIDS);
    file("project/m/V1.sql", MAKES);
    file("project/m/V2.sql", "DROP TABLE t;\n");
    CliHarness below = new CliHarness(directory.resolve("project"));
    String[] arguments = {"check", "--dialect", "postgresql", "--new-database", "m"};

    assertThat(below.run(arguments)).isEqualTo(1);
    assertThat(below.out()).contains("policy: ../.dbsa.toml");

    Files.createDirectory(directory.resolve("project/.git"));
    assertThat(below.run(arguments)).isZero();
  }

  @Test
  void pathsAreThoseOfThePolicysFolder() throws IOException {
    file(
        "rules/team.toml",
        FORBIDS + "[[paths]]\nmatch = 'm/**'\n[paths.rules]\ndrop_table = 'off'\n");
    assertThat(check("--policy", "rules/team.toml")).isEqualTo(1);

    file("team.toml", FORBIDS + "[[paths]]\nmatch = 'm/**'\n[paths.rules]\ndrop_table = 'off'\n");
    assertThat(check("--policy", "team.toml")).isZero();
    assertThat(cli.out()).contains("(passed over: The policy turns this rule off.)");
  }

  @Test
  void aWrongPolicyIsWrongUsage() throws IOException {
    file(".dbsa.toml", "[rules]\ndrop_tabel = 'off'\n[size]\nsmall = 3\n");

    assertThat(check()).isEqualTo(2);
    assertThat(cli.err())
        .contains("the policy .dbsa.toml is wrong:")
        .contains("  rules.drop_tabel: there is no such rule; did you mean drop_table")
        .contains("  size: there is no such key; did you mean sizes?");
    assertThat(cli.run("policy", "check")).isEqualTo(2);
    assertThat(check("--policy", "none.toml")).isEqualTo(2);
    assertThat(cli.err()).contains("the policy none.toml cannot be read");
    assertThat(check("--policy", ".dbsa.toml", "--no-policy")).isEqualTo(2);
  }

  @Test
  void aPolicyIsCheckedAlone() throws IOException {
    assertThat(cli.run("policy", "check")).isEqualTo(1);
    file("a.toml", FORBIDS);
    assertThat(cli.run("policy", "check", "a.toml")).isZero();
    assertThat(cli.out()).contains("The policy a.toml is sound.");
    assertThat(cli.run("policy")).isEqualTo(2);
  }

  @Test
  void aTestTellsWhatAChangeChanges() throws IOException {
    file("old.toml", "[rules]\nmissing-primary-key = 'error'\n");
    file(".dbsa.toml", FORBIDS);
    String[] arguments = {
      "policy", "test", "--dialect", "postgresql", "--new-database", "--against", "old.toml", "m"
    };

    assertThat(cli.run(arguments)).isEqualTo(1);
    assertThat(cli.out())
        .contains("m/V2.sql: pass → fail")
        .contains("  + 1:12: error: The policy forbids drop_table: ")
        .contains("2 scripts: 1 told otherwise; 1 fail now, 0 fail no more.");

    file(".dbsa.toml", "[rules]\nselect-star = 'off'\n");
    assertThat(cli.run(arguments)).isZero();
    assertThat(cli.out()).contains("2 scripts: 0 told otherwise");
  }

  @Test
  void aTestTellsItToProgramsToo() throws IOException {
    file(".dbsa.toml", FORBIDS);

    assertThat(
            cli.run(
                "policy",
                "test",
                "--dialect",
                "postgresql",
                "--new-database",
                "--output",
                "json",
                "m"))
        .isEqualTo(1);
    assertThat(cli.json().path("fail_now").asInt()).isEqualTo(1);
    JsonNode change = cli.json().path("changed").path(0);
    assertThat(change.path("script").asText()).isEqualTo("m/V2.sql");
    assertThat(change.path("lint_status_before").asText()).isEqualTo("pass");
    assertThat(change.path("lint_status_after").asText()).isEqualTo("fail");
    assertThat(change.path("come").path(0).asText()).contains("policy-risk");
  }

  @Test
  void theHistoryOfAServiceIsChecked() throws IOException {
    String id = "9b3f7d2d-7d4d-4d5d-a7d0-2cccb9155d3d";
    String snapshot = "0f8fad5b-d9cb-469f-a165-70867728950e";
    file(".dbsa.toml", FORBIDS);
    try (StubService service = new StubService()) {
      service.on(
          "GET /api/history?latest_status=completed&page_size=100&page=1",
          200,
          "{\"items\":[{\"request_id\":\"" + id + "\"}]}");
      service.on(
          "GET /api/history/" + id, 429, "application/json", "{}", Map.of("Retry-After", "3"));
      service.on(
          "GET /api/history/" + id,
          200,
          "{\"request_text\":\"drop it\",\"effective_script_text\":\"DROP TABLE order_items;\"}");
      service.on(
          "GET /api/generations/" + id + "/status", 200, "{\"snapshot_id\":\"" + snapshot + "\"}");
      service.answers("GET /api/snapshots/" + snapshot + "/file", 200, CliHarness.shop());

      assertThat(cli.run("policy", "test", "--history", "--base-url", service.url())).isEqualTo(1);
      assertThat(cli.out()).contains(id + " drop it: pass → fail");
    }
    assertThat(cli.run("policy", "test", "--history", "m")).isEqualTo(2);
    assertThat(cli.run("policy", "test")).isEqualTo(2);
    assertThat(cli.run("policy", "test", "--connection", "shop", "m")).isEqualTo(2);
  }

  @Test
  void theOlderPolicyMayBeThatOfAnotherBranch() throws Exception {
    file(".dbsa.toml", "[rules]\nselect-star = 'off'\n");
    TestGit.run(directory, "init", "-q");
    TestGit.run(directory, "add", ".");
    TestGit.run(directory, "commit", "-qm", "one");
    file(".dbsa.toml", FORBIDS);
    String[] arguments = {
      "policy", "test", "--base", "HEAD", "--dialect", "postgresql", "--new-database", "m"
    };

    assertThat(cli.run(arguments)).isEqualTo(1);
    assertThat(cli.out()).contains("m/V2.sql: pass → fail");
    arguments[3] = "nowhere";
    assertThat(cli.run(arguments)).isEqualTo(2);
    assertThat(cli.err()).contains("--base: ");
  }
}
