package dev.dbsa.adapter.sqlcheck.schema;

/**
 * How far a state can be relied on.
 *
 * @param followed whether every name that exists is known
 * @param nothingGone whether every name that is known exists
 * @param namesKnown whether the names of all indexes and constraints are known
 */
record Certainty(boolean followed, boolean nothingGone, boolean namesKnown) {
  static final Certainty ALL = new Certainty(true, true, true);
}
