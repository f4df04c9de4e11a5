package dev.dbsa.app;

import dev.dbsa.application.audit.AuditTrail;
import dev.dbsa.application.idempotency.FirstAnswers;
import dev.dbsa.port.in.AnswerOnce;
import dev.dbsa.port.out.AnswerStore;
import dev.dbsa.port.out.AuditLog;
import dev.dbsa.port.out.AuditStore;
import dev.dbsa.port.out.CallerContext;
import dev.dbsa.port.out.IdSource;
import dev.dbsa.port.out.SecretCipher;
import dev.dbsa.port.out.UnitOfWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Who did what, when, and whether it came twice. */
class AuditBeans {
  @Produces
  @ApplicationScoped
  AnswerOnce answerOnce(
      AnswerStore answers,
      SecretCipher cipher,
      CallerContext callers,
      UnitOfWork work,
      InstantSource clock) {
    return new FirstAnswers(answers, cipher, callers, work, clock);
  }

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
