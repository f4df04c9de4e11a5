package dev.dbsa.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DbsaCliTest {
  @TempDir Path directory;
  private CliHarness cli;

  @BeforeEach
  void start() {
    cli = new CliHarness(directory);
  }

  @Test
  void serviceCommandsAreHandedOnWithTheirExitCode() {
    assertThat(cli.run("serve")).isZero();
    assertThat(cli.run("migrate")).isEqualTo(4);
    assertThat(cli.run("stamp")).isZero();
    assertThat(cli.run("export", "a.jsonl")).isZero();
    assertThat(cli.run("import", "--resume", "a.jsonl")).isZero();
    assertThat(cli.run("import", "b.jsonl")).isZero();
    assertThat(cli.run("rotate-secrets")).isEqualTo(1);
    assertThat(cli.serviceCalls)
        .containsExactly(
            "serve",
            "migrate",
            "stamp",
            "export a.jsonl",
            "import a.jsonl again",
            "import b.jsonl",
            "rotate-secrets");
  }

  @Test
  void withoutArgumentsTheHelpIsPrintedAndNothingStarts() {
    assertThat(cli.run()).isZero();
    assertThat(cli.out()).contains("Usage: dbsa").contains("check").contains("serve");
    assertThat(cli.serviceCalls).isEmpty();
  }

  @Test
  void anUnknownCommandIsNamedWithTheNearest() {
    assertThat(cli.run("chek", "a.sql")).isEqualTo(2);
    assertThat(cli.err()).contains("there is no command chek; did you mean check");
  }

  @Test
  void otherCommandsLeaveTheServiceAlone() {
    cli.run("--help");
    cli.run("help", "call-api");
    cli.run("sign-request", "--path", "/", "--secret", "s");
    cli.run("generate-key");
    cli.run("generate-completion");
    cli.run("serve", "--help");

    assertThat(cli.serviceCalls).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense", "--nonsense", "stamp extra", "rotate-secrets extra", "serve extra"})
  void wrongUsageExitsWithTwo(String arguments) {
    String[] all = arguments.isEmpty() ? new String[0] : arguments.split(" ");

    assertThat(cli.run(all)).isEqualTo(2);
    assertThat(cli.err()).contains("dbsa").contains("--help'.");
    assertThat(cli.out()).isEmpty();
    assertThat(cli.serviceCalls).isEmpty();
  }

  @Test
  void keysAreThirtyTwoRandomBytes() {
    cli.run("generate-key");
    String first = cli.out().strip();
    cli.run("generate-key");

    assertThat(Base64.getUrlDecoder().decode(first)).hasSize(32);
    assertThat(first).hasSize(44).isNotEqualTo(cli.out().strip());
  }

  @Test
  void versionIsThatOfTheBuild() {
    assertThat(cli.run("--version")).isZero();
    assertThat(cli.out()).matches("dbsa [0-9]+\\.[0-9]+\\.[0-9]+.*\\R");
  }

  @Test
  void completionKnowsCommandsFlagsAndChoices() {
    assertThat(cli.run("generate-completion")).isZero();
    assertThat(cli.out())
        .contains("call-api")
        .contains("--final-script-text-file")
        .contains("clarification_needed");
  }

  /**
   * Picocli names the variable with the choices after the label: two of one name hide each other.
   */
  @Test
  void completionKeepsTheChoicesOfEachFlagApart() {
    cli.run("generate-completion");
    String callApi =
        cli.out().split("function _picocli_dbsa_callapi\\(")[1].split("\nfunction ")[0];
    List<String> names =
        Pattern.compile("local (\\w+_option_args)=")
            .matcher(callApi)
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(names).hasSizeGreaterThan(10).doesNotHaveDuplicates();
  }
}
