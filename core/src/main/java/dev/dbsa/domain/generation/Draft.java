package dev.dbsa.domain.generation;

import dev.dbsa.domain.script.ImpactedObject;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.script.Risk;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.domain.script.Validation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A script with everything that explains it.
 *
 * @param script {@code null} where there are only questions
 * @param validation {@code null} where there is no script
 * @param impactedObjects taken from the parsed script, never from the backend
 * @param confidence 0 to 1, the backend's own figure lowered by what the checks found
 * @param repairRounds the scripts that were refused on the way here, oldest first
 */
public record Draft(
    @Nullable String script,
    List<String> assumptions,
    List<String> planSteps,
    String explanation,
    List<Risk> risks,
    List<ImpactedObject> impactedObjects,
    List<Question> questions,
    double confidence,
    List<Reference> references,
    @Nullable Validation validation,
    List<RepairRound> repairRounds,
    Usage usage) {

  /** A script that fails the checks deserves little trust, however sure the backend is. */
  private static final double MAX_CONFIDENCE_OF_FAILING_SCRIPT = 0.2;

  /** What each warning takes away. */
  private static final double CONFIDENCE_PER_WARNING = 0.05;

  public Draft {
    assumptions = List.copyOf(assumptions);
    planSteps = List.copyOf(planSteps);
    risks = List.copyOf(risks);
    impactedObjects = List.copyOf(impactedObjects);
    questions = List.copyOf(questions);
    references = List.copyOf(references);
    repairRounds = List.copyOf(repairRounds);
  }

  /**
   * A proposal that was checked. Of two risks with the same code, the one from the checks stands.
   */
  public static Draft of(
      Proposal proposal, ScriptAnalysis analysis, List<RepairRound> rounds, Usage usage) {
    List<Risk> risks = new ArrayList<>(analysis.risks());
    Set<String> known = new HashSet<>();
    analysis.risks().forEach(r -> known.add(r.code()));
    proposal.risks().stream().filter(r -> !known.contains(r.code())).forEach(risks::add);
    return new Draft(
        proposal.script(),
        proposal.assumptions(),
        proposal.planSteps(),
        proposal.explanation(),
        risks,
        analysis.impactedObjects(),
        proposal.questions(),
        confidence(proposal.confidence(), analysis.validation()),
        proposal.references(),
        analysis.validation(),
        rounds,
        usage);
  }

  /** A proposal that asks instead of drafting. */
  public static Draft ofQuestions(Proposal proposal, List<RepairRound> rounds, Usage usage) {
    return new Draft(
        null,
        proposal.assumptions(),
        proposal.planSteps(),
        proposal.explanation(),
        List.of(),
        List.of(),
        proposal.questions(),
        proposal.confidence(),
        proposal.references(),
        null,
        rounds,
        usage);
  }

  /** The texts of the questions, in their order. */
  public List<String> unresolvedQuestions() {
    return questions.stream().map(Question::text).toList();
  }

  private static double confidence(double claimed, Validation validation) {
    if (validation.lintStatus() == LintStatus.FAIL) {
      return Math.min(claimed, MAX_CONFIDENCE_OF_FAILING_SCRIPT);
    }
    long warnings =
        validation.findings().stream().filter(f -> f.severity() == Severity.WARNING).count();
    double lowered = Math.max(0, claimed - warnings * CONFIDENCE_PER_WARNING);
    return Math.round(lowered * 100) / 100.0;
  }
}
