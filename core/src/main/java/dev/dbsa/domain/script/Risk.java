package dev.dbsa.domain.script;

import org.jspecify.annotations.Nullable;

/**
 * What may go wrong when a script runs.
 *
 * @param code stable name in snake_case, such as {@code update_without_where}
 * @param statement 1-based number of the statement; {@code null} where the risk is about the script
 *     as a whole
 * @param object the object concerned; {@code null} where there is none
 * @param hint what to do about it; {@code null} where there is no good advice
 * @param line 1-based line in the whole script; {@code null} where no place is known
 * @param column 1-based column in that line, in UTF-16 units; {@code null} where no place is known
 * @param suppressedReason why the script itself passes over the risk, in its own words; {@code
 *     null} where it does not
 */
public record Risk(
    RiskLevel level,
    String code,
    String message,
    @Nullable Integer statement,
    @Nullable String object,
    @Nullable String hint,
    @Nullable Integer line,
    @Nullable Integer column,
    @Nullable String suppressedReason) {

  /** A risk without a place in the text. */
  public static Risk of(
      RiskLevel level,
      String code,
      String message,
      @Nullable Integer statement,
      @Nullable String object,
      @Nullable String hint) {
    return new Risk(level, code, message, statement, object, hint, null, null, null);
  }

  /**
   * This risk at a place.
   *
   * @param position {@code null} where the risk is about the script as a whole
   */
  public Risk at(@Nullable Position position) {
    return position == null
        ? this
        : new Risk(
            level,
            code,
            message,
            position.statement(),
            object,
            hint,
            position.line(),
            position.column(),
            suppressedReason);
  }

  /** This risk, passed over by the script for a reason. */
  public Risk suppressed(String reason) {
    return new Risk(level, code, message, statement, object, hint, line, column, reason);
  }
}
