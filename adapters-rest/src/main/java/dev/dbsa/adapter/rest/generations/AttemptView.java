package dev.dbsa.adapter.rest.generations;

import dev.dbsa.domain.generation.Attempt;
import dev.dbsa.domain.generation.Failure;
import dev.dbsa.domain.generation.Usage;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One execution of a generation. */
@Schema(name = "Attempt")
record AttemptView(
    @Schema(description = "Counts from one.", examples = "1") int number,
    @Schema(
            nullable = true,
            description = "The process that worked on it; null for attempts of older versions.")
        @Nullable String worker,
    Instant startedAt,
    @Schema(nullable = true, description = "Null while it runs.") @Nullable Instant finishedAt,
    @Schema(
            enumeration = {"running", "completed", "failed", "canceled", "clarification_needed"},
            examples = "failed")
        String outcome,
    @Schema(nullable = true, description = "Why it failed; null if it did not.")
        @Nullable String errorMessage,
    @Schema(
            nullable = true,
            description = "A stable word for why it failed; null if it did not.",
            examples = "model_answer_invalid")
        @Nullable String errorCode,
    @Schema(
            nullable = true,
            description =
                "What it took, also where it failed; null where no answer came, or it was ended from"
                    + " outside.")
        @Nullable UsageView usage,
    @Schema(
            nullable = true,
            description =
                "The last answer of the model that could not be used, cut at 4000 characters and"
                    + " without secrets; null where there is none.")
        @Nullable String rawAnswer) {

  static AttemptView of(Attempt attempt) {
    Failure failure = attempt.failure();
    Usage usage = attempt.usage();
    return new AttemptView(
        attempt.number(),
        attempt.worker(),
        attempt.startedAt(),
        attempt.finishedAt(),
        attempt.outcome().label(),
        failure == null ? null : failure.message(),
        failure == null ? null : failure.code(),
        usage == null ? null : UsageView.of(usage),
        attempt.answer());
  }
}
