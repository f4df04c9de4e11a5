package dev.dbsa.domain.script;

import java.util.List;

/** Everything that follows from reading a script: findings, risks and what it touches. */
public record ScriptAnalysis(
    Validation validation, List<Risk> risks, List<ImpactedObject> impactedObjects) {
  public ScriptAnalysis {
    risks = List.copyOf(risks);
    impactedObjects = List.copyOf(impactedObjects);
  }
}
