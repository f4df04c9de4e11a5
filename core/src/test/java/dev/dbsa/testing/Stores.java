package dev.dbsa.testing;

import dev.dbsa.port.out.ConnectionStore;
import dev.dbsa.port.out.GenerationStore;
import dev.dbsa.port.out.HistoryStore;
import dev.dbsa.port.out.ReviewStore;
import dev.dbsa.port.out.SnapshotStore;
import dev.dbsa.port.out.UnitOfWork;

/** All stores over one and the same data. */
public record Stores(
    UnitOfWork work,
    ConnectionStore connections,
    SnapshotStore snapshots,
    GenerationStore generations,
    ReviewStore reviews,
    HistoryStore history) {

  /** Empty stores in memory. */
  public static Stores inMemory() {
    InMemoryDatabase database = new InMemoryDatabase();
    return new Stores(
        new InMemoryUnitOfWork(database),
        new InMemoryConnectionStore(database),
        new InMemorySnapshotStore(database),
        new InMemoryGenerationStore(database),
        new InMemoryReviewStore(database),
        new InMemoryHistoryStore(database));
  }
}
