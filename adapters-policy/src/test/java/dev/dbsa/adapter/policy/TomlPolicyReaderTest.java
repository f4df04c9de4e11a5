package dev.dbsa.adapter.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbsa.adapter.sqlcheck.SqlRuleRegister;
import dev.dbsa.domain.policy.NamedThing;
import dev.dbsa.domain.policy.Policy;
import dev.dbsa.domain.policy.RuleLevel;
import dev.dbsa.domain.policy.ScriptPolicy;
import dev.dbsa.domain.policy.Sizes;
import dev.dbsa.domain.policy.UnusablePolicy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TomlPolicyReaderTest {
  private static final String WHOLE =
      """
      # What we agreed on.
      [rules]
      select-star = "off"
      drop-table = "error"          # with hyphens or underscores
      index_blocks_writes = "warning"

      [sizes]
      small = 1_000

      [names]
      tables = '[a-z][a-z0-9_]*'

      [suppressions]
      ticket = '[A-Z]+-[0-9]+'

      [servers.mysql]
      rules = { select-star = "warning" }

      [[paths]]
      match = "legacy/**"
      [paths.rules]
      drop_table = "info"
      [paths.sizes]
      small = 5
      medium = 50
      large = 500

      [[paths]]
      match = ["legacy/2019/*.sql", "**/reports/*.sql"]
      [paths.names]
      tables = '.*'
      """;

  private static Policy read(String toml) throws UnusablePolicy {
    return new TomlPolicyReader(new SqlRuleRegister()).read(toml.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> problems(String toml) {
    return catchThrowableOfType(UnusablePolicy.class, () -> read(toml)).problems();
  }

  @Test
  void whatHoldsEverywhereIsRead() throws UnusablePolicy {
    ScriptPolicy policy = read(WHOLE).forScript("postgresql", null);

    assertThat(policy.level("select-star")).contains(RuleLevel.OFF);
    assertThat(policy.level("drop_table")).contains(RuleLevel.ERROR);
    assertThat(policy.level("drop_column")).isEmpty();
    assertThat(policy.sizes()).isEqualTo(new Sizes(1_000, 1_000_000, 10_000_000));
    assertThat(policy.names()).containsOnlyKeys(NamedThing.TABLES);
    assertThat(policy.ticket().map(t -> t.isIn("see DB-12"))).isEqualTo(Optional.of(true));
  }

  @Test
  void serversAndPathsSayOtherwise() throws UnusablePolicy {
    Policy policy = read(WHOLE);

    assertThat(policy.forScript("mysql", null).level("select-star")).contains(RuleLevel.WARNING);
    ScriptPolicy legacy = policy.forScript("mysql", "legacy/2019/a.sql");
    assertThat(legacy.level("drop_table")).contains(RuleLevel.INFO);
    assertThat(legacy.level("select-star")).contains(RuleLevel.WARNING);
    assertThat(legacy.sizes()).isEqualTo(new Sizes(5, 50, 500));
    assertThat(legacy.names().get(NamedThing.TABLES)).hasToString(".*");
    assertThat(policy.forScript("mysql", "reports/a.sql").names().get(NamedThing.TABLES))
        .hasToString(".*");
    assertThat(policy.forScript("mysql", "legacy.sql").level("drop_table"))
        .contains(RuleLevel.ERROR);
  }

  @Test
  void anEmptyPolicySaysNothing() throws UnusablePolicy {
    assertThat(read("")).isEqualTo(Policy.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[rule]                             | rule: there is no such key; did you mean rules?",
        "colour = 1                         | colour: there is no such key; there are rules, sizes",
        "[rules]~drop_colum = 'off'         | rules.drop_colum: there is no such rule; did you mean drop_column",
        "[rules]~drop_column = 'of'         | rules.drop_column: must be one of off, info, warning, error",
        "[rules]~drop_column = true         | rules.drop_column: must be one of off",
        "[rules]~drop_column='off'~drop-column='off' | rules.drop-column: the rule is there twice",
        "[rules]~unknown-table = 'warning'  | rules.unknown-table: an error is what the server refuses",
        "[rules]~too-deep = 'off'           | rules.too-deep: no policy can make less of it than warning",
        "rules = 3                          | rules: must be a table",
        "[sizes]~smal = 3                   | sizes.smal: there is no such key; did you mean small?",
        "[sizes]~small = 'many'             | sizes.small: must be a number of rows",
        "[sizes]~small = 2_000_000          | sizes: small, medium and large must rise, from 1 on, not 2000000, 1000000",
        "[names]~views = 'v_.*'             | names.views: there is no such key",
        "[names]~tables = '('               | names.tables: is no regular expression",
        "[suppressions]~tiket = 'x'         | suppressions.tiket: there is no such key; did you mean ticket?",
        "[servers.mysq]                     | servers.mysq: there is no such key; did you mean mysql?",
        "[servers.mysql]~paths = 1          | servers.mysql.paths: there is no such key",
        "[[paths]]~match = 'a'~[paths.rules]~x = 'off' | paths[1].rules.x: there is no such rule",
        "[[paths]]                          | paths[1].match: must be a pattern of paths",
        "[[paths]]~match = '['              | paths[1].match: is no pattern of paths",
        "[reviews]                          | reviews: there is no such key",
        "[rules                             | line 1, column",
      })
  void whatIsWrongIsNamedWithItsPlace(String toml, String problem) {
    assertThat(problems(toml.strip().replace('~', '\n')))
        .singleElement()
        .asString()
        .startsWith(problem);
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertThat(problems("[rules]\na = 'off'\nb = 'off'\n[sises]\nsmall = 1\n")).hasSize(3);
  }

  @Test
  void whatIsNoTextIsRefused() {
    var reader = new TomlPolicyReader(new SqlRuleRegister());
    byte[] noText = {(byte) 0xC3, (byte) 0x28};
    assertThat(catchThrowableOfType(UnusablePolicy.class, () -> reader.read(noText)))
        .hasMessage("it is not UTF-8 text");
    byte[] large = "# long\n".repeat(200_000).getBytes(StandardCharsets.UTF_8);
    assertThat(catchThrowableOfType(UnusablePolicy.class, () -> reader.read(large)))
        .hasMessage("it is larger than 1 MiB");
  }
}
