package dev.dbsa.application.generation;

import dev.dbsa.application.housekeeping.Ticker;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.generation.Attempt;
import dev.dbsa.domain.generation.Failure;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.domain.generation.Lease;
import dev.dbsa.domain.generation.Waiting;
import dev.dbsa.port.out.GenerationStore;
import dev.dbsa.port.out.ScriptGenerator.GenerationFailedException;
import dev.dbsa.port.out.UnitOfWork;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs attempts in the background, each on a virtual thread of its own, so many at once as the
 * process has workers. What comes beyond that waits in the store, where any process takes it.
 *
 * <p>The stored row is the truth: an attempt is claimed and ended by compare-and-swap, so that a
 * result that comes after a cancellation or a timeout is dropped. A claim is a lease that this
 * process renews; see {@link AbandonedGenerations} for those that ran out.
 */
public final class GenerationRunner implements AutoCloseable {
  private static final Logger LOG = System.getLogger(GenerationRunner.class.getName());

  /** How soon this process notices that a row was ended by another one, or that somebody waits. */
  private static final Duration WATCH = Duration.ofSeconds(1);

  /** How long a stop waits for attempts to let go of their work. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  /** How many are looked at to find one that no other process takes at the same time. */
  private static final int CANDIDATES = 8;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final GenerationStore generations;
  private final Drafting drafting;
  private final UnitOfWork work;
  private final InstantSource clock;
  private final RunnerSettings settings;
  private final Map<GenerationId, RunningAttempt> running = new ConcurrentHashMap<>();
  private final Semaphore free;
  private final Ticker leases = new Ticker("generation-leases");
  private final Ticker queue = new Ticker("generation-queue");
  private final AtomicBoolean looking = new AtomicBoolean();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("generation-timer").factory());

  /** Nothing is taken any more. */
  private volatile boolean stopping;

  /** Nothing is waited for any more. */
  private volatile boolean stopped;

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
    this.free = new Semaphore(settings.workers());
  }

  /** Begins to renew leases, to notice what other processes end, and to take what waits. */
  public void open() {
    leases.every(WATCH, "see which generations are still ours", this::letGoOfLost);
    leases.every(
        settings.leaseDuration().dividedBy(3),
        "renew the leases of running generations",
        this::renewLeases);
    queue.every(WATCH, "take queued generations", this::takeWaiting);
  }

  /** Whether this process takes work. */
  public boolean isTaking() {
    return !stopping;
  }

  /** Whether this process works on a generation. */
  public boolean isRunning(GenerationId id) {
    return running.containsKey(id);
  }

  /** How many generations this process runs now. */
  public int running() {
    return running.size();
  }

  /**
   * Starts a queued generation, or makes it wait where no worker is free or others wait already.
   *
   * @param start called within one transaction with what brings a generation there; answers the
   *     generation as it is stored then
   * @param startedBy whose share it is part of; {@code null} for nobody's
   */
  Generation begin(
      @Nullable String startedBy, Function<UnaryOperator<Generation>, Generation> start) {
    boolean taken = !stopping && free.tryAcquire();
    Generation begun;
    try {
      begun =
          work.inTransaction(
              () ->
                  start.apply(
                      taken && generations.findWaiting(1).isEmpty()
                          ? queued -> claimed(queued, startedBy)
                          : queued -> queued.enqueue(new Waiting(clock.instant(), startedBy))));
    } catch (RuntimeException | Error e) {
      if (taken) {
        free.release();
      }
      throw e;
    }
    if (begun.status() == GenerationStatus.RUNNING) {
      // Only once the claim is committed: the attempt looks at the row.
      launch(begun);
    } else {
      if (taken) {
        free.release();
      }
      lookForWork();
    }
    return begun;
  }

  private Generation claimed(Generation queued, @Nullable String startedBy) {
    Instant now = clock.instant();
    return queued.start(
        new Lease(settings.owner(), now.plus(settings.leaseDuration()), startedBy), now);
  }

  /** Takes what waits, as long as there is any and a worker is free. */
  private void takeWaiting() {
    while (!stopping && free.tryAcquire()) {
      Optional<Generation> claimed = Optional.empty();
      try {
        claimed = work.inTransaction(this::claimWaiting);
      } finally {
        if (claimed.isEmpty()) {
          free.release();
        }
      }
      if (claimed.isEmpty()) {
        return;
      }
      launch(claimed.get());
    }
  }

  private Optional<Generation> claimWaiting() {
    for (Generation waiting : generations.findWaiting(CANDIDATES)) {
      String startedBy = waiting.waiting().map(Waiting::startedBy).orElse(null);
      if (generations.replace(claimed(waiting, startedBy))) {
        return Optional.of(require(waiting.id()));
      }
    }
    return Optional.empty();
  }

  private void lookForWork() {
    if (looking.compareAndSet(false, true)) {
      queue.soon(
          "take queued generations",
          () -> {
            looking.set(false);
            takeWaiting();
          });
    }
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
    return generations.find(id).orElseThrow(id::notFound);
  }

  /** Starts the attempt that was claimed, for which a worker was taken. */
  private void launch(Generation claimed) {
    int number = claimed.latestAttempt().orElseThrow().number();
    RunningAttempt attempt =
        new RunningAttempt(number, "generation-" + claimed.id(), self -> run(claimed, self));
    running.put(claimed.id(), attempt);
    attempt.start();
  }

  private void run(Generation generation, RunningAttempt attempt) {
    try {
      ScheduledFuture<?> timeout = scheduleTimeout(generation, attempt);
      try {
        UnaryOperator<Generation> outcome = draft(generation, attempt);
        if (attempt.settle()) {
          finish(generation.id(), attempt, outcome);
        }
      } finally {
        timeout.cancel(false);
      }
    } catch (RejectedExecutionException e) {
      // The service stopped between the claim and the start.
      interrupt(generation.id(), attempt);
    } catch (InterruptedException e) {
      // Whoever interrupted has settled the row already.
      Thread.currentThread().interrupt();
    } finally {
      running.remove(generation.id(), attempt);
      free.release();
      lookForWork();
    }
  }

  private ScheduledFuture<?> scheduleTimeout(Generation generation, RunningAttempt attempt) {
    return timer.schedule(
        () -> Thread.startVirtualThread(() -> timeOut(generation.id(), attempt)),
        settings.attemptTimeout().toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private UnaryOperator<Generation> draft(Generation generation, RunningAttempt attempt)
      throws InterruptedException {
    try {
      Drafting.Outcome outcome =
          drafting.draft(
              generation,
              clock.instant().plus(settings.attemptTimeout()),
              () -> markSent(generation.id(), attempt));
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

  /**
   * Enters that a model is asked from now on. While the store is away nothing is sent: nobody could
   * tell later.
   *
   * @throws InterruptedException if the attempt is not this process's any more
   */
  private void markSent(GenerationId id, RunningAttempt attempt) throws InterruptedException {
    while (true) {
      try {
        if (work.inTransaction(
            () -> generations.markSent(id, settings.owner(), attempt.number()))) {
          return;
        }
        attempt.letGo();
        throw new InterruptedException();
      } catch (DbsaException e) {
        if (e.code() != ErrorCode.STORE_UNAVAILABLE) {
          throw e;
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  private void timeOut(GenerationId id, RunningAttempt attempt) {
    long seconds = settings.attemptTimeout().toSeconds();
    Failure failure =
        new Failure("timeout", "the attempt took longer than " + seconds + " seconds");
    endFromOutside(id, attempt, g -> g.fail(failure, clock.instant()));
  }

  private void interrupt(GenerationId id, RunningAttempt attempt) {
    endFromOutside(id, attempt, g -> Interruption.of(g, clock.instant()));
  }

  private void endFromOutside(
      GenerationId id, RunningAttempt attempt, UnaryOperator<Generation> outcome) {
    if (attempt.settle()) {
      finish(id, attempt, outcome);
      attempt.interrupt();
    }
  }

  /**
   * Ends the attempt in the store, unless it was ended otherwise before. A store that is away is
   * waited for: what came of the attempt may have cost, and must not get lost.
   */
  private void finish(GenerationId id, RunningAttempt attempt, UnaryOperator<Generation> outcome) {
    boolean told = false;
    while (true) {
      try {
        if (tryFinish(id, attempt, outcome)) {
          return;
        }
      } catch (RuntimeException e) {
        if (!told) {
          LOG.log(Level.ERROR, "the end of generation " + id + " could not be stored", e);
          told = true;
        }
        if (stopped) {
          return;
        }
        pause();
      }
    }
  }

  /** Whether there is nothing left to do. */
  private boolean tryFinish(
      GenerationId id, RunningAttempt attempt, UnaryOperator<Generation> outcome) {
    Generation current = generations.find(id).orElse(null);
    if (current == null || !isOurs(current, attempt.number())) {
      return true;
    }
    Generation ended = outcome.apply(current);
    if (!work.inTransaction(() -> generations.replace(ended))) {
      return false;
    }
    logFailure(ended);
    return true;
  }

  /** An interrupt waits until the end of the pause. */
  private static void pause() {
    boolean interrupted = Thread.interrupted();
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
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
    return generation.lease().filter(l -> l.owner().equals(settings.owner())).isPresent()
        && generation
            .latestAttempt()
            .map(Attempt::number)
            .filter(n -> n == attemptNumber)
            .isPresent();
  }

  private void renewLeases() {
    Set<GenerationId> ids = Set.copyOf(running.keySet());
    if (!ids.isEmpty()) {
      Instant until = clock.instant().plus(settings.leaseDuration());
      work.inTransaction(() -> generations.renewLeases(settings.owner(), ids, until));
    }
  }

  /** Stops the work on what another process has canceled, deleted or taken over. */
  private void letGoOfLost() {
    Map<GenerationId, RunningAttempt> ours = Map.copyOf(running);
    if (ours.isEmpty()) {
      return;
    }
    Map<GenerationId, Integer> held = generations.findHeld(settings.owner());
    ours.forEach(
        (id, attempt) -> {
          if (!Integer.valueOf(attempt.number()).equals(held.get(id))) {
            letGo(attempt);
          }
        });
  }

  /** Stops the work on an attempt whose row was ended or deleted by somebody else. */
  private static void letGo(@Nullable RunningAttempt attempt) {
    if (attempt != null) {
      attempt.letGo();
    }
  }

  /**
   * Takes nothing any more, lets what is under way come to its end for a while, and then gives the
   * rest back; see {@link Interruption}.
   */
  @Override
  public void close() {
    stopping = true;
    await(settings.grace());
    timer.shutdownNow();
    running.forEach(this::interrupt);
    await(STOP_PATIENCE);
    stopped = true;
    queue.close();
    leases.close();
  }

  /** Waits until nothing runs any more. */
  private void await(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (!running.isEmpty() && System.nanoTime() < end) {
        for (RunningAttempt attempt : running.values()) {
          attempt.thread().join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
