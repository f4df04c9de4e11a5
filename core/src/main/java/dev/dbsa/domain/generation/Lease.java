package dev.dbsa.domain.generation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A process's claim on a running generation. A claim that is not renewed in time means that the
 * process died.
 *
 * @param owner identity of the process
 * @param startedBy whose share of running generations this one is part of; {@code null} where
 *     nobody had to say who they are
 */
public record Lease(String owner, Instant until, @Nullable String startedBy) {}
