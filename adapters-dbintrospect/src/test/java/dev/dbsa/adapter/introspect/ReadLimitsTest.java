package dev.dbsa.adapter.introspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadLimitsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void noHostIsWaitedForLongerThanTenSeconds() {
    assertThatThrownBy(() -> new ReadLimits(Duration.ofMillis(10_001), SECOND, SECOND, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10 seconds");
    assertThat(ReadLimits.DEFAULT.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void limitsThatAServerWouldReadAsNoneAreRefused() {
    Duration nothing = Duration.ofNanos(999_999);
    assertThatThrownBy(() -> new ReadLimits(nothing, SECOND, SECOND, 1))
        .hasMessageContaining("connect timeout");
    assertThatThrownBy(() -> new ReadLimits(SECOND, nothing, SECOND, 1))
        .hasMessageContaining("statement timeout");
    assertThatThrownBy(() -> new ReadLimits(SECOND, SECOND, nothing, 1))
        .hasMessageContaining("read timeout");
    assertThatThrownBy(() -> new ReadLimits(SECOND, SECOND, SECOND, 0))
        .hasMessageContaining("fetch size");
  }

  @Test
  void aLockIsWaitedForAShorterTimeThanTheStatementMayTake() {
    assertThat(new ReadLimits(SECOND, Duration.ofSeconds(2), SECOND, 1).lockTimeout())
        .isEqualTo(SECOND);
    assertThat(ReadLimits.DEFAULT.lockTimeout()).isEqualTo(Duration.ofSeconds(5));
  }
}
