package dev.dbsa.domain.generation;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that has to be known before a script can be right.
 *
 * @param id tells the questions of one draft apart: {@code q1}, {@code q2} and so on
 * @param choices likely answers, each of which may be given as it is; empty where none are known
 */
public record Question(String id, String text, List<String> choices) {
  public Question {
    choices = List.copyOf(choices);
  }

  /** The question at a place of a draft's list, counted from 1. */
  public static Question numbered(int number, String text, List<String> choices) {
    return new Question("q" + number, text, choices);
  }

  /** Questions without choices, in their order. */
  public static List<Question> of(List<String> texts) {
    List<Question> questions = new ArrayList<>();
    for (String text : texts) {
      questions.add(numbered(questions.size() + 1, text, List.of()));
    }
    return List.copyOf(questions);
  }
}
