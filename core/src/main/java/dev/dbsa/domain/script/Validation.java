package dev.dbsa.domain.script;

import java.util.List;

/**
 * What the checks say about a script.
 *
 * @param lintStatus follows from the findings
 * @param findings in the order of the script
 * @param notChecked what these checks cannot tell about this script, for people
 */
public record Validation(LintStatus lintStatus, List<Finding> findings, List<String> notChecked) {
  public Validation {
    findings = List.copyOf(findings);
    notChecked = List.copyOf(notChecked);
  }

  public static Validation of(List<Finding> findings, List<String> notChecked) {
    return new Validation(LintStatus.of(findings), findings, notChecked);
  }

  /** The findings that make the script fail. */
  public List<Finding> errors() {
    return findings.stream().filter(f -> f.severity() == Severity.ERROR).toList();
  }

  /** The messages of one category, in the findings' order. */
  public List<String> messages(FindingCategory category) {
    return findings.stream().filter(f -> f.category() == category).map(Finding::message).toList();
  }
}
