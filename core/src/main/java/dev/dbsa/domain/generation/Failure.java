package dev.dbsa.domain.generation;

/**
 * Why an attempt failed.
 *
 * @param code stable name in snake_case, such as {@code timeout} or {@code model_unavailable}
 * @param message the facts for people; free of secrets
 */
public record Failure(String code, String message) {}
