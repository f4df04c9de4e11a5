package dev.dbsa.adapter.persistence;

import dev.dbsa.adapter.persistence.dialect.StoreDialect;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.hibernate.Session;

/**
 * Lets the writing transactions of this process into an embedded store one after the other, in the
 * order in which they came: SQLite has one writer at a time and would make the others poll. A
 * database server takes them all at once.
 */
@ApplicationScoped
class WriterQueue {

  /** Far more than any transaction takes; who waits longer waits for a thread that hangs. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final boolean oneAtATime;
  private final ReentrantLock lock = new ReentrantLock(true);

  WriterQueue(StoreDialect dialect) {
    this.oneAtATime = dialect.hasOneWriter();
  }

  /** Runs a whole transaction when its turn has come. */
  <T> T inTurn(Supplier<T> transaction) {
    if (!oneAtATime) {
      return transaction.get();
    }
    if (!acquire()) {
      throw new DbsaException(
          ErrorCode.STORE_UNAVAILABLE,
          "the metadata store was busy for " + PATIENCE.toSeconds() + " seconds");
    }
    try {
      return transaction.get();
    } finally {
      lock.unlock();
    }
  }

  /** As tryLock(), but an interrupt waits until the lock is there. */
  private boolean acquire() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return lock.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
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
