package dev.dbsa.adapter.llm.answer;

import dev.dbsa.domain.generation.Question;
import dev.dbsa.domain.script.Risk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model's answer says. Fields outside the contract are not looked at: a model has no way to
 * say what is checked, or what a script touches.
 *
 * @param script {@code null} where the model asks instead
 * @param questions never empty where there is no script
 * @param confidence 0 to 1; {@code null} where the model gives none
 */
public record ParsedAnswer(
    @Nullable String script,
    String explanation,
    List<String> planSteps,
    List<String> assumptions,
    List<Risk> risks,
    List<Question> questions,
    @Nullable Double confidence) {
  public ParsedAnswer {
    planSteps = List.copyOf(planSteps);
    assumptions = List.copyOf(assumptions);
    risks = List.copyOf(risks);
    questions = List.copyOf(questions);
  }
}
