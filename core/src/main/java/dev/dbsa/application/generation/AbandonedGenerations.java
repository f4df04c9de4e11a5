package dev.dbsa.application.generation;

import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.port.out.GenerationStore;
import dev.dbsa.port.out.UnitOfWork;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;

/** Looks after the generations of workers that died: their leases ran out. */
public final class AbandonedGenerations {
  /** How many are looked after in one turn. */
  private static final int BATCH = 100;

  private final GenerationStore generations;
  private final UnitOfWork work;
  private final InstantSource clock;
  private final Predicate<GenerationId> runsHere;

  /**
   * @param runsHere whether this process works on a generation: it may have been kept from renewing
   *     its lease, and is about to
   */
  public AbandonedGenerations(
      GenerationStore generations,
      UnitOfWork work,
      InstantSource clock,
      Predicate<GenerationId> runsHere) {
    this.generations = generations;
    this.work = work;
    this.clock = clock;
    this.runsHere = runsHere;
  }

  /** Gives them back to the queue, or fails them so that they can be retried. */
  public void settle() {
    Instant now = clock.instant();
    for (Generation abandoned : generations.findAbandoned(now, BATCH)) {
      if (runsHere.test(abandoned.id())) {
        continue;
      }
      // Lost against the worker, if it is alive after all, or against another process that does
      // the same.
      work.inTransaction(() -> generations.replace(Interruption.of(abandoned, now)));
    }
  }
}
