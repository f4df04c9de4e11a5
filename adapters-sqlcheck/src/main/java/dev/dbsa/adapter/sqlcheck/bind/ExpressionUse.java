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
  CONVERSION(Clause.CONVERSION);

  private final Clause clause;

  ExpressionUse(Clause clause) {
    this.clause = clause;
  }

  Clause clause() {
    return clause;
  }

  boolean isCondition() {
    return this == CHECK || this == INDEX_PREDICATE;
  }
}
