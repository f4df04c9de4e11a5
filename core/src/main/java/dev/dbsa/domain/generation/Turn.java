package dev.dbsa.domain.generation;

import org.jspecify.annotations.Nullable;

/** Where a generation that is to be worked on stands: in the queue, or with a worker. */
public sealed interface Turn permits Waiting, Lease {
  /**
   * Whose share of what is under way this generation is part of; {@code null} where nobody had to
   * say who they are.
   */
  @Nullable String startedBy();
}
