package dev.dbsa.adapter.rest.history;

import dev.dbsa.adapter.rest.validations.ImpactedObjectView;
import dev.dbsa.adapter.rest.validations.RiskView;
import dev.dbsa.adapter.rest.validations.ValidationView;
import dev.dbsa.domain.auth.Reviewer;
import dev.dbsa.domain.review.Review;
import dev.dbsa.domain.script.ScriptAnalysis;
import java.time.Instant;
import java.util.List;
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
    @Schema(
            description =
                "Whether the signature of the request covers the reviewer; if not, the name is what"
                    + " the caller claims.")
        boolean reviewerVerified,
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
    @Schema(
            nullable = true,
            description = "What the checks say about the final script; null without one.")
        @Nullable ValidationView validation,
    @Schema(description = "Of the final script.") List<RiskView> risks,
    @Schema(description = "What the final script touches.")
        List<ImpactedObjectView> impactedObjects,
    Instant createdAt) {

  static ReviewView of(Review review) {
    ScriptAnalysis analysis = review.analysis();
    return new ReviewView(
        review.generationId().value(),
        review.status().label(),
        Reviewer.name(review.reviewer()),
        Reviewer.isVerified(review.reviewer()),
        review.note(),
        review.finalScript(),
        review.finalScript(),
        review.diff(),
        analysis == null ? null : ValidationView.of(analysis.validation()),
        RiskView.of(analysis == null ? List.of() : analysis.risks()),
        ImpactedObjectView.of(analysis == null ? List.of() : analysis.impactedObjects()),
        review.createdAt());
  }
}
