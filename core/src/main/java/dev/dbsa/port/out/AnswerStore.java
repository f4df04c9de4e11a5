package dev.dbsa.port.out;

import dev.dbsa.domain.connection.EncryptedSecret;
import dev.dbsa.domain.idempotency.KeptAnswer;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first answers to requests that may come twice. Every method joins the transaction it is
 * called in.
 */
public interface AnswerStore {
  /**
   * Takes a key. Of several concurrent callers with the same one exactly one gets it; the others
   * wait for the end of its transaction.
   *
   * @param key a digest of 64 hexadecimal digits
   * @param request what was asked for
   * @return whether this call took it
   */
  boolean take(String key, EncryptedSecret request, Instant now);

  Optional<Taken> find(String key);

  /** Enters the answer under a key that was taken. */
  void complete(String key, KeptAnswer answer);

  /** Gives a key back. */
  void release(String key);

  /**
   * Deletes keys that were taken before {@code time}, at most {@code limit}.
   *
   * @return how many there were
   */
  int deleteBefore(Instant time, int limit);

  /**
   * A key that is taken.
   *
   * @param answer {@code null} while there is none
   */
  record Taken(EncryptedSecret request, Instant takenAt, @Nullable KeptAnswer answer) {}
}
