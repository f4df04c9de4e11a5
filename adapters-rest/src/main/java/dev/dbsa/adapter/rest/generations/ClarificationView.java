package dev.dbsa.adapter.rest.generations;

import dev.dbsa.domain.generation.Clarification;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A question that was asked before, with what somebody answered. */
@Schema(name = "Clarification")
public record ClarificationView(
    @Schema(examples = "Should canceled orders be left out?") String question,
    @Schema(examples = "yes") String answer) {

  /** In the order in which they were given. */
  public static List<ClarificationView> of(List<Clarification> clarifications) {
    return clarifications.stream()
        .map(c -> new ClarificationView(c.question(), c.answer()))
        .toList();
  }
}
