package dev.dbsa.domain.generation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A process's claim on a running generation. A claim that is not renewed in time means that the
 * process died.
 *
 * @param owner identity of the process
 * @param sent whether a model was asked: then nobody may simply ask again
 * @param startedBy whose share of running generations this one is part of; {@code null} where
 *     nobody had to say who they are
 */
public record Lease(String owner, Instant until, @Nullable String startedBy, boolean sent)
    implements Turn {
  /** A claim on work of which nothing was sent yet. */
  public Lease(String owner, Instant until, @Nullable String startedBy) {
    this(owner, until, startedBy, false);
  }
}
