package dev.dbsa.adapter.sqlcheck;

import dev.dbsa.adapter.sqlcheck.register.Rule;
import dev.dbsa.adapter.sqlcheck.register.RulePages;
import dev.dbsa.adapter.sqlcheck.register.Rules;
import dev.dbsa.adapter.sqlcheck.register.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the page about the rules: an introduction, and what the program itself tells of each rule.
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
          page.append('\n').append(RulePages.of(rule));
        }
      }
    }
    return page.toString();
  }
}
