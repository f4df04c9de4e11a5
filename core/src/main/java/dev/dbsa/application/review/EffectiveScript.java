package dev.dbsa.application.review;

import dev.dbsa.domain.generation.Draft;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.port.out.ReviewStore;
import java.util.Optional;

/** The script that people should treat as the right one. */
public final class EffectiveScript {
  private EffectiveScript() {}

  /** The newest review's final script where there is one, else the generated script. */
  public static Optional<String> of(Generation generation, ReviewStore reviews) {
    return reviews.findFinalScript(generation.id()).or(() -> generation.draft().map(Draft::script));
  }
}
