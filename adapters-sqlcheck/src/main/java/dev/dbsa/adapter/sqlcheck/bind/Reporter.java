package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.lex.Token;
import org.jspecify.annotations.Nullable;

/** Takes findings about one statement. */
public interface Reporter {
  /**
   * @param severity of this case, where it is another than the rule's own
   * @param at index of the token concerned
   * @param hint {@code null} or empty where there is no advice
   */
  void report(
      FindingRule rule,
      Severity severity,
      int at,
      String message,
      @Nullable String hint,
      @Nullable String object);

  /** Says that part of the script was not read or not followed, for people. */
  void notRead(String what);

  /** Says that the statement hangs on what no schema can show, such as roles or rows. */
  void notShown(String what);

  /**
   * Takes a finding about a place inside one of the statement's tokens, such as the body of a
   * function; at the statement's beginning, where places inside are not followed.
   *
   * @param inside a token of what stands there, with its place in the script
   */
  default void reportInside(FindingRule rule, Token inside, String message) {
    report(rule, 0, message, null, null);
  }

  /** Takes a finding of the rule's own severity. */
  default void report(
      FindingRule rule, int at, String message, @Nullable String hint, @Nullable String object) {
    report(rule, rule.severity(), at, message, hint, object);
  }
}
