package dev.dbsa.adapter.persistence.dialect;

/** Why a database refused a statement or a commit, in terms that all of them share. */
public enum StoreError {
  /** There is such a row already. */
  DUPLICATE,
  /** The row that is referred to is not there. */
  BROKEN_REFERENCE,
  /** Another transaction was in the way; the same work may succeed at the next attempt. */
  RETRYABLE,
  /** The database cannot be reached, or takes no writes at the moment. */
  UNAVAILABLE,
  OTHER
}
