package dev.dbsa.adapter.rest.generations;

import dev.dbsa.adapter.rest.validations.ImpactedObjectView;
import dev.dbsa.adapter.rest.validations.RiskView;
import dev.dbsa.adapter.rest.validations.ValidationView;
import dev.dbsa.domain.generation.Attempt;
import dev.dbsa.domain.generation.Draft;
import dev.dbsa.domain.generation.Failure;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.review.EffectiveScript;
import dev.dbsa.port.in.DraftScripts.FinishedGeneration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The outcome of a generation that has ended. */
@Schema(
    name = "GenerationDetail",
    description =
        "A generation that ended without a script has the same fields, null or empty where there is"
            + " nothing.")
record GenerationDetailView(
    UUID generationId,
    @Schema(
            enumeration = {"completed", "failed", "canceled", "clarification_needed"},
            examples = "completed")
        String status,
    @Schema(nullable = true, description = "Why the latest attempt failed; null if it did not.")
        @Nullable String errorMessage,
    @Schema(
            nullable = true,
            description = "A stable word for why the latest attempt failed; null if it did not.",
            examples = "timeout")
        @Nullable String errorCode,
    @Schema(description = "The request in one line.", examples = "show latest orders")
        String requestSummary,
    @Schema(
            enumeration = {"mysql", "postgresql"},
            examples = "postgresql")
        String dbDialect,
    @Schema(description = "What was taken for granted.") List<String> assumptions,
    @Schema(description = "How the script was arrived at.") List<String> planSteps,
    @Schema(
            nullable = true,
            description = "The draft as it was generated.",
            examples = "SELECT * FROM orders ORDER BY placed_at DESC LIMIT 10;")
        @Nullable String generatedScript,
    @Schema(
            nullable = true,
            description = "The newest review's final script where there is one, else the draft.",
            examples = "SELECT * FROM orders ORDER BY placed_at DESC LIMIT 20;")
        @Nullable String effectiveScriptText,
    @Schema(nullable = true, description = "What the script does, for people.")
        @Nullable String explanation,
    @Schema(description = "Of the effective script.") List<RiskView> risks,
    @Schema(description = "What the effective script touches.")
        List<ImpactedObjectView> impactedObjects,
    @Schema(description = "What remains open, to be answered.") List<QuestionView> questions,
    @Schema(description = "The texts of the questions.") List<String> unresolvedQuestions,
    @Schema(description = "What was asked before and answered in this request, oldest first.")
        List<ClarificationView> clarifications,
    @Schema(
            nullable = true,
            description = "The generation whose questions this one answers; null for none.")
        @Nullable UUID follows,
    @Schema(description = "The generations that answer its questions, oldest first.")
        List<UUID> followedBy,
    @Schema(
            nullable = true,
            minimum = "0",
            maximum = "1",
            description = "How sure the draft is, lowered by what the checks found.",
            examples = "0.8")
        @Nullable Double confidenceScore,
    @Schema(description = "What the draft rests on.") List<ReferenceView> references,
    @Schema(description = "Of the effective script.") ValidationView validation,
    @Schema(description = "Of the draft as it was generated.") List<RiskView> generatedRisks,
    @Schema(description = "What the draft touches.")
        List<ImpactedObjectView> generatedImpactedObjects,
    @Schema(description = "Of the draft as it was generated.") ValidationView generatedValidation,
    @Schema(description = "The scripts that the checks refused on the way here, oldest first.")
        List<RepairRoundView> repairRounds,
    @Schema(
            nullable = true,
            description = "What the latest attempt took; null where nothing was asked.")
        @Nullable UsageView usage) {

  static GenerationDetailView of(FinishedGeneration finished) {
    Generation generation = finished.generation();
    Draft draft = generation.draft().orElse(null);
    return draft == null ? withoutDraft(finished) : withDraft(finished, draft);
  }

  private static GenerationDetailView withDraft(FinishedGeneration finished, Draft draft) {
    Generation generation = finished.generation();
    EffectiveScript effective = finished.effective();
    return new GenerationDetailView(
        generation.id().value(),
        generation.status().label(),
        generation.failure().map(Failure::message).orElse(null),
        generation.failure().map(Failure::code).orElse(null),
        generation.requestText().summary(),
        generation.dialect().label(),
        draft.assumptions(),
        draft.planSteps(),
        draft.script(),
        effective.text(),
        draft.explanation(),
        RiskView.of(effective.risks()),
        ImpactedObjectView.of(effective.impactedObjects()),
        QuestionView.of(draft.questions()),
        draft.unresolvedQuestions(),
        ClarificationView.of(generation.request().clarifications()),
        generation.follows().map(GenerationId::value).orElse(null),
        finished.followedBy().stream().map(GenerationId::value).toList(),
        draft.confidence(),
        draft.references().stream().map(ReferenceView::of).toList(),
        ValidationView.of(effective.validation()),
        RiskView.of(draft.risks()),
        ImpactedObjectView.of(draft.impactedObjects()),
        ValidationView.of(draft.validation()),
        draft.repairRounds().stream().map(RepairRoundView::of).toList(),
        UsageView.of(draft.usage()));
  }

  private static GenerationDetailView withoutDraft(FinishedGeneration finished) {
    Generation generation = finished.generation();
    return new GenerationDetailView(
        generation.id().value(),
        generation.status().label(),
        generation.failure().map(Failure::message).orElse(null),
        generation.failure().map(Failure::code).orElse(null),
        generation.requestText().summary(),
        generation.dialect().label(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        ClarificationView.of(generation.request().clarifications()),
        generation.follows().map(GenerationId::value).orElse(null),
        finished.followedBy().stream().map(GenerationId::value).toList(),
        null,
        List.of(),
        ValidationView.of(null),
        List.of(),
        List.of(),
        ValidationView.of(null),
        List.of(),
        generation.latestAttempt().map(Attempt::usage).map(UsageView::of).orElse(null));
  }
}
