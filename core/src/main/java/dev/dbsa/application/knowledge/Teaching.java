package dev.dbsa.application.knowledge;

import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.Request;
import dev.dbsa.domain.knowledge.Example;
import dev.dbsa.domain.knowledge.Glossary;
import dev.dbsa.domain.knowledge.Knowledge;
import dev.dbsa.domain.review.EffectiveScript;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.port.out.GenerationStore;
import dev.dbsa.port.out.GenerationStore.TakenRequest;
import dev.dbsa.port.out.GlossaryStore;
import dev.dbsa.port.out.ReviewStore;
import dev.dbsa.port.out.ScriptValidator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks up what a team has taught that concerns a request: its words, and the scripts that people
 * accepted or edited for like requests to the same database.
 */
public final class Teaching {
  /** The newest ones: what people took long ago tells less about how they work now. */
  private static final int LOOKED_AT = 500;

  private static final int EXAMPLES = 3;

  /** How many are checked before the search ends, where those that are near no longer pass. */
  private static final int CHECKED = 10;

  /** Below it, requests have little more in common than the way people ask. */
  private static final double LEAST_LIKENESS = 0.35;

  private final Glossary shared;
  private final GlossaryStore glossaries;
  private final GenerationStore generations;
  private final ReviewStore reviews;
  private final ScriptValidator validator;

  /**
   * @param shared words that hold in all databases
   */
  public Teaching(
      Glossary shared,
      GlossaryStore glossaries,
      GenerationStore generations,
      ReviewStore reviews,
      ScriptValidator validator) {
    this.shared = shared;
    this.glossaries = glossaries;
    this.generations = generations;
    this.reviews = reviews;
    this.validator = validator;
  }

  /** What concerns this request, over the schema that it is drafted against. */
  public Knowledge concerning(Generation generation, SchemaSnapshot snapshot) {
    return new Knowledge(
        glossaries.find(generation.connectionId()).over(shared), examples(generation, snapshot));
  }

  private List<Example> examples(Generation generation, SchemaSnapshot snapshot) {
    List<TakenRequest> taken =
        generations.findTaken(generation.connectionId(), generation.scriptMode(), LOOKED_AT);
    Request request = generation.request();
    Likeness likeness = new Likeness(taken.stream().map(t -> t.request().text().value()).toList());
    List<Candidate> candidates =
        taken.stream()
            .filter(t -> !t.id().equals(generation.id()))
            .map(t -> new Candidate(t, likeness(likeness, request, t.request())))
            .filter(c -> c.likeness() >= LEAST_LIKENESS)
            .sorted(Comparator.comparingDouble(Candidate::likeness).reversed())
            .limit(CHECKED)
            .toList();
    List<Example> examples = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (examples.size() < EXAMPLES) {
        example(candidate, snapshot).ifPresent(examples::add);
      }
    }
    return examples;
  }

  /** Only the same words with the same answers are the same request. */
  private static double likeness(Likeness likeness, Request one, Request other) {
    double words = likeness.between(one.text().value(), other.text().value());
    return one.clarifications().equals(other.clarifications())
        ? words
        : Math.min(words, Likeness.MOST_OF_DIFFERENT);
  }

  private Optional<Example> example(Candidate candidate, SchemaSnapshot snapshot) {
    Optional<Generation> found = generations.find(candidate.taken().id());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Generation source = found.get();
    String script = EffectiveScript.of(source, reviews.findNewestEdit(source.id())).text();
    if (script == null) {
      return Optional.empty();
    }
    LintStatus status =
        validator
            .validate(script, snapshot, ScriptScope.ofDraft(source.scriptMode()))
            .validation()
            .lintStatus();
    return status == LintStatus.FAIL
        ? Optional.empty()
        : Optional.of(
            new Example(source.id(), source.request().whole(), script, candidate.likeness()));
  }

  private record Candidate(TakenRequest taken, double likeness) {}
}
