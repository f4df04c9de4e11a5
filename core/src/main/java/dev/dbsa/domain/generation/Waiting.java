package dev.dbsa.domain.generation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place in the queue for a worker. Whoever waits for longest comes first.
 *
 * @param since when it was asked for, or began the attempt that its worker gave up
 */
public record Waiting(Instant since, @Nullable String startedBy) implements Turn {}
