package dev.dbsa.domain.history;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.domain.review.ReviewStatus;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A generation as a list shows it.
 *
 * @param lintStatus {@code null} where there is no script
 * @param reviewStatus of the newest review; {@code null} before the first
 * @param lastReviewedAt {@code null} before the first review
 * @param lastErrorMessage of the newest failed attempt; {@code null} unless the generation stands
 *     failed
 */
public record HistoryRow(
    GenerationId id,
    String requestSummary,
    ScriptMode scriptMode,
    Dialect dialect,
    ConnectionId connectionId,
    String connectionName,
    GenerationStatus latestStatus,
    int attemptCount,
    @Nullable String lastErrorMessage,
    @Nullable LintStatus lintStatus,
    int riskCount,
    @Nullable ReviewStatus reviewStatus,
    @Nullable Instant lastReviewedAt,
    boolean hasFinalScript,
    Instant createdAt) {}
