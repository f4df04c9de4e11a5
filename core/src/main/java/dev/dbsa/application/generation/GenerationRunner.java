package dev.dbsa.application.generation;

import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.generation.Attempt;
import dev.dbsa.domain.generation.Failure;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.domain.generation.Lease;
import dev.dbsa.port.out.GenerationStore;
import dev.dbsa.port.out.ScriptGenerator.GenerationFailedException;
import dev.dbsa.port.out.UnitOfWork;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs attempts in the background, each on a virtual thread of its own.
 *
 * <p>The stored row is the truth: an attempt is claimed and ended by compare-and-swap, so that a
 * result that comes after a cancellation or a timeout is dropped. A claim is a lease that this
 * process renews; a generation whose lease ran out belonged to a process that died, and is failed
 * so that it can be retried.
 */
public final class GenerationRunner implements AutoCloseable {
  private static final Logger LOG = System.getLogger(GenerationRunner.class.getName());

  /** How many abandoned generations are looked after at once. */
  private static final int SWEEP_BATCH = 100;

  /** How long a stop waits for attempts to let go of their work. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  private static final Failure INTERRUPTED =
      new Failure("interrupted", "the service stopped while the attempt was under way; retry it");

  private final GenerationStore generations;
  private final Drafting drafting;
  private final UnitOfWork work;
  private final InstantSource clock;
  private final RunnerSettings settings;
  private final Map<GenerationId, RunningAttempt> running = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("generation-timer").factory());

  public GenerationRunner(
      GenerationStore generations,
      Drafting drafting,
      UnitOfWork work,
      InstantSource clock,
      RunnerSettings settings) {
    this.generations = generations;
    this.drafting = drafting;
    this.work = work;
    this.clock = clock;
    this.settings = settings;
  }

  /** Begins to renew leases and to look after abandoned generations, at once and then regularly. */
  public void open() {
    long period = Math.max(1, settings.leaseDuration().toMillis() / 3);
    timer.scheduleWithFixedDelay(this::tend, 0, period, TimeUnit.MILLISECONDS);
  }

  /**
   * Claims a generation for its next attempt; called within a transaction.
   *
   * @param prepare brings the generation into the queued state
   * @param lostRace what the caller is told when somebody else was quicker
   * @param startedBy whose share it is part of; {@code null} for nobody's
   */
  Generation claim(
      GenerationId id,
      UnaryOperator<Generation> prepare,
      ErrorCode lostRace,
      @Nullable String startedBy) {
    Instant now = clock.instant();
    Lease lease = new Lease(settings.owner(), now.plus(settings.leaseDuration()), startedBy);
    if (!generations.replace(prepare.apply(require(id)).start(lease, now))) {
      throw new DbsaException(lostRace, "generation " + id + " was taken by another request");
    }
    return require(id);
  }

  /**
   * Ends a queued or running generation and stops the work on it.
   *
   * @param note runs in the transaction that ends the generation
   */
  Generation cancel(GenerationId id, Runnable note) {
    while (true) {
      boolean[] won = new boolean[1];
      Generation canceled =
          work.inTransaction(
              () -> {
                Generation next = require(id).cancel(clock.instant());
                won[0] = generations.replace(next);
                if (won[0]) {
                  note.run();
                }
                return next;
              });
      // Losing means that the status changed just now: look again, it may be over.
      if (won[0]) {
        letGo(running.get(id));
        return canceled;
      }
    }
  }

  /** The stored generation. */
  Generation require(GenerationId id) {
    return generations
        .find(id)
        .orElseThrow(
            () ->
                new DbsaException(ErrorCode.GENERATION_NOT_FOUND, "there is no generation " + id));
  }

  /** Starts the attempt that was claimed. */
  void launch(Generation claimed) {
    int number = claimed.latestAttempt().orElseThrow().number();
    RunningAttempt attempt =
        new RunningAttempt(number, "generation-" + claimed.id(), self -> run(claimed, self));
    running.put(claimed.id(), attempt);
    attempt.start();
  }

  private void run(Generation generation, RunningAttempt attempt) {
    ScheduledFuture<?> timeout;
    try {
      timeout =
          timer.schedule(
              () -> Thread.startVirtualThread(() -> timeOut(generation.id(), attempt)),
              settings.attemptTimeout().toMillis(),
              TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The service began to stop between the claim and the start.
      endFromOutside(generation.id(), attempt, INTERRUPTED);
      running.remove(generation.id(), attempt);
      return;
    }
    try {
      UnaryOperator<Generation> outcome =
          draft(generation, clock.instant().plus(settings.attemptTimeout()));
      if (attempt.settle()) {
        finish(generation.id(), attempt, outcome);
      }
    } catch (InterruptedException e) {
      // Whoever interrupted has settled the row already.
      Thread.currentThread().interrupt();
    } finally {
      timeout.cancel(false);
      running.remove(generation.id(), attempt);
    }
  }

  private UnaryOperator<Generation> draft(Generation generation, Instant deadline)
      throws InterruptedException {
    try {
      Drafting.Outcome outcome = drafting.draft(generation, deadline);
      return switch (outcome) {
        case Drafting.Outcome.Drafted drafted -> g -> g.complete(drafted.draft(), clock.instant());
        case Drafting.Outcome.Questions questions ->
            g -> g.clarify(questions.draft(), clock.instant());
      };
    } catch (GenerationFailedException e) {
      return g -> g.fail(e.failure(), e.usage(), e.answer(), clock.instant());
    } catch (DbsaException e) {
      return g -> g.fail(new Failure(e.code().code(), e.detail()), clock.instant());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LOG.log(Level.ERROR, "generation " + generation.id() + " failed unexpectedly", e);
      Failure failure =
          new Failure(
              "internal_error", "the attempt failed unexpectedly; the service's log says why");
      return g -> g.fail(failure, clock.instant());
    }
  }

  private void timeOut(GenerationId id, RunningAttempt attempt) {
    long seconds = settings.attemptTimeout().toSeconds();
    endFromOutside(
        id,
        attempt,
        new Failure("timeout", "the attempt took longer than " + seconds + " seconds"));
  }

  private void endFromOutside(GenerationId id, RunningAttempt attempt, Failure failure) {
    if (attempt.settle()) {
      finish(id, attempt, g -> g.fail(failure, clock.instant()));
      attempt.interrupt();
    }
  }

  /**
   * Ends the attempt in the store, unless it was ended otherwise before. If the store fails, the
   * lease runs out and the generation is failed by whoever looks after abandoned ones.
   */
  private void finish(GenerationId id, RunningAttempt attempt, UnaryOperator<Generation> outcome) {
    try {
      while (true) {
        Generation current = generations.find(id).orElse(null);
        if (current == null || !isOurs(current, attempt.number())) {
          return;
        }
        Generation ended = outcome.apply(current);
        if (work.inTransaction(() -> generations.replace(ended))) {
          logFailure(ended);
          return;
        }
      }
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the end of generation " + id + " could not be stored", e);
    }
  }

  private static void logFailure(Generation ended) {
    Attempt attempt = ended.latestAttempt().orElseThrow();
    Failure failure = attempt.failure();
    Instant finished = attempt.finishedAt();
    if (failure != null && finished != null) {
      LOG.log(
          Level.WARNING,
          "generation {0} failed after {1} ms: {2}: {3}",
          ended.id(),
          Long.toString(Duration.between(attempt.startedAt(), finished).toMillis()),
          failure.code(),
          failure.message());
    }
  }

  private boolean isOurs(Generation generation, int attemptNumber) {
    return generation.status() == GenerationStatus.RUNNING
        && generation.lease().filter(l -> l.owner().equals(settings.owner())).isPresent()
        && generation
            .latestAttempt()
            .map(Attempt::number)
            .filter(n -> n == attemptNumber)
            .isPresent();
  }

  /** Gives signs of life for our own attempts and fails those of processes that died. */
  private void tend() {
    // The store may be slow; attempts' timeouts must not wait for it.
    Thread.ofVirtual()
        .name("generation-tender")
        .start(
            () -> {
              try {
                renewLeases();
                failAbandoned();
              } catch (RuntimeException e) {
                LOG.log(
                    Level.WARNING,
                    "could not renew the leases of running generations; trying again",
                    e);
              }
            });
  }

  private void renewLeases() {
    running.forEach(
        (id, attempt) -> {
          Instant until = clock.instant().plus(settings.leaseDuration());
          boolean ours =
              work.inTransaction(() -> generations.renewLease(id, settings.owner(), until));
          if (!ours) {
            // Canceled through another process, or deleted.
            letGo(attempt);
          }
        });
  }

  /** Stops the work on an attempt whose row was ended or deleted by somebody else. */
  private static void letGo(@Nullable RunningAttempt attempt) {
    if (attempt != null && attempt.settle()) {
      attempt.interrupt();
    }
  }

  private void failAbandoned() {
    Instant now = clock.instant();
    for (Generation abandoned : generations.findAbandoned(now, SWEEP_BATCH)) {
      if (!running.containsKey(abandoned.id())) {
        work.inTransaction(() -> generations.replace(abandoned.fail(INTERRUPTED, now)));
      }
    }
  }

  /** Stops all attempts; they end failed and can be retried. */
  @Override
  public void close() {
    timer.shutdownNow();
    running.forEach((id, attempt) -> endFromOutside(id, attempt, INTERRUPTED));
    long patience = System.nanoTime() + STOP_PATIENCE.toNanos();
    for (RunningAttempt attempt : running.values()) {
      try {
        attempt.thread().join(Duration.ofNanos(Math.max(1, patience - System.nanoTime())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
