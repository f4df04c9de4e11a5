package dev.dbsa.app;

import dev.dbsa.adapter.persistence.StoreClock;
import dev.dbsa.application.generation.AbandonedGenerations;
import dev.dbsa.application.generation.GenerationRunner;
import dev.dbsa.application.housekeeping.Housekeeping;
import dev.dbsa.application.housekeeping.Housekeeping.Chore;
import dev.dbsa.port.in.AnswerOnce;
import dev.dbsa.port.out.AnswerStore;
import dev.dbsa.port.out.GenerationStore;
import dev.dbsa.port.out.UnitOfWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** What a process tidies up beside serving. */
class HousekeepingBeans {
  /** A third of the time after which a worker counts as dead. */
  private static final Duration OFTEN = Duration.ofSeconds(10);

  private static final Duration SELDOM = Duration.ofMinutes(10);

  /** How many rows one transaction deletes: others wait for no longer than that takes. */
  private static final int BATCH = 500;

  @Produces
  @Singleton
  Housekeeping housekeeping(
      StoreClock storeClock,
      GenerationStore generations,
      GenerationRunner runner,
      AnswerStore answers,
      UnitOfWork work,
      InstantSource clock) {
    AbandonedGenerations abandoned =
        new AbandonedGenerations(generations, work, clock, runner::isRunning);
    return new Housekeeping(
        List.of(
            new Chore("set the clock by the metadata store", OFTEN, storeClock::synchronize),
            new Chore("look after generations of dead processes", OFTEN, abandoned::settle),
            new Chore(
                "forget old idempotency keys",
                SELDOM,
                () -> answers.deleteBefore(clock.instant().minus(AnswerOnce.KEPT_FOR), BATCH))));
  }
}
