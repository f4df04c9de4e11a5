package dev.dbsa.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.generation.Attempt;
import dev.dbsa.domain.generation.Failure;
import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.testing.TestClock;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenerationCodecTest {

  private final GenerationCodec codec = new GenerationCodec();

  @Test
  void keepsWhatNoTextColumnTakes() {
    List<Attempt> attempts =
        List.of(
            new Attempt(
                1,
                TestClock.START,
                TestClock.START.plusNanos(1_000),
                GenerationStatus.FAILED,
                new Failure("model_failed", "NUL \0, half a pair \uD83D, \uFFFF and 表")),
            new Attempt(2, TestClock.START, null, GenerationStatus.RUNNING, null));

    String json = codec.write(attempts);

    assertThat(json).isPrintable().matches("\\p{ASCII}*");
    assertThat(codec.readAttempts(json)).isEqualTo(attempts);
  }
}
