package dev.dbsa.domain.backend;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which backend drafts scripts, and whether it can.
 *
 * @param backend {@code mock} or {@code llm}
 * @param ready whether drafts can be expected to succeed
 * @param missing the settings of a model endpoint that are missing or invalid, by the names of
 *     their environment variables; also where the backend needs none
 * @param baseUrl of the model endpoint, without secrets; {@code null} where there is no usable one
 * @param model {@code null} where none is configured
 * @param timeout how long one attempt may take
 */
public record BackendStatus(
    String backend,
    boolean ready,
    List<String> missing,
    @Nullable String baseUrl,
    @Nullable String model,
    Duration timeout) {
  public BackendStatus {
    missing = List.copyOf(missing);
  }
}
