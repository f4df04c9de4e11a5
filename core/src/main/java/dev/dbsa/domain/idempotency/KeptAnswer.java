package dev.dbsa.domain.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * The answer to the first of several equal requests, as it was sent.
 *
 * @param status the HTTP status
 * @param location the path of what was made; {@code null} where the answer names none
 * @param body JSON text, free of secrets
 */
public record KeptAnswer(int status, @Nullable String location, String body) {}
