package dev.dbsa.domain.history;

import dev.dbsa.domain.generation.GenerationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place in the history behind one row, by what the row is ordered by. What comes after it is
 * found without counting what came before, and stays the same when rows are added.
 *
 * @param lastReviewedAt {@code null} where the row has no review
 */
public record HistoryCursor(
    Instant createdAt, GenerationId id, int riskCount, @Nullable Instant lastReviewedAt) {

  /** The place behind this row. */
  public static HistoryCursor behind(HistoryRow row) {
    return new HistoryCursor(row.createdAt(), row.id(), row.riskCount(), row.lastReviewedAt());
  }
}
