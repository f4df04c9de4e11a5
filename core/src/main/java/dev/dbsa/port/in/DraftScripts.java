package dev.dbsa.port.in;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.generation.Answer;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.generation.Standing;
import dev.dbsa.domain.review.EffectiveScript;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.sql.ScriptMode;
import java.util.List;
import java.util.OptionalLong;

/** Requests drafts and follows their generation. */
public interface DraftScripts {
  /**
   * Stores a request, which then waits to be executed.
   *
   * @throws DbsaException {@code CONNECTION_NOT_FOUND}, {@code SNAPSHOT_NOT_FOUND}, {@code
   *     SNAPSHOT_OF_OTHER_CONNECTION}
   */
  Generation request(
      ConnectionId connection, SnapshotId snapshot, RequestText text, ScriptMode mode);

  /**
   * Stores a request that follows another: what was asked there, with these answers to its
   * questions.
   *
   * @param answers at least one
   * @throws DbsaException {@code GENERATION_NOT_FOUND}, {@code GENERATION_NOT_FINISHED}, {@code
   *     GENERATION_HAS_NO_QUESTIONS}, {@code TOO_MANY_CLARIFICATIONS}
   * @throws dev.dbsa.domain.error.InvalidFieldsException naming the answers that belong to no
   *     question
   */
  Generation answer(GenerationId id, List<Answer> answers);

  /**
   * Starts a queued generation in the background and returns at once; where no worker is free, it
   * stays queued and waits for one. One of several concurrent callers wins.
   *
   * @throws DbsaException {@code GENERATION_NOT_FOUND}, {@code GENERATION_NOT_QUEUED}, {@code
   *     GENERATION_WAITING}, {@code TOO_MANY_GENERATIONS}
   */
  Generation execute(GenerationId id);

  /**
   * Starts a failed generation once more, as a new attempt.
   *
   * @throws DbsaException {@code GENERATION_NOT_FOUND}, {@code GENERATION_NOT_FAILED}, {@code
   *     TOO_MANY_GENERATIONS}
   */
  Generation retry(GenerationId id);

  /**
   * Ends a queued or running generation; the work under way stops.
   *
   * @throws DbsaException {@code GENERATION_NOT_FOUND}, {@code GENERATION_NOT_CANCELABLE}
   */
  Generation cancel(GenerationId id);

  /**
   * The generation as it stands.
   *
   * @throws DbsaException {@code GENERATION_NOT_FOUND}
   */
  Generation get(GenerationId id);

  /**
   * Where the generation stands.
   *
   * @throws DbsaException {@code GENERATION_NOT_FOUND}
   */
  Standing getStanding(GenerationId id);

  /**
   * The generation's place in the queue for a worker, 1 for the one that is next; empty where it
   * does not wait for one.
   */
  OptionalLong placeInQueue(Standing generation);

  /**
   * The outcome of a generation that has ended.
   *
   * @throws DbsaException {@code GENERATION_NOT_FOUND}, {@code GENERATION_NOT_FINISHED}
   */
  FinishedGeneration getFinished(GenerationId id);

  /**
   * A generation that has ended, with the script in force.
   *
   * @param followedBy the generations that answer its questions, oldest first
   */
  record FinishedGeneration(
      Generation generation, EffectiveScript effective, List<GenerationId> followedBy) {
    public FinishedGeneration {
      followedBy = List.copyOf(followedBy);
    }
  }
}
