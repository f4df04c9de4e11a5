package dev.dbsa.adapter.cli.check;

import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.Replacement;
import dev.dbsa.domain.script.Risk;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding or a risk, as reports of one list show both.
 *
 * @param grade how grave it is where there are no levels: a risk that makes the check fail is an
 *     error, one below {@code medium} an info
 * @param level of a risk; {@code null} for a finding
 * @param line 1-based; 1 where it is about the script as a whole
 * @param column 1-based, in UTF-16 units; 1 where it is about the script as a whole
 * @param suppressedReason why the script passes over it; {@code null} where it does not
 * @param fails whether it makes the check fail
 */
record Issue(
    String rule,
    Severity grade,
    @Nullable RiskLevel level,
    String message,
    @Nullable String hint,
    int line,
    int column,
    boolean placed,
    @Nullable String suppressedReason,
    boolean fails) {

  /** All of a script, by their places. */
  static List<Issue> of(ScriptAnalysis analysis, Threshold threshold) {
    List<Issue> issues = new ArrayList<>();
    for (Finding finding : analysis.validation().findings()) {
      var at = finding.position();
      issues.add(
          new Issue(
              finding.rule(),
              finding.severity(),
              null,
              finding.message(),
              finding.hint(),
              at == null ? 1 : at.line(),
              at == null ? 1 : at.column(),
              at != null,
              null,
              threshold.isReachedBy(finding)));
    }
    for (Risk risk : analysis.risks()) {
      Integer line = risk.line();
      Integer column = risk.column();
      boolean fails = threshold.isReachedBy(risk);
      issues.add(
          new Issue(
              risk.code(),
              fails ? Severity.ERROR : grade(risk.level()),
              risk.level(),
              risk.message(),
              risk.hint(),
              line == null ? 1 : line,
              column == null ? 1 : column,
              line != null,
              risk.suppressedReason(),
              fails));
    }
    issues.sort(Comparator.comparingInt(Issue::line).thenComparingInt(Issue::column));
    return List.copyOf(issues);
  }

  static Severity grade(RiskLevel level) {
    return switch (level) {
      case LOW -> Severity.INFO;
      case MEDIUM, HIGH, CRITICAL -> Severity.WARNING;
    };
  }

  /** {@code error}, {@code warning}, {@code info}, or {@code high risk} and the like. */
  String label() {
    return level == null ? grade.label() : level.label() + " risk";
  }

  /** Message and advice as one text. */
  String text() {
    return hint == null ? message : ended(message) + " " + hint;
  }

  /** Why the script passes over it, to stand behind the text; empty where it does not. */
  String passedOver() {
    return suppressedReason == null ? "" : " (passed over: " + suppressedReason + ")";
  }

  private static String ended(String sentence) {
    return sentence.endsWith(".") || sentence.endsWith("?") ? sentence : sentence + ".";
  }

  /**
   * The name that should stand at the issue's place instead of the one that does: where the advice
   * names exactly one, and a plain name stands there.
   *
   * @param line the text of the line
   */
  @Nullable Replacement replacement(String line) {
    return hint == null || level != null ? null : Replacement.of(hint, column, line).orElse(null);
  }
}
