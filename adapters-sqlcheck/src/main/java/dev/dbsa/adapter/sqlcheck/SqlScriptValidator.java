package dev.dbsa.adapter.sqlcheck;

import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.policy.Policy;
import dev.dbsa.domain.policy.ScriptPolicy;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.port.out.ScriptValidator;
import dev.dbsa.sql.Server;

/**
 * Checks scripts by reading them: each statement is parsed in the dialect's own grammar, its names
 * are looked up in the snapshot as the statements before have left it, and the rules of {@code
 * docs/validation-rules.md} are applied. Keeps no state; every call is bounded in time and memory.
 */
public final class SqlScriptValidator implements ScriptValidator {
  private final Policy policy;

  /** By the rules as they are. */
  public SqlScriptValidator() {
    this(Policy.NONE);
  }

  /**
   * @param policy what of the rules counts; its paths say nothing, since scripts here are no files
   */
  public SqlScriptValidator(Policy policy) {
    this.policy = policy;
  }

  @Override
  public ScriptAnalysis validate(String script, SchemaSnapshot snapshot, ScriptScope scope) {
    Server server = Servers.of(snapshot.schema().server());
    return check(script, server, SchemaState.of(snapshot.catalog()), true, scope);
  }

  @Override
  public ScriptAnalysis validate(String script, Dialect dialect, ScriptScope scope) {
    Server server = Servers.of(dialect);
    return check(script, server, SchemaState.unknown(dialect), false, scope);
  }

  private ScriptAnalysis check(
      String script, Server server, SchemaState schema, boolean snapshot, ScriptScope scope) {
    ScriptPolicy its = policy.forScript(Servers.label(server), null);
    return new ScriptCheck(script, server, schema, snapshot, scope, its, false).run().bounded();
  }
}
