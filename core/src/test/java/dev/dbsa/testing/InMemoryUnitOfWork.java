package dev.dbsa.testing;

import dev.dbsa.port.out.UnitOfWork;
import java.util.function.Supplier;

/** One transaction at a time. */
public final class InMemoryUnitOfWork implements UnitOfWork {

  private final InMemoryDatabase database;

  public InMemoryUnitOfWork(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public <T> T inTransaction(Supplier<T> work) {
    return database.inTransaction(work);
  }

  @Override
  public void afterCommit(Runnable action) {
    database.afterCommit(action);
  }
}
