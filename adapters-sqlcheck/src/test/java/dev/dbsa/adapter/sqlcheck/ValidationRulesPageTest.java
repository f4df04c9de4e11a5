package dev.dbsa.adapter.sqlcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dbsa.adapter.sqlcheck.rule.FindingRule;
import dev.dbsa.adapter.sqlcheck.rule.RiskCode;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.sql.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule has a section in the documentation, and every example there does what it says. */
final class ValidationRulesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "validation-rules.md");
  private static final Pattern SECTION = Pattern.compile("### `([a-z_-]+)`");
  private static final Pattern FENCE = Pattern.compile("```sql (bad|good)(?: (mysql|postgresql))?");
  private static final Pattern REPORTED =
      Pattern.compile(
          "(?:report|schemaError)\\(\\s*(?:[a-zA-Z.()]+ \\? )?\"([a-z]+(?:-[a-z]+)+)\"");

  private record Example(String rule, boolean bad, List<Dialect> dialects, String script) {}

  private static List<String> sections() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .map(SECTION::matcher)
        .filter(Matcher::matches)
        .map(m -> m.group(1))
        .toList();
  }

  private static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    String rule = "";
    StringBuilder script = new StringBuilder();
    Matcher open = null;
    for (String line : Files.readAllLines(PAGE)) {
      Matcher section = SECTION.matcher(line);
      Matcher fence = FENCE.matcher(line);
      if (section.matches()) {
        rule = section.group(1);
      } else if (fence.matches()) {
        open = fence;
        script.setLength(0);
      } else if (line.equals("```") && open != null) {
        List<Dialect> dialects =
            open.group(2) == null
                ? List.of(Dialect.values())
                : List.of(Dialect.find(open.group(2)).orElseThrow());
        examples.add(new Example(rule, open.group(1).equals("bad"), dialects, script.toString()));
        open = null;
      } else if (open != null) {
        script.append(line).append('\n');
      }
    }
    return examples;
  }

  @Test
  void everyRuleHasASectionAndEverySectionARule() throws IOException {
    Set<String> rules = new TreeSet<>();
    Arrays.stream(FindingRule.values()).map(FindingRule::label).forEach(rules::add);
    Arrays.stream(RiskCode.values()).map(RiskCode::label).forEach(rules::add);
    rules.add("syntax-error");
    rules.add("empty-script");
    try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
      for (Path source : sources.filter(p -> p.toString().endsWith(".java")).toList()) {
        Matcher matcher = REPORTED.matcher(Files.readString(source));
        while (matcher.find()) {
          rules.add(matcher.group(1));
        }
      }
    }
    assertThat(sections()).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(sections())).isEqualTo(rules);
  }

  @Test
  void everySectionShowsABadAndAGoodExample() throws IOException {
    Set<String> bad = new LinkedHashSet<>();
    Set<String> good = new LinkedHashSet<>();
    for (Example example : examples()) {
      (example.bad() ? bad : good).add(example.rule());
    }
    List<String> without =
        List.of("too-deep", "count-all", "large-in-list", "too-many-columns", "unknown-type");
    for (String rule : sections()) {
      if (!without.contains(rule)) {
        assertThat(bad).as("bad examples").contains(rule);
        assertThat(good).as("good examples").contains(rule);
      }
    }
  }

  @TestFactory
  List<DynamicTest> examplesDoWhatTheySay() throws IOException {
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
    ScriptAnalysis analysis = Check.script(dialect, example.script());
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
