package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.auth.Reviewer;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.review.Review;
import dev.dbsa.domain.review.ReviewId;
import java.util.UUID;

/** Reviews to rows and back. */
final class ReviewMapper {

  private final GenerationCodec codec = new GenerationCodec();

  Review toDomain(ReviewEntity row) {
    return new Review(
        new ReviewId(UUID.fromString(row.id)),
        new GenerationId(UUID.fromString(row.generationId)),
        row.status,
        row.reviewer == null ? null : new Reviewer(row.reviewer, row.reviewerVerified),
        row.note,
        row.finalScript,
        row.analysis == null ? null : codec.readAnalysis(row.analysis),
        row.diff,
        InstantText.parse(row.createdAt));
  }

  /**
   * @param number what the generation counts for this review
   */
  ReviewEntity toRow(Review review, int number) {
    ReviewEntity row = new ReviewEntity();
    row.id = review.id().value().toString();
    row.generationId = review.generationId().toString();
    row.number = number;
    row.status = review.status();
    row.reviewer = Reviewer.name(review.reviewer());
    row.reviewerVerified = Reviewer.isVerified(review.reviewer());
    row.note = review.note();
    row.createdAt = InstantText.of(review.createdAt());
    row.finalScript = review.finalScript();
    row.analysis = review.analysis() == null ? null : codec.write(review.analysis());
    row.diff = review.diff();
    return row;
  }
}
