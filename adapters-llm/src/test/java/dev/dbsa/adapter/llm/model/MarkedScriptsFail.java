package dev.dbsa.adapter.llm.model;

import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.FindingCategory;
import dev.dbsa.domain.script.ImpactedObject;
import dev.dbsa.domain.script.Operation;
import dev.dbsa.domain.script.Position;
import dev.dbsa.domain.script.Risk;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.domain.script.Validation;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.port.out.ScriptValidator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Refuses scripts that hold a column which the shop does not have; finds a DROP risky. */
final class MarkedScriptsFail implements ScriptValidator {
  final Queue<String> checked = new ConcurrentLinkedQueue<>();

  @Override
  public ScriptAnalysis validate(String script, SchemaSnapshot snapshot, ScriptScope scope) {
    return validate(script, snapshot.schema().server().dialect(), scope);
  }

  @Override
  public ScriptAnalysis validate(String script, Dialect dialect, ScriptScope scope) {
    checked.add(script);
    List<Finding> findings =
        script.contains("emial")
            ? List.of(
                new Finding(
                    "unknown-column",
                    FindingCategory.SCHEMA,
                    Severity.ERROR,
                    "customers has no column emial",
                    "did you mean email?",
                    new Position(1, 1, 8),
                    "emial"))
            : List.of();
    List<Risk> risks =
        script.contains("DROP")
            ? List.of(
                Risk.of(RiskLevel.CRITICAL, "drop_table", "drops customers", 1, "customers", null))
            : List.of();
    return new ScriptAnalysis(
        Validation.of(findings),
        risks,
        List.of(new ImpactedObject("table", "public", "customers", Operation.READ, true)));
  }
}
