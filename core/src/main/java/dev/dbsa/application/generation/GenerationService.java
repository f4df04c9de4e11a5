package dev.dbsa.application.generation;

import dev.dbsa.application.audit.AuditTrail;
import dev.dbsa.domain.audit.AuditAction;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.generation.Answer;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.Request;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.generation.Standing;
import dev.dbsa.domain.generation.Waiting;
import dev.dbsa.domain.review.EffectiveScript;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.schema.SnapshotSummary;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.port.in.DraftScripts;
import dev.dbsa.port.out.ConnectionStore;
import dev.dbsa.port.out.GenerationStore;
import dev.dbsa.port.out.IdSource;
import dev.dbsa.port.out.ReviewStore;
import dev.dbsa.port.out.SnapshotStore;
import dev.dbsa.port.out.UnitOfWork;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** Requests drafts and follows their generation. */
public final class GenerationService implements DraftScripts {
  private final ConnectionStore connections;
  private final SnapshotStore snapshots;
  private final GenerationStore generations;
  private final ReviewStore reviews;
  private final GenerationRunner runner;
  private final RunningShares shares;
  private final AuditTrail audit;
  private final UnitOfWork work;
  private final IdSource ids;
  private final InstantSource clock;

  public GenerationService(
      ConnectionStore connections,
      SnapshotStore snapshots,
      GenerationStore generations,
      ReviewStore reviews,
      GenerationRunner runner,
      RunningShares shares,
      AuditTrail audit,
      UnitOfWork work,
      IdSource ids,
      InstantSource clock) {
    this.connections = connections;
    this.snapshots = snapshots;
    this.generations = generations;
    this.reviews = reviews;
    this.runner = runner;
    this.shares = shares;
    this.audit = audit;
    this.work = work;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Generation request(
      ConnectionId connection, SnapshotId snapshot, RequestText text, ScriptMode mode) {
    return work.inTransaction(
        () -> {
          ConnectionProfile profile =
              connections.find(connection).orElseThrow(connection::notFound);
          SnapshotSummary summary = snapshots.findSummary(snapshot).orElseThrow(snapshot::notFound);
          summary.requireOf(connection);
          return add(
              Generation.queued(
                  new GenerationId(ids.next()),
                  connection,
                  snapshot,
                  profile.endpoint().dialect(),
                  Request.of(text),
                  null,
                  mode,
                  clock.instant()));
        });
  }

  @Override
  public Generation answer(GenerationId id, List<Answer> answers) {
    return work.inTransaction(
        () -> {
          Generation asked = runner.require(id);
          Request request = asked.answered(answers);
          if (request.clarifications().size() > Request.MAX_CLARIFICATIONS) {
            throw new DbsaException(
                ErrorCode.TOO_MANY_CLARIFICATIONS,
                "the request would have more than "
                    + Request.MAX_CLARIFICATIONS
                    + " answers; ask anew in other words");
          }
          return add(
              Generation.queued(
                  new GenerationId(ids.next()),
                  asked.connectionId(),
                  asked.snapshotId(),
                  asked.dialect(),
                  request,
                  id,
                  asked.scriptMode(),
                  clock.instant()));
        });
  }

  private Generation add(Generation generation) {
    generations.add(generation);
    record(AuditAction.GENERATION_CREATED, generation.id());
    return generation;
  }

  @Override
  public Generation execute(GenerationId id) {
    return start(
        id,
        UnaryOperator.identity(),
        ErrorCode.GENERATION_NOT_QUEUED,
        AuditAction.GENERATION_EXECUTED);
  }

  @Override
  public Generation retry(GenerationId id) {
    return start(
        id, Generation::requeue, ErrorCode.GENERATION_NOT_FAILED, AuditAction.GENERATION_RETRIED);
  }

  private Generation start(
      GenerationId id, UnaryOperator<Generation> prepare, ErrorCode lostRace, AuditAction action) {
    String share = shares.current();
    return runner.begin(
        share,
        begin -> {
          if (!generations.replace(begin.apply(prepare.apply(runner.require(id))))) {
            throw new DbsaException(lostRace, "generation " + id + " was taken by another request");
          }
          shares.check(share);
          record(action, id);
          return runner.require(id);
        });
  }

  @Override
  public Standing getStanding(GenerationId id) {
    return generations.findStanding(id).orElseThrow(id::notFound);
  }

  @Override
  public OptionalLong placeInQueue(Standing generation) {
    Waiting waiting = generation.waiting();
    return waiting == null
        ? OptionalLong.empty()
        : OptionalLong.of(generations.countWaitingBefore(generation.id(), waiting) + 1);
  }

  private void record(AuditAction action, GenerationId id) {
    audit.record(action, "generation", id.value(), null);
  }

  @Override
  public Generation cancel(GenerationId id) {
    return runner.cancel(id, () -> record(AuditAction.GENERATION_CANCELED, id));
  }

  @Override
  public Generation get(GenerationId id) {
    return runner.require(id);
  }

  @Override
  public FinishedGeneration getFinished(GenerationId id) {
    Generation generation = runner.require(id);
    if (!generation.status().isTerminal()) {
      throw new DbsaException(
          ErrorCode.GENERATION_NOT_FINISHED,
          "generation " + id + " is " + generation.status().label() + "; there is no draft yet");
    }
    return new FinishedGeneration(
        generation,
        EffectiveScript.of(generation, reviews.findNewestEdit(generation.id())),
        generations.findFollowing(id));
  }
}
