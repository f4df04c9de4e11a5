package dev.dbsa.application.validation;

import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.domain.script.ScriptText;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.port.in.ValidateScripts;
import dev.dbsa.port.out.ScriptValidator;
import dev.dbsa.port.out.SnapshotStore;

/** Checks a script that people bring along; nothing is stored. */
public final class ValidationService implements ValidateScripts {
  private final SnapshotStore snapshots;
  private final ScriptValidator validator;

  public ValidationService(SnapshotStore snapshots, ScriptValidator validator) {
    this.snapshots = snapshots;
    this.validator = validator;
  }

  @Override
  public ScriptAnalysis validate(ScriptText script, SnapshotId snapshot, ScriptScope scope) {
    SchemaSnapshot found = snapshots.find(snapshot).orElseThrow(snapshot::notFound);
    return validator.validate(script.value(), found, scope);
  }

  @Override
  public ScriptAnalysis validate(ScriptText script, Dialect dialect, ScriptScope scope) {
    return validator.validate(script.value(), dialect, scope);
  }
}
