package dev.dbsa.bench.drafting;

/** What became of a request. */
enum Verdict {
  RIGHT,
  /** The rows that are right with further columns. */
  RIGHT_WITH_MORE,
  /** A question back, where a draft was to be had. */
  ASKED,
  WRONG,
  /** The right query returns nothing, or there is none: nothing can be told. */
  UNDECIDED;

  boolean isRight() {
    return this == RIGHT || this == RIGHT_WITH_MORE;
  }
}
