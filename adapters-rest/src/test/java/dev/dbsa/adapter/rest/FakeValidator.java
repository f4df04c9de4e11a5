package dev.dbsa.adapter.rest;

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
import java.util.stream.Stream;

/** Finds something of every category in any script; with a snapshot it also knows what exists. */
final class FakeValidator implements ScriptValidator {

  @Override
  public ScriptAnalysis validate(String script, SchemaSnapshot snapshot, ScriptScope scope) {
    return analysis(new ImpactedObject("table", "public", "orders", Operation.READ, true), scope);
  }

  @Override
  public ScriptAnalysis validate(String script, Dialect dialect, ScriptScope scope) {
    return analysis(new ImpactedObject("table", null, "orders", Operation.READ, null), scope);
  }

  private static ScriptAnalysis analysis(ImpactedObject object, ScriptScope scope) {
    return new ScriptAnalysis(
        Validation.of(
            List.of(
                finding("odd-syntax", FindingCategory.SYNTAX, "odd, but correct"),
                finding("wide-table", FindingCategory.SCHEMA, "orders has many columns"),
                finding("select-star", FindingCategory.PERFORMANCE, "reads every column"),
                new Finding(
                    "keyword-case",
                    FindingCategory.STYLE,
                    Severity.INFO,
                    "write keywords alike",
                    null,
                    null,
                    null)),
            List.of(),
            Stream.concat(
                    Stream.of("whether the account may read orders"),
                    scope.mode().stream().map(m -> "more than the mode " + m.label()))
                .toList()),
        List.of(
            Risk.of(
                RiskLevel.MEDIUM, "full_scan", "reads all of orders", 1, "orders", "add a WHERE"),
            Risk.of(RiskLevel.LOW, "no_order", "the order is left to chance", null, null, null)),
        List.of(object));
  }

  private static Finding finding(String rule, FindingCategory category, String message) {
    return new Finding(
        rule, category, Severity.WARNING, message, "a hint", new Position(1, 2, 3), "orders");
  }
}
