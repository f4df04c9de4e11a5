package dev.dbsa.application.work;

import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.port.out.ScriptGenerator;
import java.util.concurrent.CancellationException;

/**
 * Drafts on the threads of a pool; for backends that compute their drafts rather than wait for
 * somebody else's.
 */
public final class PooledGenerator implements ScriptGenerator {
  private final ScriptGenerator backend;
  private final WorkPool pool;

  public PooledGenerator(ScriptGenerator backend, WorkPool pool) {
    this.backend = backend;
    this.pool = pool;
  }

  @Override
  public Proposal draft(DraftRequest request) throws InterruptedException {
    return pool.finish(
        () -> {
          try {
            return backend.draft(request);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
          }
        });
  }

  @Override
  public boolean asksModel() {
    return backend.asksModel();
  }

  @Override
  public int repairAttempts() {
    return backend.repairAttempts();
  }
}
