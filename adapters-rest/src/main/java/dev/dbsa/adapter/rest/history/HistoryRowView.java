package dev.dbsa.adapter.rest.history;

import dev.dbsa.domain.history.HistoryRow;
import dev.dbsa.domain.review.ReviewStatus;
import dev.dbsa.domain.script.LintStatus;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A generation as a list shows it. */
@Schema(name = "HistoryRow")
record HistoryRowView(
    UUID requestId,
    @Schema(description = "The request in one line.", examples = "show latest orders")
        String requestSummary,
    @Schema(
            enumeration = {"query", "dml", "ddl", "migration", "maintenance"},
            examples = "query")
        String scriptMode,
    @Schema(
            enumeration = {"mysql", "postgresql"},
            examples = "postgresql")
        String dialect,
    UUID connectionId,
    @Schema(examples = "orders-prod-ro") String connectionName,
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
        String latestStatus,
    @Schema(description = "How many attempts were started.", examples = "1") int attemptCount,
    @Schema(nullable = true, description = "Why it failed; null unless it stands failed.")
        @Nullable String lastErrorMessage,
    @Schema(
            nullable = true,
            enumeration = {"pass", "warn", "fail"},
            description = "null where there is no script.",
            examples = "warn")
        @Nullable String lintStatus,
    @Schema(examples = "1") int riskCount,
    @Schema(
            nullable = true,
            enumeration = {"accepted", "rejected", "edited"},
            description = "Of the newest review; null before the first.",
            examples = "edited")
        @Nullable String reviewStatus,
    @Schema(nullable = true, description = "null before the first review.")
        @Nullable Instant lastReviewedAt,
    @Schema(description = "Whether a review brought a final script.") boolean hasFinalScript,
    Instant createdAt) {

  static HistoryRowView of(HistoryRow row) {
    LintStatus lintStatus = row.lintStatus();
    ReviewStatus reviewStatus = row.reviewStatus();
    return new HistoryRowView(
        row.id().value(),
        row.requestSummary(),
        row.scriptMode().label(),
        row.dialect().label(),
        row.connectionId().value(),
        row.connectionName(),
        row.latestStatus().label(),
        row.attemptCount(),
        row.lastErrorMessage(),
        lintStatus == null ? null : lintStatus.label(),
        row.riskCount(),
        reviewStatus == null ? null : reviewStatus.label(),
        row.lastReviewedAt(),
        row.hasFinalScript(),
        row.createdAt());
  }
}
