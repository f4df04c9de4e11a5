package dev.dbsa.adapter.rest.history;

import dev.dbsa.adapter.rest.generations.ClarificationView;
import dev.dbsa.adapter.rest.validations.ImpactedObjectView;
import dev.dbsa.adapter.rest.validations.RiskView;
import dev.dbsa.adapter.rest.validations.ValidationView;
import dev.dbsa.domain.generation.Draft;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.review.EffectiveScript;
import dev.dbsa.port.in.ReviewDrafts.ReviewedGeneration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A past generation with all of its reviews. */
@Schema(name = "HistoryDetail")
record HistoryDetailView(
    UUID requestId,
    @Schema(
            description = "With the answers to what was asked back, where there are any.",
            examples = "show latest orders")
        String requestText,
    @Schema(description = "What was asked before and answered in this request, oldest first.")
        List<ClarificationView> clarifications,
    @Schema(
            nullable = true,
            description = "The generation whose questions this one answers; null for none.")
        @Nullable UUID follows,
    List<String> planSteps,
    @Schema(nullable = true, description = "The draft as it was generated.")
        @Nullable String generatedScript,
    @Schema(
            nullable = true,
            description = "The newest review's final script where there is one, else the draft.")
        @Nullable String effectiveScriptText,
    @Schema(description = "Of the effective script.") List<RiskView> risks,
    @Schema(description = "What the effective script touches.")
        List<ImpactedObjectView> impactedObjects,
    @Schema(description = "Of the effective script.") ValidationView validation,
    @Schema(description = "Of the draft as it was generated.") List<RiskView> generatedRisks,
    @Schema(description = "What the draft touches.")
        List<ImpactedObjectView> generatedImpactedObjects,
    @Schema(description = "Of the draft as it was generated.") ValidationView generatedValidation,
    @Schema(description = "Oldest first.") List<ReviewFeedbackView> reviewFeedback) {

  static HistoryDetailView of(ReviewedGeneration reviewed) {
    Generation generation = reviewed.generation();
    Optional<Draft> draft = generation.draft();
    EffectiveScript effective = reviewed.effective();
    return new HistoryDetailView(
        generation.id().value(),
        generation.request().whole(),
        ClarificationView.of(generation.request().clarifications()),
        generation.follows().map(GenerationId::value).orElse(null),
        draft.map(Draft::planSteps).orElse(List.of()),
        draft.map(Draft::script).orElse(null),
        effective.text(),
        RiskView.of(effective.risks()),
        ImpactedObjectView.of(effective.impactedObjects()),
        ValidationView.of(effective.validation()),
        RiskView.of(draft.map(Draft::risks).orElse(List.of())),
        ImpactedObjectView.of(draft.map(Draft::impactedObjects).orElse(List.of())),
        ValidationView.of(draft.map(Draft::validation).orElse(null)),
        reviewed.reviews().stream().map(ReviewFeedbackView::of).toList());
  }
}
