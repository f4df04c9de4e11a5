package dev.dbsa.domain.generation;

import java.util.Locale;
import java.util.Optional;

/** Where a generation stands. */
public enum GenerationStatus {
  /** Waiting to be executed. */
  QUEUED,
  /** An attempt is under way. */
  RUNNING,
  /** There is a draft. */
  COMPLETED,
  /** The newest attempt failed; it can be retried. */
  FAILED,
  /** Ended by request. */
  CANCELED,
  /** The request is too unclear to draft a script; the questions say why. */
  CLARIFICATION_NEEDED;

  /** Whether nothing happens any more unless somebody asks for a retry. */
  public boolean isTerminal() {
    return this != QUEUED && this != RUNNING;
  }

  /** The status's name in the API, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a name as clients write it. */
  public static Optional<GenerationStatus> find(String name) {
    for (GenerationStatus status : values()) {
      if (status.label().equals(name)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
