package dev.dbsa.app;

import dev.dbsa.adapter.persistence.StoreClock;
import dev.dbsa.application.generation.AbandonedGenerations;
import dev.dbsa.application.generation.GenerationRunner;
import dev.dbsa.application.housekeeping.Housekeeping;
import dev.dbsa.application.housekeeping.Housekeeping.Chore;
import dev.dbsa.application.housekeeping.Retention;
import dev.dbsa.port.in.AnswerOnce;
import dev.dbsa.port.out.AnswerStore;
import dev.dbsa.port.out.CallerLedger;
import dev.dbsa.port.out.GenerationStore;
import dev.dbsa.port.out.UnitOfWork;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What a process tidies up beside serving. */
class HousekeepingBeans {
  private static final Duration OFTEN = Duration.ofSeconds(10);

  private static final Duration SELDOM = Duration.ofMinutes(10);

  private static final int MAX_DAYS = 36_500;

  /** How many rows one transaction deletes: others wait for no longer than that takes. */
  private static final int BATCH = 500;

  @Produces
  @Singleton
  Housekeeping housekeeping(
      AppSettings settings,
      StoreClock storeClock,
      GenerationStore generations,
      GenerationRunner runner,
      AnswerStore answers,
      CallerLedger callers,
      UnitOfWork work,
      InstantSource clock,
      MeterRegistry meters) {
    AbandonedGenerations abandoned =
        new AbandonedGenerations(generations, work, clock, runner::isRunning);
    AtomicLong waiting = new AtomicLong();
    Gauge.builder("dbsa.generations.running", runner, GenerationRunner::running)
        .description("How many generations this process runs now.")
        .register(meters);
    Gauge.builder("dbsa.generations.waiting", waiting, AtomicLong::get)
        .description("How many generations wait for a worker of any process.")
        .register(meters);
    List<Chore> chores = new ArrayList<>();
    int days = settings.historyRetentionDays();
    if (days < 0 || days > MAX_DAYS) {
      throw new ConfigurationException(
          "APP_HISTORY_RETENTION_DAYS must be between 0 and " + MAX_DAYS + ", not " + days);
    }
    if (days > 0) {
      Retention retention = new Retention(generations, work, clock, Duration.ofDays(days));
      chores.add(new Chore("delete old generations", SELDOM, retention::apply));
    }
    chores.addAll(
        List.of(
            new Chore("set the clock by the metadata store", OFTEN, storeClock::synchronize),
            new Chore("count what waits", OFTEN, () -> waiting.set(generations.countWaiting())),
            new Chore(
                "look after generations of dead processes",
                Duration.ofSeconds(settings.generationLeaseSeconds()).dividedBy(3),
                abandoned::settle),
            new Chore(
                "forget old idempotency keys",
                SELDOM,
                () -> answers.deleteBefore(clock.instant().minus(AnswerOnce.KEPT_FOR), BATCH)),
            new Chore(
                "forget old signatures and idle callers",
                OFTEN,
                () -> callers.forget(Duration.ofHours(1), BATCH))));
    return new Housekeeping(chores);
  }
}
