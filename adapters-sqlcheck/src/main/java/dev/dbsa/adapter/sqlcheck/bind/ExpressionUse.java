package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Clause;

/** What an expression inside a definition is for. */
public enum ExpressionUse {
  CHECK(Clause.CHECK),
  DEFAULT(Clause.DEFAULT),
  GENERATED(Clause.GENERATED),
  INDEX_KEY(Clause.INDEX),
  INDEX_PREDICATE(Clause.INDEX),
  /** PostgreSQL's {@code ALTER COLUMN … TYPE … USING}. */
  CONVERSION(Clause.CONVERSION),
  /** PostgreSQL's USING and WITH CHECK of a policy, which may ask other tables. */
  POLICY(Clause.POLICY),
  /** What bounds a partition of PostgreSQL. */
  PARTITION_BOUND(Clause.PARTITION_BOUND),
  /** A condition over the rows of one table: COPY … WHERE, a published table's WHERE. */
  ROWS(Clause.ROWS);

  private final Clause clause;

  ExpressionUse(Clause clause) {
    this.clause = clause;
  }

  Clause clause() {
    return clause;
  }

  boolean isCondition() {
    return this == CHECK || this == INDEX_PREDICATE || this == POLICY || this == ROWS;
  }
}
