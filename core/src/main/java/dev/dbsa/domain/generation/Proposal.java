package dev.dbsa.domain.generation;

import dev.dbsa.domain.script.Risk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a generation backend answers, before anything of it is checked.
 *
 * @param script {@code null} where the backend has questions instead
 * @param risks those that the backend names itself
 * @param unresolvedQuestions never empty where there is no script
 * @param confidence 0 to 1
 */
public record Proposal(
    @Nullable String script,
    List<String> assumptions,
    List<String> planSteps,
    String explanation,
    List<Risk> risks,
    List<String> unresolvedQuestions,
    double confidence,
    List<Reference> references,
    Usage usage) {
  public Proposal {
    assumptions = List.copyOf(assumptions);
    planSteps = List.copyOf(planSteps);
    risks = List.copyOf(risks);
    unresolvedQuestions = List.copyOf(unresolvedQuestions);
    references = List.copyOf(references);
    if (script == null && unresolvedQuestions.isEmpty()) {
      throw new IllegalArgumentException("a proposal without a script has questions");
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence is between 0 and 1");
    }
  }

  /** The same with one more sentence of explanation. */
  public Proposal explaining(String more) {
    return new Proposal(
        script,
        assumptions,
        planSteps,
        explanation.isEmpty() ? more : explanation + " " + more,
        risks,
        unresolvedQuestions,
        confidence,
        references,
        usage);
  }
}
