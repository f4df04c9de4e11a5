package dev.dbsa.adapter.sqlcheck.rule;

/**
 * What MySQL or MariaDB does to a table for one action of a definition.
 *
 * @param work how it is done where the statement has no other action
 * @param otherwise how it is done where another action keeps the statement from being instant
 * @param lock what others cannot do meanwhile
 */
record MySqlStep(Work work, Work otherwise, Lock lock) {

  /** How it is done, each worse than those before it. */
  enum Work {
    /** Nothing but the dictionary changes. */
    INSTANT,
    /** The table stays as it is; indexes are built or dropped. */
    IN_PLACE,
    /** Every row is written anew by the storage engine. */
    REBUILD,
    /** Every row is written anew, through the server. */
    COPY
  }

  /** What others cannot do meanwhile, each worse than those before it. */
  enum Lock {
    NONE,
    /** They cannot write. */
    SHARED,
    /** They cannot read. */
    EXCLUSIVE
  }

  static final MySqlStep NOTHING = new MySqlStep(Work.INSTANT, Work.INSTANT, Lock.NONE);
  static final MySqlStep DICTIONARY = new MySqlStep(Work.INSTANT, Work.IN_PLACE, Lock.NONE);
  static final MySqlStep INSTANT_OR_REBUILD = new MySqlStep(Work.INSTANT, Work.REBUILD, Lock.NONE);
  static final MySqlStep IN_PLACE = new MySqlStep(Work.IN_PLACE, Work.IN_PLACE, Lock.NONE);
  static final MySqlStep REBUILD = new MySqlStep(Work.REBUILD, Work.REBUILD, Lock.NONE);
  static final MySqlStep COPY = new MySqlStep(Work.COPY, Work.COPY, Lock.SHARED);

  MySqlStep locking(Lock other) {
    return new MySqlStep(work, otherwise, lock.compareTo(other) >= 0 ? lock : other);
  }

  /** Both in one statement. */
  MySqlStep and(MySqlStep more) {
    return new MySqlStep(
        worse(work, more.work),
        worse(otherwise, more.otherwise),
        lock.compareTo(more.lock) >= 0 ? lock : more.lock);
  }

  /** What is done for the whole statement. */
  Work whole() {
    return work == Work.INSTANT ? Work.INSTANT : worse(work, otherwise);
  }

  private static Work worse(Work a, Work b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
