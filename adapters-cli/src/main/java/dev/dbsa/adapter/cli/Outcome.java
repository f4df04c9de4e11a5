package dev.dbsa.adapter.cli;

import org.jspecify.annotations.Nullable;

/**
 * What came of one or several requests.
 *
 * @param answer the one that matters
 * @param reached whether what was asked for has come about
 * @param note what the answer alone does not tell; {@code null} if there is nothing
 */
record Outcome(ApiResponse answer, boolean reached, @Nullable String note) {

  static Outcome of(ApiResponse answer) {
    return new Outcome(answer, answer.isSuccess(), null);
  }

  /** Of a generation that somebody has waited for. */
  static Outcome waitedFor(String generationId, ApiResponse status) {
    boolean tooSlow = status.isSuccess() && !GenerationWatch.hasEnded(status);
    return new Outcome(
        status,
        GenerationWatch.isCompleted(status),
        tooSlow
            ? "not yet ended; look again with --preset generation-status --request-id "
                + generationId
            : null);
  }
}
