package dev.dbsa.application.housekeeping;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Does tasks again and again, one after the other, on one thread of its own. A task that fails is
 * logged, and neither skips the others nor its own next turn.
 */
public final class Ticker implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Ticker.class.getName());

  private final ScheduledExecutorService thread;

  /** The tasks whose latest turn failed: a failure that lasts is told of once. */
  private final Set<String> failing = ConcurrentHashMap.newKeySet();

  /**
   * @param name of the thread
   */
  public Ticker(String name) {
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name).factory());
  }

  /**
   * Does a task now, and then each time that the period has passed since its end.
   *
   * @param task what it does, for the log: "renew the leases of running generations"
   */
  public void every(Duration period, String task, Runnable work) {
    thread.scheduleWithFixedDelay(
        () -> turn(task, work), 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Does a task once, as soon as the thread is free; never after the end. */
  public void soon(String task, Runnable work) {
    try {
      thread.execute(() -> turn(task, work));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "too late to {0}", task);
    }
  }

  private void turn(String task, Runnable work) {
    try {
      work.run();
      if (failing.remove(task)) {
        LOG.log(Level.INFO, "could {0} again", task);
      }
    } catch (RuntimeException | Error e) {
      if (failing.add(task)) {
        LOG.log(Level.WARNING, "could not " + task + "; trying again", e);
      }
    }
  }

  /** Ends after the task at hand, without waiting for it. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
