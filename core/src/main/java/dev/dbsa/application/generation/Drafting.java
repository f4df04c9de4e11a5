package dev.dbsa.application.generation;

import dev.dbsa.application.knowledge.Teaching;
import dev.dbsa.domain.generation.Draft;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.domain.generation.RepairRound;
import dev.dbsa.domain.generation.Usage;
import dev.dbsa.domain.knowledge.Knowledge;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.port.out.ScriptGenerator;
import dev.dbsa.port.out.ScriptGenerator.DraftRequest;
import dev.dbsa.port.out.ScriptGenerator.GenerationFailedException;
import dev.dbsa.port.out.ScriptValidator;
import dev.dbsa.port.out.SnapshotStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The work of one attempt: draft, check, hand back what the checks refuse, and keep the best
 * script. Blind repetition makes good scripts worse, so a script is only handed back with the
 * errors found in it, and only as often as the backend asks for.
 */
public final class Drafting {
  private final SnapshotStore snapshots;
  private final ScriptGenerator generator;
  private final ScriptValidator validator;
  private final Teaching teaching;

  public Drafting(
      SnapshotStore snapshots,
      ScriptGenerator generator,
      ScriptValidator validator,
      Teaching teaching) {
    this.snapshots = snapshots;
    this.teaching = teaching;
    this.generator = generator;
    this.validator = validator;
  }

  /** What came out of an attempt that did not fail. */
  sealed interface Outcome {
    /** A script, valid or not. */
    record Drafted(Draft draft) implements Outcome {}

    /** Questions instead of a script. */
    record Questions(Draft draft) implements Outcome {}
  }

  /** Called before a model is asked. */
  interface Sending {
    /**
     * @throws InterruptedException if nothing is to be sent any more
     */
    void begin() throws InterruptedException;
  }

  Outcome draft(Generation generation, Instant deadline, Sending sending)
      throws InterruptedException {
    SchemaSnapshot snapshot =
        snapshots.find(generation.snapshotId()).orElseThrow(generation.snapshotId()::notFound);
    Knowledge knowledge = teaching.concerning(generation, snapshot);
    List<RepairRound> rounds = new ArrayList<>();
    @Nullable Checked best = null;
    @Nullable Usage usage = null;
    if (generator.asksModel()) {
      sending.begin();
    }
    while (true) {
      Proposal proposal;
      try {
        proposal =
            generator.draft(
                new DraftRequest(
                    generation.request(),
                    generation.scriptMode(),
                    snapshot,
                    knowledge,
                    rounds,
                    deadline));
      } catch (GenerationFailedException e) {
        if (best == null || usage == null) {
          throw e;
        }
        // A script that fails the checks tells more than the failure to repair it.
        Proposal unrepaired = best.proposal().explaining("Not repaired: " + e.failure().message());
        Usage lost = e.usage();
        return new Outcome.Drafted(
            Draft.of(unrepaired, best.analysis(), rounds, lost == null ? usage : usage.plus(lost)));
      }
      usage = usage == null ? proposal.usage() : usage.plus(proposal.usage());
      String script = proposal.script();
      if (script == null) {
        return new Outcome.Questions(Draft.ofQuestions(proposal, rounds, usage));
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      Checked checked =
          new Checked(
              proposal,
              validator.validate(script, snapshot, ScriptScope.ofDraft(generation.scriptMode())));
      if (best == null || checked.errors() < best.errors()) {
        best = checked;
      }
      if (checked.errors() == 0 || rounds.size() >= generator.repairAttempts()) {
        return new Outcome.Drafted(Draft.of(best.proposal(), best.analysis(), rounds, usage));
      }
      rounds.add(new RepairRound(script, checked.analysis().validation().errors()));
    }
  }

  private record Checked(Proposal proposal, ScriptAnalysis analysis) {
    int errors() {
      return analysis.validation().errors().size();
    }
  }
}
