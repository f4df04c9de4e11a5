package dev.dbsa.application.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.application.work.WorkPool.Limits;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkPoolTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);

  /** Begins, and ends when the gate opens. */
  private final Supplier<String> slow =
      () -> {
        started.countDown();
        await(gate);
        return "done";
      };

  /** Ends when the gate opens, whoever asks it to end before. */
  private final Supplier<String> deaf =
      () -> {
        started.countDown();
        while (true) {
          try {
            gate.await();
            return "done";
          } catch (InterruptedException e) {
            // Not now.
          }
        }
      };

  @Test
  void worksOnPlatformThreads() {
    try (WorkPool pool = new WorkPool(new Limits(1, 1, LONG))) {
      assertThat(pool.<Boolean>answer(() -> Thread.currentThread().isVirtual())).isFalse();
      assertThat(pool.<Boolean>finish(() -> Thread.currentThread().isVirtual())).isFalse();
    }
  }

  @Test
  void handsOnWhatTheWorkThrows() {
    try (WorkPool pool = new WorkPool(new Limits(1, 1, LONG))) {
      assertThatThrownBy(
              () ->
                  pool.answer(
                      () -> {
                        throw new DbsaException(ErrorCode.SNAPSHOT_NOT_FOUND, "gone");
                      }))
          .isInstanceOfSatisfying(
              DbsaException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.SNAPSHOT_NOT_FOUND));
      assertThat(pool.answer(() -> "the thread is free again"))
          .isEqualTo("the thread is free again");
    }
  }

  @Test
  void refusesRequestsThatWouldWaitInTooLongALine() {
    try (WorkPool pool = new WorkPool(new Limits(1, 0, LONG))) {
      CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> pool.answer(slow));
      await(started);
      assertBusy(() -> pool.answer(() -> "second"));
      gate.countDown();
      assertThat(first.join()).isEqualTo("done");
      assertThat(pool.answer(() -> "third")).isEqualTo("third");
    }
  }

  @Test
  void refusesWhatIsNotDoneInTime() {
    try (WorkPool pool = new WorkPool(new Limits(1, 1, Duration.ofMillis(20)))) {
      assertBusy(() -> pool.answer(slow));
      assertThat(pool.finish(() -> "free")).isEqualTo("free");
    }
  }

  @Test
  void keepsTheThreadUntilTheWorkEnds() throws InterruptedException {
    try (WorkPool pool = new WorkPool(new Limits(1, 1, Duration.ofMillis(20)))) {
      Thread waiting =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      pool.finish(deaf);
                    } catch (CancellationException e) {
                      // It was interrupted.
                    }
                  });
      await(started);
      waiting.interrupt();
      waiting.join();
      assertBusy(() -> pool.answer(() -> "the only thread is still taken"));
      gate.countDown();
      assertThat(pool.finish(() -> "free")).isEqualTo("free");
    }
  }

  @Test
  void asksWorkToEndThatNobodyWaitsFor() {
    try (WorkPool pool = new WorkPool(new Limits(1, 1, LONG))) {
      CompletableFuture<Boolean> asked = new CompletableFuture<>();
      Thread waiting =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      pool.answer(
                          () -> {
                            started.countDown();
                            await(gate);
                            return asked.complete(Thread.currentThread().isInterrupted());
                          });
                    } catch (CancellationException e) {
                      // It was interrupted.
                    }
                  });
      await(started);
      waiting.interrupt();
      assertThat(asked.join()).isTrue();
      assertThat(pool.<Boolean>finish(() -> Thread.currentThread().isInterrupted()))
          .as("what comes next is not meant")
          .isFalse();
    }
  }

  @Test
  void losesNoThreadToWorkThatIsGivenUp() {
    try (WorkPool pool = new WorkPool(new Limits(2, 1_000, Duration.ofNanos(1)))) {
      for (int i = 0; i < 1_000; i++) {
        try {
          pool.answer(() -> "done");
        } catch (DbsaException e) {
          assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_BUSY);
        }
      }
      CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> pool.finish(slow));
      await(started);
      assertThat(pool.finish(() -> "beside it")).isEqualTo("beside it");
      gate.countDown();
      assertThat(first.join()).isEqualTo("done");
    }
  }

  @Test
  void letsWorkOfTheBackgroundWait() {
    try (WorkPool pool = new WorkPool(new Limits(1, 0, Duration.ofMillis(20)))) {
      CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> pool.finish(slow));
      await(started);
      CompletableFuture<String> second =
          CompletableFuture.supplyAsync(() -> pool.finish(() -> "second"));
      gate.countDown();
      assertThat(first.join()).isEqualTo("done");
      assertThat(second.join()).isEqualTo("second");
    }
  }

  @Test
  void stopsWaitingWhenInterrupted() throws InterruptedException {
    try (WorkPool pool = new WorkPool(new Limits(1, 0, LONG))) {
      CompletableFuture<Throwable> outcome = new CompletableFuture<>();
      Thread waiting =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      pool.finish(slow);
                    } catch (CancellationException e) {
                      outcome.complete(Thread.currentThread().isInterrupted() ? e : null);
                    }
                  });
      await(started);
      waiting.interrupt();
      assertThat(outcome.join()).isInstanceOf(CancellationException.class);
      gate.countDown();
      waiting.join();
    }
  }

  private static void assertBusy(Supplier<String> call) {
    assertThatThrownBy(call::get)
        .isInstanceOfSatisfying(
            DbsaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_BUSY));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
