package dev.dbsa.application.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.domain.audit.Caller;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.idempotency.IdempotencyKey;
import dev.dbsa.domain.idempotency.KeptAnswer;
import dev.dbsa.port.in.AnswerOnce.Outcome;
import dev.dbsa.testing.ReversingCipher;
import dev.dbsa.testing.Stores;
import dev.dbsa.testing.TestClock;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Requests under keys, over a store in memory. */
class FirstAnswersTest {
  private static final IdempotencyKey KEY = new IdempotencyKey("k");

  private final Stores stores = Stores.inMemory();
  private final TestClock clock = new TestClock();
  private Caller caller = Caller.SERVICE;
  private int served;

  private final FirstAnswers answers =
      new FirstAnswers(stores.answers(), new ReversingCipher(), () -> caller, stores.work(), clock);

  private Outcome<Integer> atOnce(String request) {
    return answers.inOneTransaction(KEY, request, () -> ++served, FirstAnswersTest::kept);
  }

  private Outcome<Integer> slowly(String request) {
    return answers.answer(KEY, request, () -> ++served, FirstAnswersTest::kept);
  }

  private static KeptAnswer kept(Integer result) {
    return new KeptAnswer(201, null, String.valueOf(result));
  }

  private static void assertRefused(ThrowingCallable call, ErrorCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(DbsaException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void servesOnceAndRepeatsTheAnswer() {
    assertThat(atOnce("a")).isEqualTo(new Outcome.First<>(1));
    assertThat(atOnce("a")).isEqualTo(new Outcome.Repeated<>(kept(1)));
    assertThat(slowly("a")).isEqualTo(new Outcome.Repeated<>(kept(1)));
    assertThat(served).isEqualTo(1);
  }

  @Test
  void anotherRequestIsRefused() {
    slowly("a");

    assertRefused(() -> slowly("b"), ErrorCode.IDEMPOTENCY_KEY_REUSED);
    assertRefused(() -> atOnce("b"), ErrorCode.IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void anotherCallersKeyIsAnotherOne() {
    caller = new Caller("svc-a", "default", null, null);
    atOnce("a");
    caller = new Caller("svc-b", "default", null, null);

    assertThat(atOnce("b")).isEqualTo(new Outcome.First<>(2));
  }

  @Test
  void aKeyIsForgottenAfterADay() {
    atOnce("a");
    clock.advance(Duration.ofHours(24).plusSeconds(1));

    assertThat(slowly("b")).isEqualTo(new Outcome.First<>(2));
  }

  @Test
  void theKeyOfWorkThatFailedIsFree() {
    IllegalStateException fault = new IllegalStateException("broken");
    for (ThrowingCallable failing :
        new ThrowingCallable[] {
          () -> answers.answer(KEY, "a", () -> fail(fault), FirstAnswersTest::kept),
          () -> answers.inOneTransaction(KEY, "a", () -> fail(fault), FirstAnswersTest::kept)
        }) {
      assertThatThrownBy(failing).isSameAs(fault);
    }

    assertThat(slowly("b")).isEqualTo(new Outcome.First<>(1));
  }

  private static Integer fail(RuntimeException fault) {
    throw fault;
  }

  @Test
  void nobodyIsServedWhileTheFirstRequestIs() {
    answers.answer(
        KEY,
        "a",
        () -> {
          assertRefused(() -> slowly("a"), ErrorCode.IDEMPOTENCY_KEY_IN_USE);
          assertRefused(() -> slowly("b"), ErrorCode.IDEMPOTENCY_KEY_REUSED);
          return 7;
        },
        FirstAnswersTest::kept);

    assertThat(slowly("a")).isEqualTo(new Outcome.Repeated<>(kept(7)));
  }
}
