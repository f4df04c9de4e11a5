package dev.dbsa.domain.generation;

import dev.dbsa.domain.error.FieldViolation;
import dev.dbsa.domain.error.InvalidFieldsException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts answers to the questions that they belong to. */
final class Clarifications {
  private Clarifications() {}

  /**
   * @throws InvalidFieldsException naming every answer that belongs to no question, or to one that
   *     was answered already
   */
  static List<Clarification> of(List<Question> questions, List<Answer> answers) {
    List<Clarification> clarifications = new ArrayList<>();
    List<FieldViolation> violations = new ArrayList<>();
    Set<String> answered = new HashSet<>();
    for (int i = 0; i < answers.size(); i++) {
      Answer answer = answers.get(i);
      Optional<Question> question =
          questions.stream().filter(q -> q.id().equals(answer.questionId())).findFirst();
      String field = "answers[" + i + "].question_id";
      if (question.isEmpty()) {
        List<String> known = questions.stream().map(Question::id).toList();
        violations.add(
            new FieldViolation(field, "must be a question of it: " + String.join(", ", known)));
      } else if (!answered.add(answer.questionId())) {
        violations.add(new FieldViolation(field, "must not be answered twice"));
      } else {
        clarifications.add(new Clarification(question.get().text(), answer.text()));
      }
    }
    if (!violations.isEmpty()) {
      throw new InvalidFieldsException(violations);
    }
    return clarifications;
  }
}
