package dev.dbsa.application.work;

import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.port.out.ScriptValidator;
import java.util.function.Supplier;

/** Checks scripts on the threads of a pool. */
public final class PooledValidator implements ScriptValidator {
  private final ScriptValidator validator;
  private final WorkPool pool;
  private final boolean background;

  private PooledValidator(ScriptValidator validator, WorkPool pool, boolean background) {
    this.validator = validator;
    this.pool = pool;
    this.background = background;
  }

  /** For requests: refused with {@code SERVICE_BUSY} rather than late. */
  public static ScriptValidator forRequests(ScriptValidator validator, WorkPool pool) {
    return new PooledValidator(validator, pool, false);
  }

  /** For attempts in the background, which have a deadline of their own. */
  public static ScriptValidator forAttempts(ScriptValidator validator, WorkPool pool) {
    return new PooledValidator(validator, pool, true);
  }

  @Override
  public ScriptAnalysis validate(String script, SchemaSnapshot snapshot, ScriptScope scope) {
    return run(() -> validator.validate(script, snapshot, scope));
  }

  @Override
  public ScriptAnalysis validate(String script, Dialect dialect, ScriptScope scope) {
    return run(() -> validator.validate(script, dialect, scope));
  }

  private ScriptAnalysis run(Supplier<ScriptAnalysis> check) {
    return background ? pool.finish(check) : pool.answer(check);
  }
}
