package dev.dbsa.port.in;

import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.idempotency.IdempotencyKey;
import dev.dbsa.domain.idempotency.KeptAnswer;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** Serves a request once, however often it is sent under its key. */
public interface AnswerOnce {
  /** How long a key is known. */
  Duration KEPT_FOR = Duration.ofHours(24);

  /**
   * Does work that is one short transaction: the key is taken if, and only if, the work commits.
   * Requests with the same key at the same time wait for each other.
   *
   * @param key of the current caller; another caller's equal key is another one
   * @param request all that the request says; kept as an encrypted digest
   * @param keep the answer to give from then on
   * @throws DbsaException {@code IDEMPOTENCY_KEY_REUSED} if the key came with another request
   *     before, or whatever the work throws, after which the key is free again
   */
  <T> Outcome<T> inOneTransaction(
      IdempotencyKey key, String request, Supplier<T> work, Function<T, KeptAnswer> keep);

  /**
   * Does work that calls the outside world or takes long. The key is taken before it begins.
   *
   * @throws DbsaException also {@code IDEMPOTENCY_KEY_IN_USE} while the first request has no answer
   *     yet, and from then on if its process died before it had one
   */
  <T> Outcome<T> answer(
      IdempotencyKey key, String request, Supplier<T> work, Function<T, KeptAnswer> keep);

  /** What came of a request. */
  sealed interface Outcome<T> {
    /** It came for the first time. */
    record First<T>(T result) implements Outcome<T> {}

    /** It came before, and this was the answer. */
    record Repeated<T>(KeptAnswer answer) implements Outcome<T> {}
  }
}
