package dev.dbsa.adapter.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.Session;

/**
 * Lets the writing transactions of this process into an embedded store one after the other, in the
 * order in which they came: SQLite has one writer at a time and would make the others poll. A
 * database server takes them all at once.
 */
@ApplicationScoped
class WriterQueue {

  /** Far more than any transaction takes; who waits longer waits for a thread that hangs. */
  private static final long PATIENCE_SECONDS = 30;

  private final boolean oneAtATime;
  private final ReentrantLock lock = new ReentrantLock(true);

  WriterQueue(@ConfigProperty(name = "quarkus.datasource.db-kind") String databaseKind) {
    this.oneAtATime = databaseKind.equals("sqlite");
  }

  /** Runs a whole transaction when its turn has come. */
  <T> T inTurn(Supplier<T> transaction) {
    if (!oneAtATime) {
      return transaction.get();
    }
    try {
      if (!lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "the metadata store was busy for " + PATIENCE_SECONDS + " seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the metadata store", e);
    }
    try {
      return transaction.get();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Has to come first in a writing transaction. In SQLite, one that reads first and writes later
   * fails at once (SQLITE_BUSY_SNAPSHOT) if another process wrote in between; one that begins with
   * a write waits for the other and then reads what is current. That is BEGIN IMMEDIATE, which the
   * driver offers for all transactions, also those that only read, or for none.
   */
  void claim(Session session) {
    if (oneAtATime) {
      session.createMutationQuery("delete from ConnectionEntity where id is null").executeUpdate();
    }
  }
}
