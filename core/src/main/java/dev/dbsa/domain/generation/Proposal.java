package dev.dbsa.domain.generation;

import dev.dbsa.domain.script.Risk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a generation backend answers, before anything of it is checked.
 *
 * @param script {@code null} where the backend has questions instead
 * @param risks those that the backend names itself
 * @param questions never empty where there is no script
 * @param confidence 0 to 1
 */
public record Proposal(
    @Nullable String script,
    List<String> assumptions,
    List<String> planSteps,
    String explanation,
    List<Risk> risks,
    List<Question> questions,
    double confidence,
    List<Reference> references,
    Usage usage) {
  public Proposal {
    assumptions = List.copyOf(assumptions);
    planSteps = List.copyOf(planSteps);
    risks = List.copyOf(risks);
    questions = List.copyOf(questions);
    references = List.copyOf(references);
    if (script == null && questions.isEmpty()) {
      throw new IllegalArgumentException("a proposal without a script has questions");
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence is between 0 and 1");
    }
  }

  /** The texts of the questions, in their order. */
  public List<String> unresolvedQuestions() {
    return questions.stream().map(Question::text).toList();
  }

  /** The same with one more sentence of explanation. */
  public Proposal explaining(String more) {
    return new Proposal(
        script,
        assumptions,
        planSteps,
        explanation.isEmpty() ? more : explanation + " " + more,
        risks,
        questions,
        confidence,
        references,
        usage);
  }
}
