package dev.dbsa.domain.generation;

import java.time.Instant;

/**
 * A process's claim on a running generation. A claim that is not renewed in time means that the
 * process died.
 *
 * @param owner identity of the process
 */
public record Lease(String owner, Instant until) {}
