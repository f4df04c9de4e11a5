package dev.dbsa.port.out;

import java.time.Duration;
import java.time.Instant;

/**
 * What callers have used up in all processes on the store together. Every method is a transaction
 * of its own.
 */
public interface CallerLedger {
  /** Whether several processes may be on the store; otherwise each one counts for itself. */
  boolean isShared();

  /**
   * Whether a signature comes for the first time; of several concurrent callers with the same one,
   * exactly one is told so.
   *
   * @param signature a digest of 64 hexadecimal digits
   * @param expiry from when on it may be forgotten
   */
  boolean isFirstUse(String signature, Instant expiry);

  /**
   * Takes tokens from a caller's bucket, as many as there are, at most {@code wanted}.
   *
   * @param caller of any length
   */
  Grant take(String caller, int wanted, Bucket bucket);

  /**
   * Forgets what nobody asks for any more, at most {@code limit} rows of each kind.
   *
   * @param idleFor buckets that nobody took from for so long are full again
   */
  void forget(Duration idleFor, int limit);

  /**
   * A bucket that fills up evenly.
   *
   * @param perMinute how many tokens come back
   * @param burst how many it holds
   */
  record Bucket(int perMinute, int burst) {}

  /**
   * What was taken.
   *
   * @param tokens zero where there was none
   * @param delay until there is one; zero where there was one
   */
  record Grant(int tokens, Duration delay) {}
}
