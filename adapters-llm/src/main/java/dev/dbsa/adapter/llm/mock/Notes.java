package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.generation.Reference;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a draft has to say about itself, collected while it is made. */
final class Notes {
  private static final double HIGHEST_CONFIDENCE = 0.95;
  private static final double LOWEST_CONFIDENCE = 0.1;

  /** Drafts below it are more often wrong than right, as measured. */
  private static final double LEAST_CONFIDENCE = 0.655;

  private static final double TOLD_DOUBT = 0.05;

  private final Map<String, String> chosen;
  private final Set<String> assumptions = new LinkedHashSet<>();
  private final Set<String> questions = new LinkedHashSet<>();
  private final List<String> doubtful = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private final Map<String, Reference> references = new LinkedHashMap<>();
  private double confidence = HIGHEST_CONFIDENCE;

  Notes() {
    this(Map.of());
  }

  /**
   * @param chosen answers that are no words of the request, by their questions
   */
  Notes(Map<String, String> chosen) {
    this.chosen = chosen;
  }

  /**
   * States something that the request does not say.
   *
   * @param doubt how much confidence that costs
   */
  void assume(String assumption, double doubt) {
    if (assumptions.add(assumption)) {
      if (doubt >= TOLD_DOUBT) {
        doubtful.add(assumption);
      }
      confidence -= doubt;
    }
  }

  /**
   * Counts what is understood, but of a kind that drafts get wrong more often, as measured.
   *
   * @param doubt how much confidence that costs
   */
  void weigh(double doubt) {
    confidence -= doubt;
  }

  /** Sets how sure the whole reading is. */
  void settle(double sure) {
    confidence = sure;
  }

  /** Leaves something open that the draft does not depend on. */
  void ask(String question, double doubt) {
    if (questions.add(question)) {
      confidence -= doubt;
    }
  }

  /**
   * Asks whether the readings are right that a draft would rest on, where there are too many.
   *
   * @throws Unclear if the draft is more likely wrong than right
   */
  void requireLittleDoubt() throws Unclear {
    if (confidence < LEAST_CONFIDENCE && !doubtful.isEmpty()) {
      require(
          "The draft would rest on these readings: "
              + String.join(" ", doubtful)
              + " Are they right?");
    }
  }

  /**
   * Asks whether something is so, unless people said yes to it.
   *
   * @throws Unclear if they did not
   */
  void require(String question) throws Unclear {
    if (!isAnswered(question)) {
      throw new Unclear(question, List.of(AnsweredRequest.YES));
    }
  }

  private boolean isAnswered(String question) {
    return AnsweredRequest.YES.equals(chosen.get(question));
  }

  /**
   * Asks which of two readings is right.
   *
   * @return whether people chose the first one
   * @throws Unclear if they chose none
   */
  boolean requireFirst(String question, String first, String second) throws Unclear {
    String answer = chosen.getOrDefault(question, "");
    if (!answer.equals(first) && !answer.equals(second)) {
      throw new Unclear(question, List.of(first, second));
    }
    return answer.equals(first);
  }

  void step(String step) {
    steps.add(step);
  }

  void refer(Relation relation, String reason) {
    String name = relation.name().toString();
    references.putIfAbsent(name, new Reference("schema_object", name, reason));
  }

  void refer(Relation relation, Column column, String reason) {
    String name = relation.name() + "." + column.name();
    references.putIfAbsent(name, new Reference("schema_object", name, reason));
  }

  List<String> assumptions() {
    return List.copyOf(assumptions);
  }

  List<String> questions() {
    return List.copyOf(questions);
  }

  List<String> steps() {
    return List.copyOf(steps);
  }

  List<Reference> references() {
    return List.copyOf(references.values());
  }

  double confidence() {
    return Math.round(Math.max(LOWEST_CONFIDENCE, confidence) * 100) / 100.0;
  }
}
