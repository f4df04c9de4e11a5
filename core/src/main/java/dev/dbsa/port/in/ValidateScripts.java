package dev.dbsa.port.in;

import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.domain.script.ScriptText;
import dev.dbsa.domain.sql.Dialect;

/** Checks a script that people bring along; nothing is stored. */
public interface ValidateScripts {
  /**
   * Checks against a snapshot.
   *
   * @throws DbsaException {@code SNAPSHOT_NOT_FOUND}
   */
  ScriptAnalysis validate(ScriptText script, SnapshotId snapshot, ScriptScope scope);

  /** Checks the text alone. */
  ScriptAnalysis validate(ScriptText script, Dialect dialect, ScriptScope scope);
}
