package dev.dbsa.domain.knowledge;

/**
 * A word of a team.
 *
 * @param word one or several words as people write them, without regard to case
 */
public record Term(String word, Meaning meaning) {
  /** In Unicode code points. */
  public static final int MAX_WORD = 100;

  /** In Unicode code points, of each part of a meaning. */
  public static final int MAX_MEANING = 1000;
}
