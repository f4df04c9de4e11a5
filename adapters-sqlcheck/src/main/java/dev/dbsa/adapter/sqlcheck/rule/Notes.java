package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.domain.script.Severity;
import org.jspecify.annotations.Nullable;

/** Takes what the rules notice about one statement. */
interface Notes {
  /**
   * @param object the object concerned; {@code null} where there is none
   * @param hint what to do about it; {@code null} where there is no good advice
   */
  void risk(
      RiskCode code,
      RiskLevel level,
      String message,
      @Nullable String object,
      @Nullable String hint);

  /**
   * @param at index of the token concerned in the statement that the rule was given
   */
  void finding(
      FindingRule rule,
      Severity severity,
      int at,
      String message,
      @Nullable String hint,
      @Nullable String object);
}
