package dev.dbsa.testing;

import dev.dbsa.application.audit.AuditTrail;
import dev.dbsa.application.knowledge.Teaching;
import dev.dbsa.domain.audit.Caller;
import dev.dbsa.domain.knowledge.Glossary;
import dev.dbsa.port.out.AnswerStore;
import dev.dbsa.port.out.AuditStore;
import dev.dbsa.port.out.ConnectionStore;
import dev.dbsa.port.out.GenerationStore;
import dev.dbsa.port.out.GlossaryStore;
import dev.dbsa.port.out.HistoryStore;
import dev.dbsa.port.out.IdSource;
import dev.dbsa.port.out.ReviewStore;
import dev.dbsa.port.out.ScriptValidator;
import dev.dbsa.port.out.SnapshotStore;
import dev.dbsa.port.out.UnitOfWork;
import java.time.InstantSource;

/** All stores over one and the same data. */
public record Stores(
    UnitOfWork work,
    ConnectionStore connections,
    SnapshotStore snapshots,
    GenerationStore generations,
    ReviewStore reviews,
    HistoryStore history,
    AuditStore audit,
    AnswerStore answers,
    GlossaryStore glossaries) {

  /** Empty stores in memory. */
  public static Stores inMemory() {
    InMemoryDatabase database = new InMemoryDatabase();
    return new Stores(
        new InMemoryUnitOfWork(database),
        new InMemoryConnectionStore(database),
        new InMemorySnapshotStore(database),
        new InMemoryGenerationStore(database),
        new InMemoryReviewStore(database),
        new InMemoryHistoryStore(database),
        new InMemoryAuditStore(database),
        new InMemoryAnswerStore(database),
        new InMemoryGlossaryStore(database));
  }

  /** What is taught over these stores, with what these checks let pass. */
  public Teaching teaching(ScriptValidator validator) {
    return new Teaching(Glossary.EMPTY, glossaries, generations, reviews, validator);
  }

  /** The audit trail over these stores, as written by the service itself. */
  public AuditTrail auditTrail(IdSource ids, InstantSource clock) {
    return new AuditTrail(audit, event -> {}, work, () -> Caller.SERVICE, ids, clock);
  }
}
