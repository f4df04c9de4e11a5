package dev.dbsa.application.idempotency;

import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.idempotency.IdempotencyKey;
import dev.dbsa.domain.idempotency.KeptAnswer;
import dev.dbsa.port.in.AnswerOnce;
import dev.dbsa.port.out.AnswerStore;
import dev.dbsa.port.out.CallerContext;
import dev.dbsa.port.out.SecretCipher;
import dev.dbsa.port.out.UnitOfWork;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Serves a request once, however often it is sent under its key.
 *
 * <p>A request may hold a password. It is therefore kept as the digest of what it says, encrypted:
 * a digest alone would let whoever reads the store try passwords out.
 */
public final class FirstAnswers implements AnswerOnce {
  private static final Logger LOG = System.getLogger(FirstAnswers.class.getName());

  private final AnswerStore answers;
  private final SecretCipher cipher;
  private final CallerContext callers;
  private final UnitOfWork work;
  private final InstantSource clock;

  public FirstAnswers(
      AnswerStore answers,
      SecretCipher cipher,
      CallerContext callers,
      UnitOfWork work,
      InstantSource clock) {
    this.answers = answers;
    this.cipher = cipher;
    this.callers = callers;
    this.work = work;
    this.clock = clock;
  }

  @Override
  public <T> Outcome<T> inOneTransaction(
      IdempotencyKey key, String request, Supplier<T> task, Function<T, KeptAnswer> keep) {
    String digest = digest(owner() + key.value());
    return work.inTransaction(
        () -> {
          Optional<KeptAnswer> earlier = begin(digest, digest(request));
          if (earlier.isPresent()) {
            return new Outcome.Repeated<T>(earlier.get());
          }
          T result = task.get();
          answers.complete(digest, keep.apply(result));
          return new Outcome.First<>(result);
        });
  }

  @Override
  public <T> Outcome<T> answer(
      IdempotencyKey key, String request, Supplier<T> task, Function<T, KeptAnswer> keep) {
    String digest = digest(owner() + key.value());
    Optional<KeptAnswer> earlier = work.inTransaction(() -> begin(digest, digest(request)));
    if (earlier.isPresent()) {
      return new Outcome.Repeated<>(earlier.get());
    }
    T result;
    try {
      result = task.get();
    } catch (RuntimeException | Error e) {
      release(digest, e);
      throw e;
    }
    work.inTransaction(() -> answers.complete(digest, keep.apply(result)));
    return new Outcome.First<>(result);
  }

  private void release(String key, Throwable cause) {
    try {
      work.inTransaction(() -> answers.release(key));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "an idempotency key stays taken until it is forgotten", e);
      cause.addSuppressed(e);
    }
  }

  /** Takes the key, or tells the answer that was given under it. */
  private Optional<KeptAnswer> begin(String key, String request) {
    Instant now = clock.instant();
    if (answers.take(key, cipher.encrypt(Secret.of(request)), now)) {
      return Optional.empty();
    }
    AnswerStore.Taken taken = answers.find(key).orElseThrow(() -> inUse());
    if (taken.takenAt().plus(KEPT_FOR).isBefore(now)) {
      answers.release(key);
      return begin(key, request);
    }
    if (!cipher.decrypt(taken.request()).reveal().equals(request)) {
      throw new DbsaException(
          ErrorCode.IDEMPOTENCY_KEY_REUSED,
          "another request was sent with this key before; send this one with a key of its own");
    }
    KeptAnswer answer = taken.answer();
    if (answer == null) {
      throw inUse();
    }
    return Optional.of(answer);
  }

  private static DbsaException inUse() {
    return new DbsaException(
        ErrorCode.IDEMPOTENCY_KEY_IN_USE,
        "the first request with this key has no answer: it is still being served, or the service"
            + " stopped meanwhile; see what it did before you send it again with another key");
  }

  /** Callers that cannot be told apart share their keys. */
  private String owner() {
    return Objects.requireNonNullElse(callers.current().share(), "") + "\n";
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
