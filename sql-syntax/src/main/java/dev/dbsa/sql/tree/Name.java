package dev.dbsa.sql.tree;

/**
 * One identifier as the server sees it: unquoted, and folded where the dialect folds.
 *
 * @param at index of its token in the statement
 * @param text never empty
 * @param quoted whether it stands between quotes
 */
public record Name(int at, String text, boolean quoted) {
  @Override
  public String toString() {
    return text;
  }
}
