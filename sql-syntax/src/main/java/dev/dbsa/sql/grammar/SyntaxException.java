package dev.dbsa.sql.grammar;

/** The statement is not in the dialect's grammar, as far as the grammar was read. */
final class SyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int at;
  private final boolean tooDeep;

  SyntaxException(int at, String message) {
    this(at, message, false);
  }

  SyntaxException(int at, String message, boolean tooDeep) {
    super(message, null, false, false);
    this.at = at;
    this.tooDeep = tooDeep;
  }

  /** Index of the token at which reading stopped. */
  int at() {
    return at;
  }

  /** Whether the statement may be right, but nests deeper than we follow. */
  boolean isTooDeep() {
    return tooDeep;
  }
}
