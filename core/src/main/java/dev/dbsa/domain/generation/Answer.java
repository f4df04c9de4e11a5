package dev.dbsa.domain.generation;

import dev.dbsa.domain.error.Text;

/**
 * What somebody answers to a question.
 *
 * @param questionId one of the draft's {@link Question#id() questions}
 * @param text trimmed, 1 to {@link #MAX_LENGTH} code points
 */
public record Answer(String questionId, String text) {
  /** In Unicode code points. */
  public static final int MAX_LENGTH = 1000;

  /** How many are given at once. */
  public static final int MAX_ANSWERS = 50;

  /**
   * @throws dev.dbsa.domain.error.InvalidFieldsException naming {@code answer}
   */
  public Answer {
    text = Text.checked("answer", text, MAX_LENGTH, true);
  }
}
