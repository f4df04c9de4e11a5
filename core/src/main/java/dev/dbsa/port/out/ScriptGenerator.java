package dev.dbsa.port.out;

import dev.dbsa.domain.generation.Failure;
import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.domain.generation.RepairRound;
import dev.dbsa.domain.generation.Request;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.generation.Usage;
import dev.dbsa.domain.knowledge.Knowledge;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.sql.ScriptMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
   * Whether a request leaves the process, to a model that may be paid for: then it is not simply
   * repeated.
   */
  default boolean asksModel() {
    return false;
  }

  /**
   * How often a script that fails the checks is handed back for repair; 0 where that cannot help.
   */
  default int repairAttempts() {
    return 0;
  }

  /**
   * What to draft.
   *
   * @param knowledge what the team has taught
   * @param repairs scripts of this very request that the checks refused, oldest first; empty at the
   *     first call
   * @param deadline when the attempt is given up
   */
  record DraftRequest(
      Request request,
      ScriptMode mode,
      SchemaSnapshot snapshot,
      Knowledge knowledge,
      List<RepairRound> repairs,
      Instant deadline) {
    public DraftRequest {
      repairs = List.copyOf(repairs);
    }

    /** The words of the person. */
    public RequestText text() {
      return request.text();
    }
  }

  /** The backend has nothing to propose. */
  final class GenerationFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;
    private final transient @Nullable Usage usage;
    private final transient @Nullable String answer;

    public GenerationFailedException(Failure failure) {
      this(failure, null, null);
    }

    /**
     * @param usage what it cost nevertheless; {@code null} for nothing
     * @param answer the answer that could not be used, free of secrets; {@code null} for none
     */
    public GenerationFailedException(
        Failure failure, @Nullable Usage usage, @Nullable String answer) {
      super(failure.message());
      this.failure = failure;
      this.usage = usage;
      this.answer = answer;
    }

    public @Nullable Usage usage() {
      return usage;
    }

    public @Nullable String answer() {
      return answer;
    }

    public Failure failure() {
      return failure;
    }
  }
}
