package dev.dbsa.port.out;

import dev.dbsa.domain.generation.Failure;
import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.domain.generation.RepairRound;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.sql.ScriptMode;
import java.time.Instant;
import java.util.List;

/** A backend that drafts scripts. Safe to call concurrently. */
public interface ScriptGenerator {
  /**
   * Drafts a script, or asks. Interrupting the calling thread ends the work at once, closing
   * whatever connection it holds.
   *
   * @throws GenerationFailedException if there is nothing to propose
   * @throws InterruptedException if the calling thread was interrupted
   */
  Proposal draft(DraftRequest request) throws InterruptedException;

  /**
   * How often a script that fails the checks is handed back for repair; 0 where that cannot help.
   */
  default int repairAttempts() {
    return 0;
  }

  /**
   * What to draft.
   *
   * @param repairs scripts of this very request that the checks refused, oldest first; empty at the
   *     first call
   * @param deadline when the attempt is given up
   */
  record DraftRequest(
      RequestText text,
      ScriptMode mode,
      SchemaSnapshot snapshot,
      List<RepairRound> repairs,
      Instant deadline) {
    public DraftRequest {
      repairs = List.copyOf(repairs);
    }
  }

  /** The backend has nothing to propose. */
  final class GenerationFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public GenerationFailedException(Failure failure) {
      super(failure.message());
      this.failure = failure;
    }

    public Failure failure() {
      return failure;
    }
  }
}
