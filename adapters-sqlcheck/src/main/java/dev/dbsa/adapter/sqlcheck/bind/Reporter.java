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

  /** Says that part of the script was not read or not followed, for people. */
  void notRead(String what);

  /** Says that the statement hangs on what no schema can show, such as roles or rows. */
  void notShown(String what);

  /** An error of names or shapes. */
  default void schemaError(
      String rule, int at, String message, @Nullable String hint, @Nullable String object) {
    report(rule, FindingCategory.SCHEMA, Severity.ERROR, at, message, hint, object);
  }
}
