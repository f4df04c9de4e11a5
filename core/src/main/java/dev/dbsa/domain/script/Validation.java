package dev.dbsa.domain.script;

import java.util.ArrayList;
import java.util.List;

/**
 * What the checks say about a script.
 *
 * @param lintStatus follows from the findings, and is at least {@code WARN} where part of the
 *     script was not read
 * @param findings in the order of the script
 * @param notChecked what these checks cannot tell about this script, for people
 */
public record Validation(LintStatus lintStatus, List<Finding> findings, List<String> notChecked) {
  public Validation {
    findings = List.copyOf(findings);
    notChecked = List.copyOf(notChecked);
  }

  /** The verdict on a script that was read in full. */
  public static Validation of(List<Finding> findings) {
    return of(findings, List.of(), List.of());
  }

  /**
   * The verdict on a script.
   *
   * @param notRead what of the script was not read or not followed: nobody may take that for right
   * @param notShown what no schema can show, such as rights, variables or rows
   */
  public static Validation of(List<Finding> findings, List<String> notRead, List<String> notShown) {
    LintStatus status = LintStatus.of(findings);
    if (status == LintStatus.PASS && !notRead.isEmpty()) {
      status = LintStatus.WARN;
    }
    List<String> notChecked = new ArrayList<>(notRead);
    notChecked.addAll(notShown);
    return new Validation(status, findings, notChecked);
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
