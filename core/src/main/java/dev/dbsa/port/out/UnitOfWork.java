package dev.dbsa.port.out;

import java.util.function.Supplier;

/** Runs work on the stores as one transaction. */
public interface UnitOfWork {
  /**
   * Commits what {@code work} did when it returns, and undoes all of it when it throws; the
   * exception is passed on. A call inside another one joins the outer transaction. Work must be
   * short and must not call the outside world: an embedded store lets one writer in at a time. An
   * interrupt of the thread that came before neither stops the transaction nor gets lost.
   *
   * @throws IllegalStateException if {@code work} returns although a store, or a call inside this
   *     one, had thrown: the transaction was undone then, since no database promises what is left
   *     of it
   */
  <T> T inTransaction(Supplier<T> work);

  /**
   * Runs {@code action} once the transaction at hand has committed, or never, if it is undone.
   * Actions run in the order in which they came, on the calling thread, outside of the transaction;
   * they must not throw.
   *
   * @throws IllegalStateException outside of a transaction
   */
  void afterCommit(Runnable action);

  /** As {@link #inTransaction(Supplier)}, without a result. */
  default void inTransaction(Runnable work) {
    inTransaction(
        () -> {
          work.run();
          return Boolean.TRUE;
        });
  }
}
