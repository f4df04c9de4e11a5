package dev.dbsa.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every command in docs/ci.md passes a good branch and fails a bad one, in a repository of git. */
class PipelineRecipesTest {
  private static final Path PAGE = Path.of("..", "docs", "ci.md");
  private static final Pattern COMMAND =
      Pattern.compile("\"\\$DBSA/dbsa\" (check (?:[^>'\\n\\\\]|\\\\\\n)+)");

  @TempDir Path directory;

  @BeforeEach
  void aRepositoryWithABranch() throws Exception {
    Files.createDirectories(directory.resolve("migrations"));
    TestKeys.write(directory, "dbsa-signing");
    TestGit.run(directory, "init", "-q", "-b", "main");
    Files.writeString(
        directory.resolve("migrations/V1__init.sql"), "CREATE TABLE t (id int PRIMARY KEY);\n");
    TestGit.run(directory, "add", ".");
    TestGit.run(directory, "commit", "-q", "-m", "first");
    TestGit.run(directory, "update-ref", "refs/remotes/origin/main", "main");
    TestGit.run(directory, "switch", "-q", "-c", "change");
  }

  @TestFactory
  List<DynamicTest> theCommandsDoWhatThePageSays() throws IOException {
    List<String> commands =
        COMMAND
            .matcher(Files.readString(PAGE))
            .results()
            .map(match -> match.group(1).replace("\\\n", " ").strip())
            .toList();
    assertThat(commands).hasSize(5);
    return commands.stream().map(c -> dynamicTest(c, () -> passesAndFails(c))).toList();
  }

  private String[] arguments(String command) {
    return Arrays.stream(command.split("\\s+"))
        .map(
            word ->
                word.replace("$RUNNER_TEMP", directory.toString())
                    .replace("$GITHUB_BASE_REF", "main")
                    .replace("$CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main")
                    .replace("\"", ""))
        .toArray(String[]::new);
  }

  private void passesAndFails(String command) throws IOException {
    String[] arguments = arguments(command);
    Path added = directory.resolve("migrations/V2__more.sql");
    CliHarness cli = new CliHarness(directory);

    Files.writeString(added, "ALTER TABLE t ADD COLUMN name text;\n");
    assertThat(cli.run(arguments)).as(cli.err()).isZero();
    Files.writeString(added, "ALTER TABLE u ADD COLUMN name text;\n");
    assertThat(cli.run(arguments)).isEqualTo(command.contains("--fail-on never") ? 0 : 1);
    assertThat(cli.out()).contains("V2__more.sql").contains("unknown-table");
  }

  @Test
  void aDeploymentVerifiesWhatThePipelineSigned() throws IOException {
    String page = Files.readString(PAGE).split("## A passport for the deployment")[1];
    Matcher command = Pattern.compile("\"\\$DBSA/dbsa\" (.+)").matcher(page);
    CliHarness cli = new CliHarness(directory);

    assertThat(command.find()).isTrue();
    assertThat(cli.run(arguments(command.group(1)))).as(cli.err()).isZero();
    assertThat(command.find()).isTrue();
    String[] verify = arguments(command.group(1));
    assertThat(verify).startsWith("verify", "dbsa-passport.json");
    assertThat(cli.run(verify)).as(cli.err()).isZero();
    Files.writeString(directory.resolve("migrations/V2__more.sql"), "SELECT 1;\n");
    assertThat(cli.run(verify)).isEqualTo(1);
  }
}
