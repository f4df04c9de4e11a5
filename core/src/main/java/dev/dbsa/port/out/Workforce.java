package dev.dbsa.port.out;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Does work that keeps a processor busy for as long as its input is large, on threads of its own:
 * where requests are served, it would keep out everybody else.
 */
public interface Workforce {
  /** Does it at once where it is asked to; for those who have nobody else to keep out. */
  Workforce CALLER =
      new Workforce() {
        @Override
        public <T> T finish(Supplier<T> work) {
          return work.get();
        }
      };

  /**
   * Does work that has a deadline of its own; waits for its turn.
   *
   * @throws CancellationException if the calling thread is interrupted, which interrupts the work
   */
  <T> T finish(Supplier<T> work);
}
