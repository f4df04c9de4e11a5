package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.domain.review.ReviewStatus;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** What the history query selects, in its order. */
@RegisterForReflection
record HistoryTuple(
    String id,
    String requestText,
    ScriptMode scriptMode,
    Dialect dialect,
    String connectionId,
    String connectionName,
    GenerationStatus status,
    int attemptCount,
    String attempts,
    @Nullable LintStatus lintStatus,
    int riskCount,
    @Nullable ReviewStatus reviewStatus,
    @Nullable String lastReviewedAt,
    boolean hasFinalScript,
    String createdAt) {}
