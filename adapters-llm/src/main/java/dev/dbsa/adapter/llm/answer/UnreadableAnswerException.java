package dev.dbsa.adapter.llm.answer;

/** An answer that holds neither a script nor a question. The message says why, for the model. */
public final class UnreadableAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableAnswerException(String message) {
    super(message, null, false, false);
  }

  /** What was wrong with the answer. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
