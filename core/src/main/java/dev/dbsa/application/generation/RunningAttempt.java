package dev.dbsa.application.generation;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * An attempt under way in this process. Its end is written once: by the attempt itself, by its
 * timeout, by a cancellation or by the stop of the service, whoever comes first.
 */
final class RunningAttempt {
  private final int number;
  private final Thread thread;
  private final AtomicBoolean settled = new AtomicBoolean();

  RunningAttempt(int number, String name, Consumer<RunningAttempt> body) {
    this.number = number;
    this.thread = Thread.ofVirtual().name(name).unstarted(() -> body.accept(this));
  }

  int number() {
    return number;
  }

  void start() {
    thread.start();
  }

  /** Whether the caller is the first to end the attempt and so has to write its end. */
  boolean settle() {
    return settled.compareAndSet(false, true);
  }

  /** Makes the attempt let go of its work; only after somebody else has settled it. */
  void interrupt() {
    thread.interrupt();
  }

  /** Ends the attempt without writing anything: its row was ended by somebody else. */
  void letGo() {
    if (settle()) {
      interrupt();
    }
  }

  Thread thread() {
    return thread;
  }
}
