package dev.dbsa.adapter.sqlcheck;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.adapter.sqlcheck.register.Rule;
import dev.dbsa.adapter.sqlcheck.register.Rules;
import dev.dbsa.adapter.sqlcheck.register.Section;
import dev.dbsa.adapter.sqlcheck.register.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the page about the rules: the facts from the register, an introduction, and for each rule a
 * file with more words and its examples.
 */
final class RulesPage {
  private static final Path PARTS = Path.of("src", "test", "resources", "rules");
  private static final Path PAGE = Path.of("..", "docs", "validation-rules.md");

  private RulesPage() {}

  /** Writes the page anew, when run in the module's directory. */
  public static void main(String[] args) throws IOException {
    Files.writeString(PAGE, text());
  }

  static String current() throws IOException {
    return Files.readString(PAGE);
  }

  /** More words about a rule, and its examples. */
  static String part(Rule rule) throws IOException {
    return Files.readString(PARTS.resolve(rule.id() + ".md"));
  }

  static String text() throws IOException {
    StringBuilder page = new StringBuilder(Files.readString(PARTS.resolve("_introduction.md")));
    for (Section section : Section.values()) {
      if (section == Section.SYNTAX) {
        page.append("\n# Findings\n");
      } else if (section == Section.ROWS) {
        page.append("\n# Risks\n");
      }
      if (section != Section.SUPPRESSIONS) {
        page.append("\n## ").append(section.heading()).append('\n');
      }
      for (Rule rule : Rules.all()) {
        if (rule.section() == section) {
          page.append("\n### `").append(rule.anchor()).append("`\n");
          page.append(facts(rule)).append("\n\n").append(rule.title()).append('\n');
          String part = part(rule);
          page.append(part.isEmpty() || part.startsWith("```") ? "" : "\n");
          page.append(part.startsWith("```") ? "\n" : "").append(part);
        }
      }
    }
    return page.toString();
  }

  private static String facts(Rule rule) {
    String weight =
        switch (rule) {
          case FindingRule finding ->
              finding.severity().label() + " · " + finding.category().label();
          case RiskCode risk -> risk.level().label();
        };
    return weight + (rule.servers() == Servers.ALL ? "" : " · " + rule.servers().words());
  }
}
