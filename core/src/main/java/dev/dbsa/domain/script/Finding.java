package dev.dbsa.domain.script;

import org.jspecify.annotations.Nullable;

/**
 * Something that a check noticed in a script.
 *
 * @param rule the check's stable name in kebab-case, such as {@code unknown-column}
 * @param message the facts of this case
 * @param hint what to do about it; {@code null} where there is no good advice
 * @param position {@code null} where the finding is about the script as a whole
 * @param object the object concerned, as the script names it; {@code null} where there is none
 */
public record Finding(
    String rule,
    FindingCategory category,
    Severity severity,
    String message,
    @Nullable String hint,
    @Nullable Position position,
    @Nullable String object) {}
