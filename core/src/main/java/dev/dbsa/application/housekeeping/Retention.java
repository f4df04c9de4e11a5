package dev.dbsa.application.housekeeping;

import dev.dbsa.port.out.GenerationStore;
import dev.dbsa.port.out.UnitOfWork;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Deletes generations that are old enough. The audit trail keeps telling of them. */
public final class Retention {
  private static final Logger LOG = System.getLogger(Retention.class.getName());

  /** How many one transaction deletes: others wait for no longer than that takes. */
  private static final int BATCH = 200;

  /** How many transactions one turn makes. */
  private static final int MOST_BATCHES = 50;

  private final GenerationStore generations;
  private final UnitOfWork work;
  private final InstantSource clock;
  private final Duration age;

  /**
   * @param age of the request
   */
  public Retention(
      GenerationStore generations, UnitOfWork work, InstantSource clock, Duration age) {
    this.generations = generations;
    this.work = work;
    this.clock = clock;
    this.age = age;
  }

  /** Deletes what there is, so much as one turn may. */
  public void apply() {
    Instant end = clock.instant().minus(age);
    int deleted = 0;
    for (int i = 0; i < MOST_BATCHES; i++) {
      int batch = work.inTransaction(() -> generations.deleteRequestedBefore(end, BATCH));
      deleted += batch;
      if (batch < BATCH) {
        break;
      }
    }
    if (deleted > 0) {
      LOG.log(Level.INFO, "deleted {0} generations requested before {1}", deleted, end);
    }
  }
}
