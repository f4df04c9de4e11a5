package dev.dbsa.adapter.llm.client;

import org.jspecify.annotations.Nullable;

/**
 * What a model answered.
 *
 * @param content the answer's text as it came, never blank
 * @param model as the endpoint names it, else as it was asked for
 * @param promptTokens {@code null} where the endpoint does not count
 * @param completionTokens {@code null} where the endpoint does not count
 * @param latencyMillis from the first call to the end of the answer, retries and their pauses
 *     included
 */
public record ChatAnswer(
    String content,
    String model,
    @Nullable Long promptTokens,
    @Nullable Long completionTokens,
    long latencyMillis) {}
