package dev.dbsa.adapter.cli.check;

import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.script.Risk;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.domain.script.Severity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what a whole check found. */
final class Tally {
  private final Map<Severity, Integer> findings = new EnumMap<>(Severity.class);
  private final Map<RiskLevel, Integer> risks = new EnumMap<>(RiskLevel.class);
  private LintStatus status = LintStatus.PASS;
  private int files;
  private int failed;

  void add(Checked checked) {
    files++;
    failed += checked.fails() ? 1 : 0;
    LintStatus own = checked.analysis().validation().lintStatus();
    status = own.compareTo(status) > 0 ? own : status;
    checked
        .analysis()
        .validation()
        .findings()
        .forEach(f -> findings.merge(f.severity(), 1, Integer::sum));
    for (Risk risk : checked.analysis().risks()) {
      if (risk.suppressedReason() == null) {
        risks.merge(risk.level(), 1, Integer::sum);
      }
    }
  }

  int files() {
    return files;
  }

  /** How many scripts make the check fail. */
  int failed() {
    return failed;
  }

  /** The gravest verdict of all scripts. */
  LintStatus status() {
    return status;
  }

  int of(Severity severity) {
    return findings.getOrDefault(severity, 0);
  }

  /** Without those that scripts pass over. */
  int of(RiskLevel level) {
    return risks.getOrDefault(level, 0);
  }

  /** One line for people. */
  String text() {
    List<String> parts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      add(parts, of(severity), severity.label());
    }
    for (RiskLevel level : List.of(RiskLevel.values()).reversed()) {
      add(parts, of(level), level.label() + " risk");
    }
    String scripts = files == 1 ? "1 file checked" : files + " files checked";
    String found = parts.isEmpty() ? "nothing found" : String.join(", ", parts);
    return scripts + ": " + found + (failed == 0 ? "." : "; " + failed + " failed.");
  }

  private static void add(List<String> parts, int count, String word) {
    if (count > 0) {
      parts.add(count + " " + word + (count == 1 ? "" : "s"));
    }
  }
}
