package dev.dbsa.bench.verdict;

import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.FindingCategory;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.script.Validation;

/** What the checker says about a script, by the questions that the harnesses ask. */
record Verdict(Validation validation) {
  boolean failed() {
    return validation.lintStatus() == LintStatus.FAIL;
  }

  boolean passed() {
    return validation.lintStatus() == LintStatus.PASS;
  }

  boolean hasSyntaxError() {
    return validation.errors().stream().anyMatch(f -> f.category() == FindingCategory.SYNTAX);
  }

  /** Passed without a word on what was not checked. */
  boolean isSilent() {
    return passed() && validation.notChecked().isEmpty();
  }

  /** The rule of the first error; empty where there is none. */
  String rule() {
    return validation.errors().isEmpty() ? "" : validation.errors().getFirst().rule();
  }

  /** The verdict, the first errors, and what was not checked, on lines of their own. */
  String text() {
    StringBuilder text = new StringBuilder("    " + validation.lintStatus());
    for (Finding finding : validation.errors().stream().limit(2).toList()) {
      text.append("\n    " + finding.rule() + ": " + finding.message());
    }
    validation.notChecked().forEach(n -> text.append("\n    not checked: " + n));
    return text.toString();
  }
}
