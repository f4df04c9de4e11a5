package dev.dbsa.domain.generation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a generation.
 *
 * @param number 1-based
 * @param finishedAt {@code null} while it runs
 * @param outcome {@link GenerationStatus#RUNNING} while it runs, a terminal status afterwards
 * @param failure {@code null} unless the outcome is {@link GenerationStatus#FAILED}
 */
public record Attempt(
    int number,
    Instant startedAt,
    @Nullable Instant finishedAt,
    GenerationStatus outcome,
    @Nullable Failure failure) {}
