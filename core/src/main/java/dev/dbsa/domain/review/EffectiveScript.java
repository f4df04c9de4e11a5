package dev.dbsa.domain.review;

import dev.dbsa.domain.generation.Draft;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.script.ImpactedObject;
import dev.dbsa.domain.script.Risk;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.Validation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The script that people should treat as the right one, with what the checks say about it: the
 * newest review's final script where there is one, else the generated script.
 *
 * @param text {@code null} where there is neither
 * @param validation {@code null} where there is no script
 */
public record EffectiveScript(
    @Nullable String text,
    @Nullable Validation validation,
    List<Risk> risks,
    List<ImpactedObject> impactedObjects) {

  /** Of a final script that was handed in before final scripts were checked. */
  private static final ScriptAnalysis UNCHECKED =
      new ScriptAnalysis(
          Validation.of(
              List.of(),
              List.of("The final script was handed in before final scripts were checked."),
              List.of()),
          List.of(),
          List.of());

  public EffectiveScript {
    risks = List.copyOf(risks);
    impactedObjects = List.copyOf(impactedObjects);
  }

  /**
   * The script in force.
   *
   * @param edit the newest review that brought a final script
   */
  public static EffectiveScript of(Generation generation, Optional<Review> edit) {
    return edit.map(EffectiveScript::edited).orElseGet(() -> generated(generation));
  }

  private static EffectiveScript edited(Review edit) {
    ScriptAnalysis analysis = edit.analysis() == null ? UNCHECKED : edit.analysis();
    return new EffectiveScript(
        edit.finalScript(), analysis.validation(), analysis.risks(), analysis.impactedObjects());
  }

  private static EffectiveScript generated(Generation generation) {
    return generation
        .draft()
        .map(EffectiveScript::drafted)
        .orElseGet(() -> new EffectiveScript(null, null, List.of(), List.of()));
  }

  private static EffectiveScript drafted(Draft draft) {
    return new EffectiveScript(
        draft.script(), draft.validation(), draft.risks(), draft.impactedObjects());
  }
}
