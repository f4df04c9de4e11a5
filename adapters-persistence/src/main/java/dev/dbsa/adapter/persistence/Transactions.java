package dev.dbsa.adapter.persistence;

import dev.dbsa.adapter.persistence.dialect.StoreDialect;
import dev.dbsa.adapter.persistence.dialect.StoreError;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.jdbc.ReturningWork;

/** Begins and joins transactions, on any thread, with or without a request around it. */
@ApplicationScoped
class Transactions {

  /** A transaction that others keep getting in the way of is given up after so many. */
  private static final int MAX_ATTEMPTS = 5;

  private static final long FIRST_PAUSE_MILLIS = 20;

  private final Session session;
  private final DataSource dataSource;
  private final WriterQueue writers;
  private final StoreDialect dialect;
  private final Outage outage;

  /** What this thread does once the writing transaction that it is in has committed. */
  private final ThreadLocal<List<Runnable>> followUps = new ThreadLocal<>();

  Transactions(
      Session session,
      DataSource dataSource,
      WriterQueue writers,
      StoreDialect dialect,
      Outage outage) {
    this.session = session;
    this.dataSource = dataSource;
    this.writers = writers;
    this.dialect = dialect;
    this.outage = outage;
  }

  /** Runs work that only reads, in the transaction at hand or in one of its own. */
  <T> T read(Supplier<T> work) {
    return isActive() ? join(work) : withoutInterrupt(() -> begin(work));
  }

  /**
   * Runs one statement that only reads: in the transaction at hand or, as it sees one state of the
   * store by itself, in none, which takes less.
   */
  <T> T readOnce(ReturningWork<T> statement) {
    return isActive()
        ? join(() -> run(statement))
        : withoutInterrupt(() -> translating(() -> run(statement)));
  }

  private <T> T run(ReturningWork<T> statement) {
    try (Connection connection = dataSource.getConnection()) {
      return statement.execute(connection);
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  /**
   * Runs work that may write, in the transaction at hand or in one of its own; from the beginning,
   * where the store undid it only because another transaction was in the way.
   */
  <T> T write(Supplier<T> work) {
    if (isActive()) {
      return join(work);
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return writeOnce(work);
      } catch (RuntimeException e) {
        if (attempt == MAX_ATTEMPTS || dialect.errorBehind(e) != StoreError.RETRYABLE) {
          throw e;
        }
        pause(attempt);
      }
    }
  }

  /** Doubles each time, and differs, so that those who met do not meet again. */
  private static void pause(int attempt) {
    long most = FIRST_PAUSE_MILLIS << attempt;
    LockSupport.parkNanos(
        TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(most / 2, most)));
  }

  private <T> T writeOnce(Supplier<T> work) {
    Supplier<T> claimed =
        () -> {
          writers.claim(session);
          return work.get();
        };
    List<Runnable> actions = new ArrayList<>();
    T result;
    followUps.set(actions);
    try {
      result = writers.inTurn(() -> withoutInterrupt(() -> begin(claimed)));
    } finally {
      followUps.remove();
    }
    // When the next writer has its turn already: nobody waits for these.
    actions.forEach(Runnable::run);
    return result;
  }

  /** Runs an action once the writing transaction at hand has committed, or never. */
  void afterCommit(Runnable action) {
    List<Runnable> actions = followUps.get();
    if (actions == null) {
      throw new IllegalStateException("there is no transaction to wait for");
    }
    actions.add(action);
  }

  private static boolean isActive() {
    return QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION;
  }

  private <T> T join(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error e) {
      QuarkusTransaction.setRollbackOnly();
      throw e;
    } finally {
      // Nothing stays managed: updates go past the session's cache, and no row changes by itself.
      session.clear();
    }
  }

  /**
   * Puts an interrupt off until the work is done: the pool would answer it with an error, and what
   * an interrupted thread has to store, such as that it was canceled, must not get lost.
   */
  private static <T> T withoutInterrupt(Supplier<T> work) {
    boolean interrupted = Thread.interrupted();
    try {
      return work.get();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private <T> T begin(Supplier<T> work) {
    return translating(() -> QuarkusTransaction.requiringNew().call(() -> committable(work)));
  }

  /** Tells failures of the store in the program's own terms. */
  private <T> T translating(Supplier<T> work) {
    try {
      return work.get();
    } catch (QuarkusTransactionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw translated(e);
    } catch (DbsaException e) {
      throw e;
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  private RuntimeException translated(RuntimeException e) {
    if (dialect.errorBehind(e) != StoreError.UNAVAILABLE) {
      return e;
    }
    outage.tell(e);
    return new DbsaException(
        ErrorCode.STORE_UNAVAILABLE,
        "the metadata store does not answer, or takes no writes; try again",
        e);
  }

  private static <T> T committable(Supplier<T> work) {
    T result = work.get();
    if (QuarkusTransaction.isRollbackOnly()) {
      throw new IllegalStateException(
          "the transaction was undone, because a part of it had failed");
    }
    return result;
  }
}
