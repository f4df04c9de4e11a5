package dev.dbsa.adapter.rest.generations;

import dev.dbsa.adapter.rest.validations.FindingView;
import dev.dbsa.domain.generation.RepairRound;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A script that the checks refused on the way to the draft. */
@Schema(name = "RepairRound")
record RepairRoundView(
    @Schema(examples = "SELECT emial FROM customers;") String script,
    @Schema(description = "What was wrong with it.") List<FindingView> errors) {

  static RepairRoundView of(RepairRound round) {
    return new RepairRoundView(
        round.script(), round.errors().stream().map(FindingView::of).toList());
  }
}
