package dev.dbsa.adapter.rest.generations;

import dev.dbsa.domain.generation.Attempt;
import dev.dbsa.domain.generation.Failure;
import dev.dbsa.domain.generation.Standing;
import dev.dbsa.port.in.DraftScripts;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a generation stands. */
@Schema(name = "GenerationStatus")
record GenerationStatusView(
    UUID generationId,
    UUID connectionId,
    UUID snapshotId,
    @Schema(
            enumeration = {
              "queued",
              "running",
              "completed",
              "failed",
              "canceled",
              "clarification_needed"
            },
            examples = "completed")
        String status,
    @Schema(description = "How many attempts were started.", examples = "1") int attemptCount,
    @Schema(nullable = true, description = "When the latest attempt started.")
        @Nullable Instant startedAt,
    @Schema(
            nullable = true,
            description = "When the latest attempt ended; null while there is none or it runs.")
        @Nullable Instant finishedAt,
    @Schema(nullable = true, description = "Why the latest attempt failed; null if it did not.")
        @Nullable String errorMessage,
    @Schema(
            nullable = true,
            description = "A stable word for why the latest attempt failed; null if it did not.",
            examples = "timeout")
        @Nullable String errorCode,
    @Schema(
            nullable = true,
            description =
                "Its place in the queue for a worker, 1 for the one that is next; null unless it"
                    + " was told to start and waits for one.",
            examples = "3")
        @Nullable Long queuePosition,
    @Schema(description = "Whether it may be retried now.") boolean canRetry,
    @Schema(description = "Whether it may be canceled now.") boolean canCancel,
    Instant createdAt) {

  static GenerationStatusView of(Standing generation, DraftScripts drafts) {
    OptionalLong place = drafts.placeInQueue(generation);
    return new GenerationStatusView(
        generation.id().value(),
        generation.connectionId().value(),
        generation.snapshotId().value(),
        generation.status().label(),
        generation.attempts().size(),
        generation.latestAttempt().map(Attempt::startedAt).orElse(null),
        generation.latestAttempt().map(Attempt::finishedAt).orElse(null),
        generation.failure().map(Failure::message).orElse(null),
        generation.failure().map(Failure::code).orElse(null),
        place.isPresent() ? place.getAsLong() : null,
        generation.canRetry(),
        generation.canCancel(),
        generation.createdAt());
  }
}
