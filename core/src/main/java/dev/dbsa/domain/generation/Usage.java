package dev.dbsa.domain.generation;

import org.jspecify.annotations.Nullable;

/**
 * What an attempt cost.
 *
 * @param backend {@code mock} or {@code llm}
 * @param model the model's name; {@code null} for the mock backend
 * @param promptTokens {@code null} where the backend does not count
 * @param completionTokens {@code null} where the backend does not count
 * @param latencyMillis the time spent waiting for the backend, all rounds together
 * @param rounds how often the backend was asked
 * @param promptVersion {@code null} for the mock backend
 */
public record Usage(
    String backend,
    @Nullable String model,
    @Nullable Long promptTokens,
    @Nullable Long completionTokens,
    long latencyMillis,
    int rounds,
    @Nullable String promptVersion) {

  /** What both took together. */
  public Usage plus(Usage later) {
    return new Usage(
        later.backend,
        later.model,
        sum(promptTokens, later.promptTokens),
        sum(completionTokens, later.completionTokens),
        latencyMillis + later.latencyMillis,
        rounds + later.rounds,
        later.promptVersion);
  }

  private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
    if (a == null) {
      return b;
    }
    return b == null ? a : Long.valueOf(a + b);
  }
}
