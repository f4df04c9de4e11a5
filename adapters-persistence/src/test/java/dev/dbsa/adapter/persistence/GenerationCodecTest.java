package dev.dbsa.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.generation.Attempt;
import dev.dbsa.domain.generation.Failure;
import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.domain.generation.Question;
import dev.dbsa.domain.generation.Usage;
import dev.dbsa.testing.TestClock;
import dev.dbsa.testing.TestData;
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
                new Failure("model_failed", "NUL \0, half a pair \uD83D, \uFFFF and 表"),
                "here",
                new Usage("llm", "m", 7L, null, 9, 2, "draft-1"),
                "half an answer \uD83D"),
            new Attempt(
                2, TestClock.START, null, GenerationStatus.RUNNING, null, "here", null, null));

    String json = codec.write(attempts);

    assertThat(json).isPrintable().matches("\\p{ASCII}*");
    assertThat(codec.readAttempts(json)).isEqualTo(attempts);
  }

  @Test
  void readsQuestionsFromBeforeTheyHadChoices() {
    String json =
        codec
            .write(TestData.questions())
            .replaceFirst(
                "\"questions\":\\[.*?]}]", "\"unresolvedQuestions\":[\"Which?\",\"When?\"]");

    assertThat(json).contains("unresolvedQuestions");
    assertThat(codec.readDraft(json).questions())
        .containsExactly(
            new Question("q1", "Which?", List.of()), new Question("q2", "When?", List.of()));
  }

  @Test
  void readsAttemptsFromBeforeTheirCostWasKept() {
    assertThat(
            codec.readAttempts(
                "[{\"number\":1,\"startedAt\":\"2026-04-22T12:34:56.000000Z\","
                    + "\"finishedAt\":\"2026-04-22T12:34:57.000000Z\",\"outcome\":\"FAILED\","
                    + "\"failure\":{\"code\":\"timeout\",\"message\":\"too long\"}}]"))
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.failure()).isEqualTo(new Failure("timeout", "too long"));
              assertThat(attempt.worker()).isNull();
              assertThat(attempt.usage()).isNull();
              assertThat(attempt.answer()).isNull();
            });
  }
}
