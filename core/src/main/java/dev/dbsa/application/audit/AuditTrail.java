package dev.dbsa.application.audit;

import dev.dbsa.domain.audit.AuditAction;
import dev.dbsa.domain.audit.AuditEvent;
import dev.dbsa.domain.audit.AuditQuery;
import dev.dbsa.domain.history.Page;
import dev.dbsa.port.in.ReadAudit;
import dev.dbsa.port.out.AuditLog;
import dev.dbsa.port.out.AuditStore;
import dev.dbsa.port.out.CallerContext;
import dev.dbsa.port.out.IdSource;
import dev.dbsa.port.out.UnitOfWork;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes down what the use cases do, in the transaction in which they do it. */
public final class AuditTrail implements ReadAudit {
  private final AuditStore events;
  private final AuditLog log;
  private final UnitOfWork work;
  private final CallerContext callers;
  private final IdSource ids;
  private final InstantSource clock;

  public AuditTrail(
      AuditStore events,
      AuditLog log,
      UnitOfWork work,
      CallerContext callers,
      IdSource ids,
      InstantSource clock) {
    this.events = events;
    this.log = log;
    this.work = work;
    this.callers = callers;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Records an action of the current caller; called within the action's transaction. The log tells
   * of it once that has committed.
   *
   * @param detail {@code null} where the action says it all
   */
  public void record(
      AuditAction action, String objectType, UUID objectId, @Nullable String detail) {
    AuditEvent event =
        new AuditEvent(
            ids.next(), clock.instant(), action, objectType, objectId, detail, callers.current());
    events.append(event);
    work.afterCommit(() -> log.write(event));
  }

  @Override
  public Page<AuditEvent> find(AuditQuery query) {
    return events.find(query);
  }
}
