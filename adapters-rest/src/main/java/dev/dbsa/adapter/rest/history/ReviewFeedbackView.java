package dev.dbsa.adapter.rest.history;

import dev.dbsa.domain.review.Review;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A review in the record of its generation. */
@Schema(name = "ReviewFeedback")
record ReviewFeedbackView(
    @Schema(enumeration = {"accepted", "rejected", "edited"}) String reviewStatus,
    @Schema(nullable = true, description = "Who decided; null where the caller did not say.")
        @Nullable String reviewer,
    @Schema(nullable = true) @Nullable String reviewNote,
    @Schema(nullable = true, deprecated = true, description = "The same as final_script_text.")
        @Nullable String editedScriptText,
    @Schema(nullable = true, description = "The script in its final form.")
        @Nullable String finalScriptText,
    @Schema(nullable = true, description = "Unified diff to the final script.")
        @Nullable String editedScriptDiff,
    Instant createdAt) {

  static ReviewFeedbackView of(Review review) {
    return new ReviewFeedbackView(
        review.status().label(),
        review.reviewer(),
        review.note(),
        review.finalScript(),
        review.finalScript(),
        review.diff(),
        review.createdAt());
  }
}
