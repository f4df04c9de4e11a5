package dev.dbsa.adapter.rest.generations;

import dev.dbsa.domain.generation.Standing;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All attempts of a generation. */
@Schema(name = "AttemptList")
record AttemptListView(
    UUID generationId, @Schema(description = "Oldest first.") List<AttemptView> items) {

  static AttemptListView of(Standing generation) {
    return new AttemptListView(
        generation.id().value(), generation.attempts().stream().map(AttemptView::of).toList());
  }
}
