package dev.dbsa.adapter.persistence;

import dev.dbsa.port.out.UnitOfWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Transactions of the metadata store. */
@ApplicationScoped
class JtaUnitOfWork implements UnitOfWork {

  private final Transactions transactions;

  JtaUnitOfWork(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public <T> T inTransaction(Supplier<T> work) {
    return transactions.write(work);
  }

  @Override
  public void afterCommit(Runnable action) {
    transactions.afterCommit(action);
  }
}
