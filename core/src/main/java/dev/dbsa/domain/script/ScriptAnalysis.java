package dev.dbsa.domain.script;

import dev.dbsa.domain.error.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Everything that follows from reading a script: findings, risks and what it touches. */
public record ScriptAnalysis(
    Validation validation, List<Risk> risks, List<ImpactedObject> impactedObjects) {

  /** Of findings, of risks and of objects: more than anybody reads. */
  public static final int MOST_LISTED = 500;

  /** In UTF-16 units; a message may repeat what the script has, which can be as long as that. */
  private static final int LONGEST_MESSAGE = 1_000;

  public ScriptAnalysis {
    risks = List.copyOf(risks);
    impactedObjects = List.copyOf(impactedObjects);
  }

  /**
   * The same, without more than can be read and kept: of many findings and risks the gravest, of
   * many objects the first. What is left out is told, and the verdict stays that of the whole.
   */
  public ScriptAnalysis bounded() {
    List<Finding> findings =
        most(validation.findings(), Comparator.comparing(Finding::severity)).stream()
            .map(ScriptAnalysis::cut)
            .toList();
    List<Risk> graveRisks =
        most(risks, Comparator.comparing(Risk::level).reversed()).stream()
            .map(ScriptAnalysis::cut)
            .toList();
    List<ImpactedObject> objects = most(impactedObjects, (_, _) -> 0);
    List<String> notChecked =
        new ArrayList<>(
            most(validation.notChecked(), (_, _) -> 0).stream().map(ScriptAnalysis::cut).toList());
    tell(notChecked, "findings", validation.findings().size());
    tell(notChecked, "risks", risks.size());
    tell(notChecked, "objects", impactedObjects.size());
    tell(notChecked, "things that were not checked", validation.notChecked().size());
    return new ScriptAnalysis(
        new Validation(validation.lintStatus(), findings, notChecked), graveRisks, objects);
  }

  private static void tell(List<String> notChecked, String what, int all) {
    if (all > MOST_LISTED) {
      notChecked.add(
          (all - MOST_LISTED) + " more " + what + " are not listed: the script has " + all + ".");
    }
  }

  /** The most important ones, in the order of all. */
  private static <T> List<T> most(List<T> all, Comparator<T> importance) {
    if (all.size() <= MOST_LISTED) {
      return all;
    }
    return IntStream.range(0, all.size())
        .boxed()
        .sorted(Comparator.comparing(all::get, importance))
        .limit(MOST_LISTED)
        .sorted()
        .map(all::get)
        .toList();
  }

  private static Finding cut(Finding finding) {
    return new Finding(
        finding.rule(),
        finding.category(),
        finding.severity(),
        cut(finding.message()),
        cutOrNull(finding.hint()),
        finding.position(),
        cutOrNull(finding.object()));
  }

  private static Risk cut(Risk risk) {
    return new Risk(
        risk.level(),
        risk.code(),
        cut(risk.message()),
        risk.statement(),
        cutOrNull(risk.object()),
        cutOrNull(risk.hint()),
        risk.line(),
        risk.column(),
        cutOrNull(risk.suppressedReason()));
  }

  private static @Nullable String cutOrNull(@Nullable String text) {
    return text == null ? null : cut(text);
  }

  private static String cut(String text) {
    return Text.cut(text, LONGEST_MESSAGE);
  }
}
