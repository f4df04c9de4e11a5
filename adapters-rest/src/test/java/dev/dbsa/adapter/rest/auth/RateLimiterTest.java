package dev.dbsa.adapter.rest.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dbsa.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private final TestClock clock = new TestClock();
  private final RateLimiter limiter = new RateLimiter(new RateLimits(60, 3), clock);

  @Test
  void letsABurstPassAndThenSaysHowLongToWait() {
    for (int i = 0; i < 3; i++) {
      assertThat(limiter.take("a")).isEmpty();
    }
    assertThat(limiter.take("a")).contains(Duration.ofSeconds(1));
    clock.advance(Duration.ofMillis(400));
    assertThat(limiter.take("a")).hasValueSatisfying(RateLimiterTest::isAboutSixHundredMillis);
  }

  private static void isAboutSixHundredMillis(Duration wait) {
    assertThat(wait).isBetween(Duration.ofMillis(600), Duration.ofMillis(601));
  }

  @Test
  void whoWaitsAsToldGetsIn() {
    for (int i = 0; i < 3; i++) {
      limiter.take("a");
    }
    Duration wait = limiter.take("a").orElseThrow();
    clock.advance(wait.plusNanos(1));
    assertThat(limiter.take("a")).isEmpty();
    assertThat(limiter.take("a")).isPresent();
  }

  @Test
  void aPauseBringsBackNoMoreThanABurst() {
    assertThat(limiter.take("a")).isEmpty();
    clock.advance(Duration.ofDays(1));
    for (int i = 0; i < 3; i++) {
      assertThat(limiter.take("a")).isEmpty();
    }
    assertThat(limiter.take("a")).isPresent();
  }

  @Test
  void callersDoNotShare() {
    for (int i = 0; i < 4; i++) {
      limiter.take("a");
    }
    assertThat(limiter.take("b")).isEmpty();
    assertThat(limiter.take("a")).isPresent();
  }

  @Test
  void askingTooOftenDoesNotKeepACallerOutForEver() {
    for (int i = 0; i < 3; i++) {
      limiter.take("a");
    }
    int let = 0;
    for (int i = 0; i < 20_000; i++) {
      clock.advance(Duration.ofNanos(500_000));
      if (limiter.take("a").isEmpty()) {
        let++;
      }
    }
    assertThat(let).as("in ten seconds").isBetween(9, 10);
  }

  @Test
  void aClockThatGoesBackGivesAndTakesNothing() {
    limiter.take("a");
    clock.set(TestClock.START.minusSeconds(3600));
    assertThat(limiter.take("a")).isEmpty();
    assertThat(limiter.take("a")).isEmpty();
    assertThat(limiter.take("a")).contains(Duration.ofSeconds(1));
  }

  @Test
  void zeroIsNoLimit() {
    RateLimiter unlimited = new RateLimiter(RateLimits.NONE, clock);
    for (int i = 0; i < 1000; i++) {
      assertThat(unlimited.take("a")).isEmpty();
    }
  }

  @Test
  void aLimitThatLetsNobodyInIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RateLimits(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new RateLimits(-1, 1));
  }
}
