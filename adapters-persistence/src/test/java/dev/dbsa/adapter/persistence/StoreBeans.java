package dev.dbsa.adapter.persistence;

import dev.dbsa.port.out.AnswerStore;
import dev.dbsa.port.out.AuditStore;
import dev.dbsa.port.out.CallerLedger;
import dev.dbsa.port.out.ConnectionStore;
import dev.dbsa.port.out.GenerationStore;
import dev.dbsa.port.out.GlossaryStore;
import dev.dbsa.port.out.HistoryStore;
import dev.dbsa.port.out.ReviewStore;
import dev.dbsa.port.out.SnapshotStore;
import dev.dbsa.port.out.UnitOfWork;
import dev.dbsa.testing.Stores;
import jakarta.enterprise.context.ApplicationScoped;

/** The stores that the contract suites test. */
@ApplicationScoped
class StoreBeans {

  private final Stores stores;
  private final CallerLedger callers;

  StoreBeans(
      UnitOfWork work,
      ConnectionStore connections,
      SnapshotStore snapshots,
      GenerationStore generations,
      ReviewStore reviews,
      HistoryStore history,
      AuditStore audit,
      AnswerStore answers,
      GlossaryStore glossaries,
      CallerLedger callers) {
    this.callers = callers;
    stores =
        new Stores(
            work,
            connections,
            snapshots,
            generations,
            reviews,
            history,
            audit,
            answers,
            glossaries);
  }

  CallerLedger callers() {
    return callers;
  }

  Stores stores() {
    return stores;
  }
}
