package dev.dbsa.domain.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptAnalysisTest {
  private static Finding finding(Severity severity, String message) {
    return new Finding("some-rule", FindingCategory.STYLE, severity, message, null, null, null);
  }

  private static Risk risk(RiskLevel level, String message) {
    return Risk.of(level, "some_risk", message, 1, null, null);
  }

  @Test
  void whatCanBeReadStaysAsItIs() {
    ScriptAnalysis analysis =
        new ScriptAnalysis(
            Validation.of(List.of(finding(Severity.INFO, "x")), List.of("a"), List.of("b")),
            List.of(risk(RiskLevel.LOW, "y")),
            List.of(new ImpactedObject("table", null, "t", Operation.READ, null)));

    assertThat(analysis.bounded()).isEqualTo(analysis);
  }

  @Test
  void ofTooManyTheGravestAreListedInTheirOrder() {
    List<Finding> findings = new ArrayList<>();
    List<Risk> risks = new ArrayList<>();
    List<ImpactedObject> objects = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      findings.add(finding(i % 10 == 0 ? Severity.ERROR : Severity.WARNING, "finding " + i));
      risks.add(risk(i % 10 == 0 ? RiskLevel.CRITICAL : RiskLevel.LOW, "risk " + i));
      objects.add(new ImpactedObject("table", null, "t" + i, Operation.READ, null));
    }

    ScriptAnalysis bounded = new ScriptAnalysis(Validation.of(findings), risks, objects).bounded();

    assertThat(bounded.validation().lintStatus()).isEqualTo(LintStatus.FAIL);
    assertThat(bounded.validation().findings()).hasSize(500);
    assertThat(bounded.validation().errors())
        .hasSize(300)
        .isEqualTo(Validation.of(findings).errors());
    assertThat(bounded.validation().findings().get(1).message()).isEqualTo("finding 1");
    assertThat(bounded.risks()).hasSize(500);
    assertThat(bounded.risks()).filteredOn(r -> r.level() == RiskLevel.CRITICAL).hasSize(300);
    assertThat(bounded.impactedObjects()).isEqualTo(objects.subList(0, 500));
    assertThat(bounded.validation().notChecked())
        .containsExactly(
            "2500 more findings are not listed: the script has 3000.",
            "2500 more risks are not listed: the script has 3000.",
            "2500 more objects are not listed: the script has 3000.");
  }

  @Test
  void theVerdictIsThatOfTheWhole() {
    List<String> unread = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      unread.add("part " + i);
    }
    ScriptAnalysis analysis =
        new ScriptAnalysis(Validation.of(List.of(), unread, List.of()), List.of(), List.of());

    assertThat(analysis.bounded().validation().lintStatus()).isEqualTo(LintStatus.WARN);
    assertThat(analysis.bounded().validation().notChecked()).hasSize(501);
  }

  @Test
  void messagesOfAbsurdLengthAreCut() {
    Validation validation = Validation.of(List.of(finding(Severity.ERROR, "🐘".repeat(100_000))));
    String cut =
        new ScriptAnalysis(validation, List.of(), List.of())
            .bounded()
            .validation()
            .findings()
            .getFirst()
            .message();

    assertThat(cut).isEqualTo("🐘".repeat(500) + "…");
  }
}
