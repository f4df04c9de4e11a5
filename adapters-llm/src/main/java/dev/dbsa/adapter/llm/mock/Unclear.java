package dev.dbsa.adapter.llm.mock;

import java.util.List;

/** A request that cannot be drafted before somebody answers a question. */
final class Unclear extends Exception {
  private static final long serialVersionUID = 1L;

  private final String question;
  private final transient List<String> choices;

  Unclear(String question) {
    this(question, List.of());
  }

  /**
   * @param choices likely answers
   */
  Unclear(String question, List<String> choices) {
    super(question, null, false, false);
    this.question = question;
    this.choices = List.copyOf(choices);
  }

  String question() {
    return question;
  }

  List<String> choices() {
    return choices;
  }
}
