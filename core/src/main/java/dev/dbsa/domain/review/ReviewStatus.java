package dev.dbsa.domain.review;

import java.util.Locale;
import java.util.Optional;

/** What a person decided about a draft. */
public enum ReviewStatus {
  ACCEPTED,
  REJECTED,
  /** Accepted in a form of the person's own. */
  EDITED;

  /** The status's name in the API, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a name as clients write it. */
  public static Optional<ReviewStatus> find(String name) {
    for (ReviewStatus status : values()) {
      if (status.label().equals(name)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
