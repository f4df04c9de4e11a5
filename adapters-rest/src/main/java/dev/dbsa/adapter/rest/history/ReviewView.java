package dev.dbsa.adapter.rest.history;

import dev.dbsa.domain.review.Review;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A review that was just recorded. */
@Schema(name = "Review")
record ReviewView(
    UUID requestId,
    @Schema(
            enumeration = {"accepted", "rejected", "edited"},
            examples = "edited")
        String reviewStatus,
    @Schema(
            nullable = true,
            description = "Who decided; null where the caller did not say.",
            examples = "alice")
        @Nullable String reviewer,
    @Schema(nullable = true, examples = "Adjusted the sample size") @Nullable String reviewNote,
    @Schema(nullable = true, deprecated = true, description = "The same as final_script_text.")
        @Nullable String editedScriptText,
    @Schema(nullable = true, description = "The script in its final form.")
        @Nullable String finalScriptText,
    @Schema(
            nullable = true,
            description =
                "Unified diff from the generated script to the final one; null without a final"
                    + " script, empty if both are the same.")
        @Nullable String editedScriptDiff,
    Instant createdAt) {

  static ReviewView of(Review review) {
    return new ReviewView(
        review.generationId().value(),
        review.status().label(),
        review.reviewer(),
        review.note(),
        review.finalScript(),
        review.finalScript(),
        review.diff(),
        review.createdAt());
  }
}
