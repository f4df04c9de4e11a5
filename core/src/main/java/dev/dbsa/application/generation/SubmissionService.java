package dev.dbsa.application.generation;

import dev.dbsa.application.audit.AuditTrail;
import dev.dbsa.domain.audit.AuditAction;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.generation.Draft;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.Lease;
import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.domain.generation.Request;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.generation.Usage;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.domain.script.ScriptText;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.port.in.SubmitScripts;
import dev.dbsa.port.out.ConnectionStore;
import dev.dbsa.port.out.GenerationStore;
import dev.dbsa.port.out.IdSource;
import dev.dbsa.port.out.ScriptValidator;
import dev.dbsa.port.out.SnapshotStore;
import dev.dbsa.port.out.UnitOfWork;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Stores scripts that others wrote as completed generations, which wait for a review. */
public final class SubmissionService implements SubmitScripts {
  /** What their attempts and usage name instead of a process and a backend. */
  static final String SUBMITTED = "submitted";

  private final ConnectionStore connections;
  private final SnapshotStore snapshots;
  private final GenerationStore generations;
  private final ScriptValidator validator;
  private final AuditTrail audit;
  private final UnitOfWork work;
  private final IdSource ids;
  private final InstantSource clock;

  public SubmissionService(
      ConnectionStore connections,
      SnapshotStore snapshots,
      GenerationStore generations,
      ScriptValidator validator,
      AuditTrail audit,
      UnitOfWork work,
      IdSource ids,
      InstantSource clock) {
    this.connections = connections;
    this.snapshots = snapshots;
    this.generations = generations;
    this.validator = validator;
    this.audit = audit;
    this.work = work;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Generation submit(
      ConnectionId connection,
      SnapshotId snapshot,
      RequestText purpose,
      ScriptMode mode,
      ScriptText script) {
    SchemaSnapshot schema = snapshots.find(snapshot).orElseThrow(snapshot::notFound);
    schema.summary().requireOf(connection);
    // Outside of the transaction, which is to be short.
    ScriptAnalysis analysis = validator.validate(script.value(), schema, ScriptScope.ofDraft(mode));
    return work.inTransaction(
        () -> {
          ConnectionProfile profile =
              connections.find(connection).orElseThrow(connection::notFound);
          Instant now = clock.instant();
          Generation submitted =
              Generation.queued(
                      new GenerationId(ids.next()),
                      connection,
                      snapshot,
                      profile.endpoint().dialect(),
                      Request.of(purpose),
                      null,
                      mode,
                      now)
                  .start(new Lease(SUBMITTED, now, null), now)
                  .complete(draft(script, analysis), now);
          generations.add(submitted);
          audit.record(AuditAction.SCRIPT_SUBMITTED, "generation", submitted.id().value(), null);
          return submitted;
        });
  }

  private static Draft draft(ScriptText script, ScriptAnalysis analysis) {
    Usage none = new Usage(SUBMITTED, null, null, null, 0, 0, null);
    Proposal proposal =
        new Proposal(
            script.value(),
            List.of(),
            List.of(),
            "Submitted for review; not drafted here.",
            List.of(),
            List.of(),
            1,
            List.of(),
            none);
    return Draft.of(proposal, analysis, List.of(), none);
  }
}
