package dev.dbsa.adapter.rest.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReplayGuardTest {
  private final TestClock clock = new TestClock();
  private final ReplayGuard guard = new ReplayGuard(clock);

  private Instant in(int seconds) {
    return TestClock.START.plusSeconds(seconds);
  }

  @Test
  void takesEachSignatureOnce() {
    assertThat(guard.isFirstUse("a", in(10))).isTrue();
    assertThat(guard.isFirstUse("b", in(10))).isTrue();
    assertThat(guard.isFirstUse("a", in(10))).isFalse();
    assertThat(guard.isFirstUse("b", in(10))).isFalse();
  }

  @Test
  void remembersUntilTheVeryEnd() {
    assertThat(guard.isFirstUse("a", in(10))).isTrue();
    clock.advance(Duration.ofSeconds(10));
    assertThat(guard.isFirstUse("a", in(10))).isFalse();
  }

  @Test
  void aSignatureThatWasForgottenIsTooOldToBeTaken() {
    assertThat(guard.isFirstUse("a", in(10))).isTrue();
    clock.advance(Duration.ofSeconds(11));
    assertThat(guard.isFirstUse("other", in(30))).isTrue();
    assertThat(guard.isFirstUse("a", in(10))).isFalse();
  }

  @Test
  void shortLivedSignaturesDoNotPushOutOthers() {
    assertThat(guard.isFirstUse("long", in(100))).isTrue();
    assertThat(guard.isFirstUse("short", in(1))).isTrue();
    clock.advance(Duration.ofSeconds(50));
    assertThat(guard.isFirstUse("another", in(100))).isTrue();
    assertThat(guard.isFirstUse("long", in(100))).isFalse();
  }

  @Test
  void ofManyAtOnceOneIsFirst() throws InterruptedException {
    AtomicInteger first = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        threads.submit(
            () -> {
              start.await();
              return guard.isFirstUse("a", in(10)) ? first.incrementAndGet() : 0;
            });
      }
      start.countDown();
    }
    assertThat(first).hasValue(1);
  }
}
