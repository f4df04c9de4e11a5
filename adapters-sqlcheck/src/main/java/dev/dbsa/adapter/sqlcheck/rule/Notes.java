package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.domain.policy.ScriptPolicy;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.domain.script.Severity;
import org.jspecify.annotations.Nullable;

/** Takes what the rules notice about one statement. */
interface Notes {
  /** What the sizes of tables mean here. */
  Scale scale();

  /** What the team asks for. */
  ScriptPolicy policy();

  /**
   * @param level of this case, where it is another than the rule's own
   * @param object the object concerned; {@code null} where there is none
   * @param hint what to do about it; {@code null} where there is no good advice
   */
  void risk(
      RiskCode code,
      RiskLevel level,
      String message,
      @Nullable String object,
      @Nullable String hint);

  /** Takes a risk of the rule's own level. */
  default void risk(RiskCode code, String message, @Nullable String object, @Nullable String hint) {
    risk(code, code.level(), message, object, hint);
  }

  /**
   * @param severity of this case, where it is another than the rule's own
   * @param at index of the token concerned in the statement that the rule was given
   */
  void finding(
      FindingRule rule,
      Severity severity,
      int at,
      String message,
      @Nullable String hint,
      @Nullable String object);

  /** Takes a finding of the rule's own severity. */
  default void finding(
      FindingRule rule, int at, String message, @Nullable String hint, @Nullable String object) {
    finding(rule, rule.severity(), at, message, hint, object);
  }
}
