package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.sql.tree.Name;
import java.util.List;

/**
 * What PostgreSQL does to a table for one step of a definition.
 *
 * @param lock the strongest lock on the table, which is kept until the transaction ends
 * @param effort what is done to its rows under that lock
 * @param others further tables that are locked
 * @param otherLock the strongest lock on them
 */
record PostgresStep(Lock lock, Effort effort, List<List<Name>> others, Lock otherLock) {

  /** The locks on tables, each stronger than those before it. */
  enum Lock {
    ACCESS_SHARE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    /** Whether nobody else can change rows. */
    boolean blocksWrites() {
      return compareTo(SHARE) >= 0;
    }

    /** As the manual calls it. */
    String words() {
      return name().replace('_', ' ');
    }
  }

  /** What happens to the rows, each worse than those before it. */
  enum Effort {
    /** The catalogue alone changes. */
    NONE,
    /** Every row is read. */
    READ,
    /** Every row is read, and an index built. */
    INDEX,
    /** Every row is written anew. */
    REWRITE
  }

  static PostgresStep of(Lock lock, Effort effort) {
    return new PostgresStep(lock, effort, List.of(), Lock.ACCESS_SHARE);
  }

  static PostgresStep brief(Lock lock) {
    return of(lock, Effort.NONE);
  }

  PostgresStep alsoLocking(List<Name> other, Lock itsLock) {
    return new PostgresStep(lock, effort, List.of(other), itsLock);
  }

  PostgresStep with(Effort other) {
    return new PostgresStep(lock, effort.compareTo(other) >= 0 ? effort : other, others, otherLock);
  }

  /** Both together, as in one ALTER TABLE. */
  PostgresStep and(PostgresStep more) {
    List<List<Name>> tables = new java.util.ArrayList<>(others);
    tables.addAll(more.others);
    return new PostgresStep(
        lock.compareTo(more.lock) >= 0 ? lock : more.lock,
        effort.compareTo(more.effort) >= 0 ? effort : more.effort,
        List.copyOf(tables),
        otherLock.compareTo(more.otherLock) >= 0 ? otherLock : more.otherLock);
  }
}
