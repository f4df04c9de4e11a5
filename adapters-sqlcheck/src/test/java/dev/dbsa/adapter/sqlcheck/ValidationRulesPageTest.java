package dev.dbsa.adapter.sqlcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dbsa.adapter.sqlcheck.register.Rule;
import dev.dbsa.adapter.sqlcheck.register.RulePages;
import dev.dbsa.adapter.sqlcheck.register.Rules;
import dev.dbsa.adapter.sqlcheck.register.Servers;
import dev.dbsa.domain.policy.NamedThing;
import dev.dbsa.domain.policy.Policy;
import dev.dbsa.domain.policy.PolicyRules;
import dev.dbsa.domain.policy.RuleLevel;
import dev.dbsa.domain.policy.TextPattern;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule has a section in the documentation, and every example there does what it says. */
final class ValidationRulesPageTest {
  private static final Pattern FENCE =
      Pattern.compile("```sql (bad|good)(?: (mysql|postgresql))?(?: mode=([a-z]+))?( policy)?");

  /** Of the examples that say so. */
  private static final Policy POLICY =
      new Policy(
          new PolicyRules(
              Map.of("drop_table", RuleLevel.ERROR),
              null,
              Map.of(
                  NamedThing.TABLES, TextPattern.of("[a-z][a-z0-9_]*s"),
                  NamedThing.INDEXES, TextPattern.of("[a-z0-9_]+_idx"))),
          Map.of(),
          List.of(),
          Optional.empty());

  private record Example(
      String rule,
      boolean bad,
      List<Dialect> dialects,
      Optional<ScriptMode> mode,
      Policy policy,
      String script) {}

  private static List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (Rule rule : Rules.all()) {
      StringBuilder script = new StringBuilder();
      Matcher open = null;
      for (String line : RulePages.part(rule).lines().toList()) {
        Matcher fence = FENCE.matcher(line);
        if (fence.matches()) {
          open = fence;
          script.setLength(0);
        } else if (line.equals("```") && open != null) {
          examples.add(
              new Example(
                  rule.id(),
                  open.group(1).equals("bad"),
                  dialects(rule, open),
                  Optional.ofNullable(open.group(3)).flatMap(ScriptMode::find),
                  open.group(4) == null ? Policy.NONE : POLICY,
                  script.toString()));
          open = null;
        } else if (open != null) {
          script.append(line).append('\n');
        }
      }
    }
    return examples;
  }

  private static List<Dialect> dialects(Rule rule, Matcher fence) {
    if (fence.group(2) != null) {
      return List.of(Dialect.find(fence.group(2)).orElseThrow());
    }
    assertThat(rule.servers()).as("servers of %s", rule.id()).isEqualTo(Servers.ALL);
    return List.of(Dialect.values());
  }

  @Test
  void thePageIsWhatTheRegisterYields() throws IOException {
    assertThat(RulesPage.current())
        .as("docs/validation-rules.md; the main method of RulesPage writes it anew")
        .isEqualTo(RulesPage.text());
  }

  @Test
  void namesAreUniqueWithHyphensAndUnderscores() {
    assertThat(Rules.all().stream().map(r -> r.id().replace('_', '-'))).doesNotHaveDuplicates();
    for (Rule rule : Rules.all()) {
      assertThat(Rules.find(rule.id().replace('-', '_'))).contains(rule);
      assertThat(Rules.find(rule.id().replace('_', '-'))).contains(rule);
    }
  }

  @Test
  void everyRuleShowsABadAndAGoodExample() {
    Set<String> bad = new LinkedHashSet<>();
    Set<String> good = new LinkedHashSet<>();
    for (Example example : examples()) {
      (example.bad() ? bad : good).add(example.rule());
    }
    List<String> without =
        List.of(
            "too-deep",
            "count-all",
            "large-in-list",
            "too-many-columns",
            "unknown-type",
            "online-change");
    for (Rule rule : Rules.all()) {
      if (!without.contains(rule.id())) {
        assertThat(bad).as("bad examples").contains(rule.id());
        assertThat(good).as("good examples").contains(rule.id());
      }
    }
  }

  @TestFactory
  List<DynamicTest> examplesDoWhatTheySay() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Example example : examples()) {
      for (Dialect dialect : example.dialects()) {
        String name =
            "%s %s %s: %s"
                .formatted(
                    example.rule(),
                    example.bad() ? "bad" : "good",
                    dialect.label(),
                    example.script().strip());
        tests.add(dynamicTest(name, () -> holds(example, dialect)));
      }
    }
    return tests;
  }

  private static void holds(Example example, Dialect dialect) {
    ScriptAnalysis analysis =
        Check.script(
            dialect,
            example.script(),
            example.mode().map(ScriptScope::of).orElse(ScriptScope.OPEN),
            example.policy());
    Set<String> raised = new LinkedHashSet<>(Check.rules(analysis));
    raised.addAll(Check.risks(analysis));
    if (example.bad()) {
      assertThat(raised).contains(example.rule());
    } else {
      assertThat(raised).doesNotContain(example.rule());
      // Errors would mean that an example of how to do it right does not run.
      assertThat(analysis.validation().errors()).isEmpty();
    }
  }
}
