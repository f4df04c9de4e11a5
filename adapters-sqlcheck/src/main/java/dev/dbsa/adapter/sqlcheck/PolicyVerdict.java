package dev.dbsa.adapter.sqlcheck;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.domain.policy.RuleLevel;
import dev.dbsa.domain.policy.ScriptPolicy;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.Position;
import dev.dbsa.domain.script.Risk;
import dev.dbsa.domain.script.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a policy makes of what was found and not passed over by the script itself. What the server
 * refuses stays an error. A risk that is turned off stays listed, as one that is passed over; one
 * that is to warn or to fail is told as a finding, too.
 *
 * @param turnedOff the ids of rules that found something which is not told
 */
record PolicyVerdict(List<Finding> findings, List<Risk> risks, Set<String> turnedOff) {

  static PolicyVerdict of(ScriptPolicy policy, List<Finding> found, List<Risk> risks) {
    List<Finding> findings = new ArrayList<>();
    Set<String> turnedOff = new TreeSet<>();
    for (Finding finding : found) {
      Optional<RuleLevel> level = policy.level(finding.rule());
      if (finding.severity() == Severity.ERROR || level.isEmpty()) {
        findings.add(finding);
      } else if (level.get() == RuleLevel.OFF) {
        turnedOff.add(finding.rule());
      } else {
        findings.add(weighed(finding, level.get().severity().orElseThrow()));
      }
    }
    List<Risk> listed = new ArrayList<>();
    for (Risk risk : risks) {
      Optional<RuleLevel> level = policy.level(risk.code());
      boolean counts = risk.suppressedReason() == null;
      listed.add(
          counts && level.equals(Optional.of(RuleLevel.OFF))
              ? risk.suppressed("The policy turns this rule off.")
              : risk);
      if (counts) {
        level
            .flatMap(RuleLevel::severity)
            .filter(severity -> severity != Severity.INFO)
            .ifPresent(severity -> findings.add(told(risk, severity)));
      }
    }
    return new PolicyVerdict(findings, listed, turnedOff);
  }

  private static Finding weighed(Finding finding, Severity severity) {
    return new Finding(
        finding.rule(),
        finding.category(),
        severity,
        finding.message(),
        finding.hint(),
        finding.position(),
        finding.object());
  }

  private static Finding told(Risk risk, Severity severity) {
    Integer statement = risk.statement();
    Integer line = risk.line();
    Integer column = risk.column();
    return new Finding(
        FindingRule.POLICY_RISK.id(),
        FindingRule.POLICY_RISK.category(),
        severity,
        (severity == Severity.ERROR ? "The policy forbids " : "The policy warns of ")
            + risk.code()
            + ": "
            + risk.message(),
        risk.hint(),
        statement == null || line == null || column == null
            ? null
            : new Position(statement, line, column),
        risk.object());
  }

  /** What a reader has to know about what is missing; empty where nothing is. */
  Optional<String> notTold() {
    return turnedOff.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "What these rules found: the policy turns them off: "
                + String.join(", ", turnedOff)
                + ".");
  }
}
