package dev.dbsa.port.out;

import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.domain.sql.Dialect;

/**
 * Checks scripts without running them. Safe to call concurrently; bounded in time and memory for
 * any text of at most {@link dev.dbsa.domain.script.ScriptText#MAX_LENGTH} code points. Whatever is
 * wrong with the script is a finding, never an exception.
 */
public interface ScriptValidator {
  /** Checks the text against a snapshot, in the snapshot's dialect. */
  ScriptAnalysis validate(String script, SchemaSnapshot snapshot, ScriptScope scope);

  /**
   * Checks the text alone: names are not looked up, {@code exists} of the impacted objects is
   * unknown.
   */
  ScriptAnalysis validate(String script, Dialect dialect, ScriptScope scope);

  /** As a script of a person that may do anything. */
  default ScriptAnalysis validate(String script, SchemaSnapshot snapshot) {
    return validate(script, snapshot, ScriptScope.OPEN);
  }

  /** As a script of a person that may do anything. */
  default ScriptAnalysis validate(String script, Dialect dialect) {
    return validate(script, dialect, ScriptScope.OPEN);
  }
}
