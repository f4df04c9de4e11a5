package dev.dbsa.adapter.cli;

import dev.dbsa.adapter.cli.text.Ink;
import dev.dbsa.domain.script.RuleInfo;
import dev.dbsa.port.out.RuleRegister;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells what rules say. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpWidth = 100,
    header = "Tell what a rule says, with examples",
    description = "Without a name, lists all rules.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the rule is told", "2:there is no such rule"})
final class ExplainCommand implements Callable<Integer> {
  private final CliEnvironment environment;
  private final OfflineTools tools;

  @Parameters(
      paramLabel = "RULE",
      arity = "0..1",
      description = "A rule's name, as check prints it; with hyphens or underscores.")
  private @Nullable String name;

  ExplainCommand(CliEnvironment environment, OfflineTools tools) {
    this.environment = environment;
    this.tools = tools;
  }

  @Override
  public Integer call() {
    RuleRegister rules = tools.rules();
    if (name == null) {
      list(rules.all());
    } else {
      environment.out().print(rules.page(find(rules, name)));
    }
    environment.out().flush();
    return ExitCode.OK;
  }

  private static RuleInfo find(RuleRegister rules, String name) {
    return rules
        .find(name)
        .orElseThrow(
            () -> {
              List<String> near = rules.nearest(name);
              String advice =
                  near.isEmpty()
                      ? "dbsa explain lists all"
                      : "did you mean " + String.join(" or ", near) + "?";
              return new UsageException("there is no rule " + name + "; " + advice);
            });
  }

  private void list(List<RuleInfo> rules) {
    Screen screen = Screen.of(environment);
    String group = "";
    List<List<String>> rows = new ArrayList<>();
    for (RuleInfo rule : rules) {
      if (!rule.group().equals(group)) {
        print(screen, group, rows);
        rows.clear();
        group = rule.group();
      }
      rows.add(List.of(rule.id(), rule.weight(), rule.title()));
    }
    print(screen, group, rows);
  }

  private static void print(Screen screen, String group, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    screen.heading(group);
    for (List<String> row : rows) {
      screen.line(2, Ink.PLAIN, "%-30s %-8s %s".formatted(row.toArray()));
    }
    screen.blank();
  }
}
