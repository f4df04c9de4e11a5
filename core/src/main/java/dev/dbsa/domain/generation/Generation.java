package dev.dbsa.domain.generation;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request for a draft, with its attempts. Immutable; this class is the state machine, and every
 * change of status goes through one of its methods:
 *
 * <pre>
 * queued ──start──▶ running ──complete──▶ completed
 *   │ ▲ ▲             │├──clarify──▶ clarification_needed
 *   │ │ └──release────┘│
 *   │ └──requeue── failed ◀──fail──┤
 *   └──────cancel──▶ canceled ◀──cancel──┘
 * </pre>
 *
 * <p>A queued generation waits for a worker only once it was told to: {@link #enqueue}.
 */
public final class Generation {
  private final GenerationId id;
  private final ConnectionId connectionId;
  private final SnapshotId snapshotId;
  private final Dialect dialect;
  private final Request request;
  private final @Nullable GenerationId follows;
  private final ScriptMode scriptMode;
  private final GenerationStatus status;
  private final List<Attempt> attempts;
  private final @Nullable Draft draft;
  private final @Nullable Turn turn;
  private final Instant createdAt;
  private final long version;

  private Generation(
      GenerationId id,
      ConnectionId connectionId,
      SnapshotId snapshotId,
      Dialect dialect,
      Request request,
      @Nullable GenerationId follows,
      ScriptMode scriptMode,
      GenerationStatus status,
      List<Attempt> attempts,
      @Nullable Draft draft,
      @Nullable Turn turn,
      Instant createdAt,
      long version) {
    this.id = id;
    this.connectionId = connectionId;
    this.snapshotId = snapshotId;
    this.dialect = dialect;
    this.request = request;
    this.follows = follows;
    this.scriptMode = scriptMode;
    this.status = status;
    this.attempts = List.copyOf(attempts);
    this.draft = draft;
    this.turn = turn;
    this.createdAt = createdAt;
    this.version = version;
  }

  /**
   * A new request.
   *
   * @param follows the generation whose questions it answers; {@code null} for none
   */
  public static Generation queued(
      GenerationId id,
      ConnectionId connectionId,
      SnapshotId snapshotId,
      Dialect dialect,
      Request request,
      @Nullable GenerationId follows,
      ScriptMode scriptMode,
      Instant now) {
    return new Generation(
        id,
        connectionId,
        snapshotId,
        dialect,
        request,
        follows,
        scriptMode,
        GenerationStatus.QUEUED,
        List.of(),
        null,
        null,
        now,
        0);
  }

  /**
   * A generation as a store kept it.
   *
   * @throws IllegalArgumentException if the parts contradict each other, which no method of this
   *     class lets happen
   */
  public static Generation restored(
      GenerationId id,
      ConnectionId connectionId,
      SnapshotId snapshotId,
      Dialect dialect,
      Request request,
      @Nullable GenerationId follows,
      ScriptMode scriptMode,
      GenerationStatus status,
      List<Attempt> attempts,
      @Nullable Draft draft,
      @Nullable Turn turn,
      Instant createdAt,
      long version) {
    boolean running = status == GenerationStatus.RUNNING;
    boolean consistent =
        running == (turn instanceof Lease)
            && (status == GenerationStatus.QUEUED || !(turn instanceof Waiting))
            && (status != GenerationStatus.COMPLETED || (draft != null && draft.script() != null))
            && (status == GenerationStatus.QUEUED
                || status == GenerationStatus.CANCELED
                || (!attempts.isEmpty() && attempts.getLast().outcome() == status));
    if (!consistent) {
      throw new IllegalArgumentException(
          "generation " + id + " is stored in a state that cannot be: " + status);
    }
    return new Generation(
        id,
        connectionId,
        snapshotId,
        dialect,
        request,
        follows,
        scriptMode,
        status,
        attempts,
        draft,
        turn,
        createdAt,
        version);
  }

  /**
   * Makes a queued generation wait for a worker.
   *
   * @throws DbsaException {@link ErrorCode#GENERATION_NOT_QUEUED}, or {@link
   *     ErrorCode#GENERATION_WAITING} if it does already
   */
  public Generation enqueue(Waiting place) {
    require(
        status == GenerationStatus.QUEUED,
        ErrorCode.GENERATION_NOT_QUEUED,
        "only a queued one can be executed");
    if (turn != null) {
      throw new DbsaException(
          ErrorCode.GENERATION_WAITING, "generation " + id + " waits for its turn already");
    }
    return next(GenerationStatus.QUEUED, attempts, null, place);
  }

  /**
   * Gives a running generation back to the queue, at the place that it had; the attempt counts as
   * failed.
   *
   * @param failure why the worker gives it up
   */
  public Generation release(Failure failure, Instant now) {
    Waiting place =
        new Waiting(attempts.getLast().startedAt(), lease().map(Lease::startedBy).orElse(null));
    Generation failed = fail(failure, now);
    return failed.next(GenerationStatus.QUEUED, failed.attempts, null, place);
  }

  /**
   * Begins an attempt.
   *
   * @throws DbsaException {@link ErrorCode#GENERATION_NOT_QUEUED}
   */
  public Generation start(Lease newLease, Instant now) {
    require(
        status == GenerationStatus.QUEUED,
        ErrorCode.GENERATION_NOT_QUEUED,
        "only a queued one can be executed");
    List<Attempt> more = new ArrayList<>(attempts);
    more.add(Attempt.begun(attempts.size() + 1, now, newLease.owner()));
    return next(GenerationStatus.RUNNING, more, null, newLease);
  }

  /** Ends the attempt with a draft that has a script. */
  public Generation complete(Draft newDraft, Instant now) {
    if (newDraft.script() == null) {
      throw new IllegalArgumentException("a completed generation has a script");
    }
    return finish(GenerationStatus.COMPLETED, newDraft, null, newDraft.usage(), null, now);
  }

  /** Ends the attempt with questions. */
  public Generation clarify(Draft questions, Instant now) {
    return finish(
        GenerationStatus.CLARIFICATION_NEEDED, questions, null, questions.usage(), null, now);
  }

  /** Ends the attempt without a draft. */
  public Generation fail(Failure failure, Instant now) {
    return fail(failure, null, null, now);
  }

  /**
   * The same, keeping what the attempt cost and brought.
   *
   * @param usage {@code null} where nothing was asked
   * @param answer what could not be used, free of secrets; {@code null} where there was nothing
   */
  public Generation fail(
      Failure failure, @Nullable Usage usage, @Nullable String answer, Instant now) {
    return finish(GenerationStatus.FAILED, null, failure, usage, answer, now);
  }

  /**
   * Makes a failed generation wait for its next attempt.
   *
   * @throws DbsaException {@link ErrorCode#GENERATION_NOT_FAILED}
   */
  public Generation requeue() {
    require(canRetry(), ErrorCode.GENERATION_NOT_FAILED, "only a failed one can be retried");
    return next(GenerationStatus.QUEUED, attempts, null, null);
  }

  /**
   * Ends the generation for good.
   *
   * @throws DbsaException {@link ErrorCode#GENERATION_NOT_CANCELABLE}
   */
  public Generation cancel(Instant now) {
    require(
        canCancel(),
        ErrorCode.GENERATION_NOT_CANCELABLE,
        "only a queued or running one can be canceled");
    if (status == GenerationStatus.QUEUED) {
      return next(GenerationStatus.CANCELED, attempts, null, null);
    }
    return finish(GenerationStatus.CANCELED, null, null, null, null, now);
  }

  private Generation finish(
      GenerationStatus outcome,
      @Nullable Draft newDraft,
      @Nullable Failure failure,
      @Nullable Usage usage,
      @Nullable String answer,
      Instant now) {
    if (status != GenerationStatus.RUNNING) {
      throw new IllegalStateException("generation " + id + " is " + status + ", not running");
    }
    Attempt running = attempts.getLast();
    List<Attempt> ended = new ArrayList<>(attempts);
    ended.set(ended.size() - 1, running.ended(now, outcome, failure, usage, answer));
    return next(outcome, ended, newDraft, null);
  }

  private Generation next(
      GenerationStatus newStatus,
      List<Attempt> newAttempts,
      @Nullable Draft newDraft,
      @Nullable Turn newTurn) {
    return new Generation(
        id,
        connectionId,
        snapshotId,
        dialect,
        request,
        follows,
        scriptMode,
        newStatus,
        newAttempts,
        newDraft,
        newTurn,
        createdAt,
        version);
  }

  private void require(boolean allowed, ErrorCode code, String rule) {
    if (!allowed) {
      throw new DbsaException(code, "generation " + id + " is " + status.label() + "; " + rule);
    }
  }

  /** What of it tells where it stands. */
  public Standing standing() {
    return new Standing(
        id, connectionId, snapshotId, status, attempts, waiting().orElse(null), createdAt);
  }

  public boolean canRetry() {
    return standing().canRetry();
  }

  public boolean canCancel() {
    return standing().canCancel();
  }

  public GenerationId id() {
    return id;
  }

  public ConnectionId connectionId() {
    return connectionId;
  }

  public SnapshotId snapshotId() {
    return snapshotId;
  }

  public Dialect dialect() {
    return dialect;
  }

  public Request request() {
    return request;
  }

  /** The words of the person, without the answers to what was asked back. */
  public RequestText requestText() {
    return request.text();
  }

  /** The generation whose questions this one's request answers. */
  public Optional<GenerationId> follows() {
    return Optional.ofNullable(follows);
  }

  /** What is still to be answered: questions instead of a script, or beside one. */
  public List<Question> questions() {
    return draft == null ? List.of() : draft.questions();
  }

  /**
   * What was asked and what is answered, ready to be asked again.
   *
   * @throws DbsaException {@link ErrorCode#GENERATION_NOT_FINISHED}, {@link
   *     ErrorCode#GENERATION_HAS_NO_QUESTIONS}
   * @throws InvalidFieldsException naming the answers that belong to no question or to the same one
   */
  public Request answered(List<Answer> answers) {
    require(
        status.isTerminal(),
        ErrorCode.GENERATION_NOT_FINISHED,
        "only one that has ended can be answered");
    require(!questions().isEmpty(), ErrorCode.GENERATION_HAS_NO_QUESTIONS, "it asks for nothing");
    return request.clarified(Clarifications.of(questions(), answers));
  }

  public ScriptMode scriptMode() {
    return scriptMode;
  }

  public GenerationStatus status() {
    return status;
  }

  /** Oldest first. */
  public List<Attempt> attempts() {
    return attempts;
  }

  /** The newest attempt. */
  public Optional<Attempt> latestAttempt() {
    return standing().latestAttempt();
  }

  /** Why the generation stands failed; empty in every other state. */
  public Optional<Failure> failure() {
    return standing().failure();
  }

  /** The draft or the questions of the newest attempt. */
  public Optional<Draft> draft() {
    return Optional.ofNullable(draft);
  }

  /** Present exactly while running. */
  public Optional<Lease> lease() {
    return turn instanceof Lease lease ? Optional.of(lease) : Optional.empty();
  }

  /** Present while it waits for a worker. */
  public Optional<Waiting> waiting() {
    return turn instanceof Waiting waiting ? Optional.of(waiting) : Optional.empty();
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** What the store had when this generation was read; for compare-and-swap. */
  public long version() {
    return version;
  }
}
