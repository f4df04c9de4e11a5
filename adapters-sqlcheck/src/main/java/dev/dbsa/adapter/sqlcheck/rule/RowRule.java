package dev.dbsa.adapter.sqlcheck.rule;

/** Looks at one query or change of rows. */
interface RowRule {
  void check(RowStatement statement, Notes notes);
}
