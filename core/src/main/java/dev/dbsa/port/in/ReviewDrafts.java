package dev.dbsa.port.in;

import dev.dbsa.domain.auth.Reviewer;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.history.HistoryCursor;
import dev.dbsa.domain.history.HistoryQuery;
import dev.dbsa.domain.history.HistoryRow;
import dev.dbsa.domain.history.Page;
import dev.dbsa.domain.review.EffectiveScript;
import dev.dbsa.domain.review.Review;
import dev.dbsa.domain.review.ReviewStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows past generations and records what people decided about them. */
public interface ReviewDrafts {
  /** One page of the history. */
  Page<HistoryRow> find(HistoryQuery query);

  /** The rows that follow a place in the history, as many as a page of the query has. */
  List<HistoryRow> findBehind(HistoryQuery query, HistoryCursor place);

  /**
   * One generation, in whatever state, with all of its reviews.
   *
   * @throws DbsaException {@code GENERATION_NOT_FOUND}
   */
  ReviewedGeneration get(GenerationId id);

  /**
   * Records a decision. A final script is checked against the connection's newest snapshot.
   *
   * @param reviewer {@code null} where the caller did not say
   * @param note {@code null} for none
   * @param finalScript {@code null} for none; required for {@link ReviewStatus#EDITED}
   * @throws DbsaException {@code GENERATION_NOT_FOUND}; {@code GENERATION_NOT_COMPLETED}; {@code
   *     INVALID_FIELDS}, also for a final script that fails the checks where that is refused
   */
  Review review(
      GenerationId id,
      ReviewStatus status,
      @Nullable Reviewer reviewer,
      @Nullable String note,
      @Nullable String finalScript);

  /**
   * @param reviews oldest first
   * @param effective the script in force
   */
  record ReviewedGeneration(
      Generation generation,
      String connectionName,
      List<Review> reviews,
      EffectiveScript effective) {
    public ReviewedGeneration {
      reviews = List.copyOf(reviews);
    }
  }
}
