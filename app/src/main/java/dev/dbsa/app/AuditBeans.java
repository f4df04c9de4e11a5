package dev.dbsa.app;

import dev.dbsa.application.audit.AuditTrail;
import dev.dbsa.port.out.AuditLog;
import dev.dbsa.port.out.AuditStore;
import dev.dbsa.port.out.CallerContext;
import dev.dbsa.port.out.IdSource;
import dev.dbsa.port.out.UnitOfWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Who did what, and when. */
class AuditBeans {
  @Produces
  @Singleton
  AuditTrail auditTrail(
      AuditStore events,
      AuditLog log,
      UnitOfWork work,
      CallerContext callers,
      IdSource ids,
      InstantSource clock) {
    return new AuditTrail(events, log, work, callers, ids, clock);
  }
}
