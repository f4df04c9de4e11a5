package dev.dbsa.adapter.llm.client;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An answer, read in full.
 *
 * @param contentType {@code null} where the endpoint does not say
 * @param retryAfter the header as it is; {@code null} where there is none
 * @param location where a redirect leads; {@code null} where there is none
 */
record HttpAnswer(
    int status,
    @Nullable String contentType,
    @Nullable String retryAfter,
    @Nullable String location,
    byte[] body) {
  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
