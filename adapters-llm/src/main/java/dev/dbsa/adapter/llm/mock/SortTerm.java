package dev.dbsa.adapter.llm.mock;

/**
 * What rows are sorted by.
 *
 * @param nullable whether the expression may be NULL
 */
record SortTerm(String expression, boolean descending, boolean nullable) {
  /** PostgreSQL takes NULL for the highest value, MySQL for the lowest. */
  String write(Sql sql) {
    if (!descending) {
      return expression;
    }
    return expression + (nullable && sql.isPostgres() ? " DESC NULLS LAST" : " DESC");
  }
}
