package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.domain.script.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A reason for which the server refuses a statement, or something of it that does nothing.
 *
 * @param severity that of the rule for a refusal; lower for what the server takes all the same
 * @param at index of the token concerned
 * @param hint {@code null} where there is no advice
 * @param object the name concerned; {@code null} where there is none
 */
public record Refusal(
    FindingRule rule,
    Severity severity,
    int at,
    String message,
    @Nullable String hint,
    @Nullable String object) {}
