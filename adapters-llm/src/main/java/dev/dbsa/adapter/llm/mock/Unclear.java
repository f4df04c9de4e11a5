package dev.dbsa.adapter.llm.mock;

import java.util.List;

/** A request that cannot be drafted before somebody answers a question. */
final class Unclear extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> questions;

  Unclear(String question) {
    this(List.of(question));
  }

  Unclear(List<String> questions) {
    super(questions.getFirst(), null, false, false);
    this.questions = List.copyOf(questions);
  }

  List<String> questions() {
    return questions;
  }
}
