package dev.dbsa.domain.error;

/**
 * One field that breaks its rule.
 *
 * @param field name as the client sent it, such as {@code request_text}
 * @param message the rule, such as "must not be blank"
 */
public record FieldViolation(String field, String message) {}
