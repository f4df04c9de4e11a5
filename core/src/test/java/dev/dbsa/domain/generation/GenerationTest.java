package dev.dbsa.domain.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.error.FieldViolation;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.Validation;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GenerationTest {
  private static final Instant NOW = Instant.parse("2026-04-22T12:30:00Z");
  private static final Instant LATER = NOW.plusSeconds(7);
  private static final Lease LEASE = new Lease("worker", NOW.plus(Duration.ofMinutes(1)), null);
  private static final Usage USAGE = new Usage("mock", null, null, null, 0, 1, null);
  private static final Failure FAILURE =
      new Failure("model_unavailable", "the model did not answer");
  private static final Draft DRAFT =
      Draft.of(
          new Proposal(
              "SELECT 1;", List.of(), List.of(), "", List.of(), List.of(), 1, List.of(), USAGE),
          new ScriptAnalysis(Validation.of(List.of()), List.of(), List.of()),
          List.of(),
          USAGE);
  private static final Draft QUESTIONS =
      Draft.ofQuestions(
          new Proposal(
              null,
              List.of(),
              List.of(),
              "",
              List.of(),
              List.of(
                  Question.numbered(1, "Which table?", List.of("orders", "order_items")),
                  Question.numbered(2, "Which year?", List.of())),
              0,
              List.of(),
              USAGE),
          List.of(),
          USAGE);

  private static Generation queued() {
    return Generation.queued(
        new GenerationId(new UUID(0, 1)),
        new ConnectionId(new UUID(0, 2)),
        new SnapshotId(new UUID(0, 3)),
        Dialect.MYSQL,
        Request.of(new RequestText("show latest orders")),
        null,
        ScriptMode.QUERY,
        NOW);
  }

  private static Generation inState(GenerationStatus status) {
    return switch (status) {
      case QUEUED -> queued();
      case RUNNING -> queued().start(LEASE, NOW);
      case COMPLETED -> queued().start(LEASE, NOW).complete(DRAFT, LATER);
      case FAILED -> queued().start(LEASE, NOW).fail(FAILURE, LATER);
      case CANCELED -> queued().start(LEASE, NOW).cancel(LATER);
      case CLARIFICATION_NEEDED -> queued().start(LEASE, NOW).clarify(QUESTIONS, LATER);
    };
  }

  @Test
  void completesWithADraft() {
    Generation completed = inState(GenerationStatus.COMPLETED);
    assertThat(completed.status()).isEqualTo(GenerationStatus.COMPLETED);
    assertThat(completed.draft()).contains(DRAFT);
    assertThat(completed.lease()).isEmpty();
    assertThat(completed.attempts())
        .containsExactly(
            new Attempt(
                1,
                NOW,
                LATER,
                GenerationStatus.COMPLETED,
                null,
                LEASE.owner(),
                DRAFT.usage(),
                null));
  }

  @Test
  void keepsWhatAFailedAttemptCostAndBrought() {
    Usage usage = new Usage("llm", "m", 7L, 8L, 9, 2, "draft-1");
    Generation failed =
        queued().start(LEASE, NOW).fail(FAILURE, usage, "no JSON " + "x".repeat(9_000), LATER);

    assertThat(failed.latestAttempt())
        .hasValueSatisfying(
            attempt -> {
              assertThat(attempt.failure()).isEqualTo(FAILURE);
              assertThat(attempt.worker()).isEqualTo(LEASE.owner());
              assertThat(attempt.usage()).isEqualTo(usage);
              assertThat(attempt.answer()).startsWith("no JSON x").endsWith("x…").hasSize(4_001);
            });
  }

  @Test
  void keepsWhyEachAttemptFailed() {
    Generation retried =
        inState(GenerationStatus.FAILED)
            .requeue()
            .start(LEASE, LATER)
            .complete(DRAFT, LATER.plusSeconds(1));
    assertThat(retried.attempts()).extracting(Attempt::number).containsExactly(1, 2);
    assertThat(retried.attempts().getFirst().failure()).isEqualTo(FAILURE);
    assertThat(retried.failure()).isEmpty();
  }

  @Test
  void tellsWhyItStandsFailed() {
    assertThat(inState(GenerationStatus.FAILED).failure()).contains(FAILURE);
  }

  @Test
  void isCanceledBeforeItRanWithoutAnAttempt() {
    Generation canceled = queued().cancel(LATER);
    assertThat(canceled.status()).isEqualTo(GenerationStatus.CANCELED);
    assertThat(canceled.attempts()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(GenerationStatus.class)
  void startsOnlyWhenQueued(GenerationStatus status) {
    assertAllowed(
        status,
        EnumSet.of(GenerationStatus.QUEUED),
        g -> g.start(LEASE, LATER),
        ErrorCode.GENERATION_NOT_QUEUED);
  }

  @ParameterizedTest
  @EnumSource(GenerationStatus.class)
  void isRetriedOnlyWhenFailed(GenerationStatus status) {
    assertThat(inState(status).canRetry()).isEqualTo(status == GenerationStatus.FAILED);
    assertAllowed(
        status,
        EnumSet.of(GenerationStatus.FAILED),
        Generation::requeue,
        ErrorCode.GENERATION_NOT_FAILED);
  }

  @ParameterizedTest
  @EnumSource(GenerationStatus.class)
  void isCanceledOnlyWhenQueuedOrRunning(GenerationStatus status) {
    Set<GenerationStatus> cancelable =
        EnumSet.of(GenerationStatus.QUEUED, GenerationStatus.RUNNING);
    assertThat(inState(status).canCancel()).isEqualTo(cancelable.contains(status));
    assertAllowed(status, cancelable, g -> g.cancel(LATER), ErrorCode.GENERATION_NOT_CANCELABLE);
  }

  @ParameterizedTest
  @EnumSource(value = GenerationStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "RUNNING")
  void endsAnAttemptOnlyWhileRunning(GenerationStatus status) {
    Generation generation = inState(status);
    assertThatIllegalStateException().isThrownBy(() -> generation.complete(DRAFT, LATER));
    assertThatIllegalStateException().isThrownBy(() -> generation.clarify(QUESTIONS, LATER));
    assertThatIllegalStateException().isThrownBy(() -> generation.fail(FAILURE, LATER));
  }

  @Test
  void doesNotCompleteWithoutAScript() {
    Generation running = inState(GenerationStatus.RUNNING);
    assertThatIllegalArgumentException().isThrownBy(() -> running.complete(QUESTIONS, LATER));
  }

  @ParameterizedTest
  @EnumSource(GenerationStatus.class)
  void isRestoredInTheStateItWasStoredIn(GenerationStatus status) {
    Generation stored = inState(status);
    Generation restored = restored(stored, status, 5);
    assertThat(restored.status()).isEqualTo(status);
    assertThat(restored.attempts()).isEqualTo(stored.attempts());
    assertThat(restored.version()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(
      value = GenerationStatus.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"QUEUED", "CANCELED"})
  void isNotRestoredInAStateThatNoTransitionLeadsTo(GenerationStatus status) {
    assertThatIllegalArgumentException().isThrownBy(() -> restored(queued(), status, 0));
  }

  private static Generation restored(Generation stored, GenerationStatus status, long version) {
    return Generation.restored(
        stored.id(),
        stored.connectionId(),
        stored.snapshotId(),
        stored.dialect(),
        stored.request(),
        null,
        stored.scriptMode(),
        status,
        stored.attempts(),
        stored.draft().orElse(null),
        stored.lease().orElse(null),
        stored.createdAt(),
        version);
  }

  @Test
  void answersAreAskedTogetherWithWhatWasAsked() {
    Generation asked = inState(GenerationStatus.CLARIFICATION_NEEDED);

    Request once = asked.answered(List.of(new Answer("q2", " 2025 "), new Answer("q1", "orders")));

    assertThat(once.text()).isEqualTo(asked.requestText());
    assertThat(once.clarifications())
        .containsExactly(
            new Clarification("Which year?", "2025"), new Clarification("Which table?", "orders"));
    assertThat(once.whole())
        .isEqualTo("show latest orders\n\nWhich year?\n→ 2025\n\nWhich table?\n→ orders");
  }

  @Test
  void namesTheAnswersThatBelongToNoQuestion() {
    Generation asked = inState(GenerationStatus.CLARIFICATION_NEEDED);

    assertThatExceptionOfType(InvalidFieldsException.class)
        .isThrownBy(
            () ->
                asked.answered(
                    List.of(new Answer("q1", "a"), new Answer("q9", "b"), new Answer("q1", "c"))))
        .satisfies(
            e ->
                assertThat(e.violations())
                    .extracting(FieldViolation::field)
                    .containsExactly("answers[1].question_id", "answers[2].question_id"));
  }

  @ParameterizedTest
  @EnumSource(GenerationStatus.class)
  void onlyQuestionsAreAnswered(GenerationStatus status) {
    Generation generation = inState(status);
    List<Answer> answers = List.of(new Answer("q1", "orders"));
    if (status == GenerationStatus.CLARIFICATION_NEEDED) {
      assertThat(generation.answered(answers).clarifications()).hasSize(1);
    } else {
      assertThatExceptionOfType(DbsaException.class)
          .isThrownBy(() -> generation.answered(answers))
          .satisfies(
              e ->
                  assertThat(e.code())
                      .isEqualTo(
                          status.isTerminal()
                              ? ErrorCode.GENERATION_HAS_NO_QUESTIONS
                              : ErrorCode.GENERATION_NOT_FINISHED));
    }
  }

  private static void assertAllowed(
      GenerationStatus from,
      Set<GenerationStatus> allowed,
      UnaryOperator<Generation> transition,
      ErrorCode refusal) {
    Generation generation = inState(from);
    if (allowed.contains(from)) {
      assertThat(transition.apply(generation).status()).isNotEqualTo(from);
    } else {
      assertThatExceptionOfType(DbsaException.class)
          .isThrownBy(() -> transition.apply(generation))
          .withMessageContaining(from.label())
          .satisfies(e -> assertThat(e.code()).isEqualTo(refusal));
    }
  }
}
