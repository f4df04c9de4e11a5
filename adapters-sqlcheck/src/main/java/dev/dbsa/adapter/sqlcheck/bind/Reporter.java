package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.domain.script.FindingCategory;
import dev.dbsa.domain.script.Severity;
import org.jspecify.annotations.Nullable;

/** Takes findings about one statement. */
public interface Reporter {
  /**
   * @param at index of the token concerned
   * @param hint {@code null} or empty where there is no advice
   */
  void report(
      String rule,
      FindingCategory category,
      Severity severity,
      int at,
      String message,
      @Nullable String hint,
      @Nullable String object);

  /** Says that something was passed over, for people. */
  void notChecked(String what);

  /** An error of names or shapes. */
  default void schemaError(
      String rule, int at, String message, @Nullable String hint, @Nullable String object) {
    report(rule, FindingCategory.SCHEMA, Severity.ERROR, at, message, hint, object);
  }
}
