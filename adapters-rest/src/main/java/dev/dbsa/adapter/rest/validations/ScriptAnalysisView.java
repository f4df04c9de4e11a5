package dev.dbsa.adapter.rest.validations;

import dev.dbsa.domain.script.ScriptAnalysis;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Everything that follows from reading a script. */
@Schema(name = "ScriptAnalysis")
record ScriptAnalysisView(
    ValidationView validation, List<RiskView> risks, List<ImpactedObjectView> impactedObjects) {

  static ScriptAnalysisView of(ScriptAnalysis analysis) {
    return new ScriptAnalysisView(
        ValidationView.of(analysis.validation()),
        RiskView.of(analysis.risks()),
        ImpactedObjectView.of(analysis.impactedObjects()));
  }
}
