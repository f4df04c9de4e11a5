package dev.dbsa.application.work;

import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.port.out.Workforce;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A few platform threads for checks, drafts and diffs. Requests run on virtual threads, which share
 * their carriers without being taken off them: a few long checks there would leave none for the
 * health check. Here they only ever take turns with each other.
 */
public final class WorkPool implements Workforce, AutoCloseable {
  /** Syntax trees are followed recursively, to a bounded depth that fits well into this. */
  private static final long STACK_BYTES = 4L << 20;

  private final ExecutorService threads;
  private final Semaphore free;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Limits limits;

  /**
   * What the pool takes on.
   *
   * @param threads how many pieces of work run at once
   * @param waiting how many requests may wait for a thread
   * @param patience how long a request waits for its answer, the wait for a thread included
   */
  public record Limits(int threads, int waiting, Duration patience) {}

  public WorkPool(Limits limits) {
    this.limits = limits;
    this.free = new Semaphore(limits.threads(), true);
    this.threads =
        Executors.newFixedThreadPool(
            limits.threads(),
            Thread.ofPlatform().daemon().stackSize(STACK_BYTES).name("work-", 1).factory());
  }

  /**
   * Does work that somebody waits for.
   *
   * @throws DbsaException {@code SERVICE_BUSY} if too many wait already, or if it is not done in
   *     time: then it is interrupted
   */
  public <T> T answer(Supplier<T> work) {
    if (waiting.incrementAndGet() > limits.waiting() + limits.threads()) {
      waiting.decrementAndGet();
      throw busy("too much work is waiting");
    }
    try {
      long end = System.nanoTime() + limits.patience().toNanos();
      if (!free.tryAcquire(limits.patience().toNanos(), TimeUnit.NANOSECONDS)) {
        throw busy("too much work is waiting");
      }
      return result(start(work), Math.max(1, end - System.nanoTime()));
    } catch (InterruptedException e) {
      throw interrupted();
    } finally {
      waiting.decrementAndGet();
    }
  }

  /** Does work of the background, which waits as long as it has to, or is interrupted. */
  @Override
  public <T> T finish(Supplier<T> work) {
    try {
      free.acquire();
      return result(start(work), Long.MAX_VALUE);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private <T> Piece<T> start(Supplier<T> work) {
    Piece<T> piece = new Piece<>(work);
    try {
      threads.execute(piece);
      return piece;
    } catch (RejectedExecutionException e) {
      piece.giveUp();
      throw busy("it is stopping");
    }
  }

  private static <T> T result(Piece<T> piece, long nanos) throws InterruptedException {
    try {
      return piece.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      piece.giveUp();
      throw busy("the work was not done in time");
    } catch (InterruptedException e) {
      piece.giveUp();
      throw e;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException fault -> throw fault;
        case Error fault -> throw fault;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  private static DbsaException busy(String why) {
    return new DbsaException(ErrorCode.SERVICE_BUSY, "the service is busy: " + why);
  }

  private static CancellationException interrupted() {
    Thread.currentThread().interrupt();
    return new CancellationException("interrupted");
  }

  /**
   * A piece of work, for which a thread was free. The thread stays taken until the work ends,
   * however long somebody waits for it; work that nobody waits for any more is asked to end.
   */
  private final class Piece<T> extends FutureTask<T> {
    /** Whoever sets it gives the thread back. */
    private final AtomicBoolean begun;

    Piece(Supplier<T> work) {
      this(work, new AtomicBoolean());
    }

    private Piece(Supplier<T> work, AtomicBoolean begun) {
      super(
          () -> {
            if (!begun.compareAndSet(false, true)) {
              throw new CancellationException("nobody waits for it any more");
            }
            try {
              return work.get();
            } finally {
              free.release();
            }
          });
      this.begun = begun;
    }

    void giveUp() {
      cancel(true);
      if (begun.compareAndSet(false, true)) {
        free.release();
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
