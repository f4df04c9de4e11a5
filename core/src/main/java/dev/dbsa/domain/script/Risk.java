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
 */
public record Risk(
    RiskLevel level,
    String code,
    String message,
    @Nullable Integer statement,
    @Nullable String object,
    @Nullable String hint) {}
