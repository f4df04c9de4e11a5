package dev.dbsa.adapter.sqlcheck;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.policy.Policy;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.schema.SnapshotSummary;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.Risk;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testing.Shop;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Runs the validator over scripts for the sample shop. */
final class Check {
  private static final SqlScriptValidator VALIDATOR = new SqlScriptValidator();

  private Check() {}

  static ScriptAnalysis script(Dialect dialect, String script) {
    return script(Shop.of(dialect), script);
  }

  static ScriptAnalysis script(Dialect dialect, String script, ScriptScope scope) {
    return VALIDATOR.validate(script, snapshot(Shop.of(dialect)), scope);
  }

  static ScriptAnalysis script(Dialect dialect, String script, ScriptScope scope, Policy policy) {
    return new SqlScriptValidator(policy).validate(script, snapshot(Shop.of(dialect)), scope);
  }

  static ScriptAnalysis script(DatabaseSchema schema, String script) {
    return VALIDATOR.validate(script, snapshot(schema));
  }

  static ScriptAnalysis textOnly(Dialect dialect, String script) {
    return VALIDATOR.validate(script, dialect);
  }

  static SchemaSnapshot snapshot(DatabaseSchema schema) {
    SnapshotSummary summary =
        SnapshotSummary.of(
            new SnapshotId(new UUID(0, 1)),
            new ConnectionId(new UUID(0, 2)),
            1,
            schema,
            Instant.EPOCH);
    return new SchemaSnapshot(summary, schema);
  }

  /** The rules of the errors, in the findings' order. */
  static List<String> errors(ScriptAnalysis analysis) {
    return analysis.validation().findings().stream()
        .filter(f -> f.severity() == Severity.ERROR)
        .map(Finding::rule)
        .toList();
  }

  static List<String> rules(ScriptAnalysis analysis) {
    return analysis.validation().findings().stream().map(Finding::rule).toList();
  }

  static List<String> risks(ScriptAnalysis analysis) {
    return analysis.risks().stream().map(Risk::code).toList();
  }
}
