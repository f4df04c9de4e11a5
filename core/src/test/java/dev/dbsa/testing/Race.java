package dev.dbsa.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Lets many threads do the same thing at the same time. */
public final class Race {

  private static final long LIMIT_SECONDS = 60;

  private Race() {}

  /**
   * Starts all runners at once and waits for them.
   *
   * @param runner is given the number of the run, from 0
   * @return what each run returned, in order of number
   * @throws AssertionError if a runner throws or does not end within a minute
   */
  public static <T> List<T> of(int runners, IntFunction<T> runner) {
    CyclicBarrier start = new CyclicBarrier(runners);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < runners; i++) {
        int number = i;
        running.add(
            executor.submit(
                () -> {
                  start.await(LIMIT_SECONDS, TimeUnit.SECONDS);
                  return runner.apply(number);
                }));
      }
      List<T> results = new ArrayList<>();
      try {
        for (Future<T> future : running) {
          results.add(future.get(LIMIT_SECONDS, TimeUnit.SECONDS));
        }
      } finally {
        // The executor's end waits for its threads.
        executor.shutdownNow();
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } catch (ExecutionException e) {
      throw new AssertionError("a runner failed: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("a runner did not end in time", e);
    }
  }
}
