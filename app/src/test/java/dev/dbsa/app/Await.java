package dev.dbsa.app;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do. */
final class Await {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Await() {}

  /**
   * Returns as soon as something holds.
   *
   * @param what holds then, for the error where it does not in time
   */
  static void that(BooleanSupplier condition, Duration patience, String what) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not in time: " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
