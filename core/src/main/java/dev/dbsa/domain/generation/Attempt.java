package dev.dbsa.domain.generation;

import dev.dbsa.domain.error.Text;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a generation.
 *
 * @param number 1-based
 * @param finishedAt {@code null} while it runs
 * @param outcome {@link GenerationStatus#RUNNING} while it runs, a terminal status afterwards
 * @param failure {@code null} unless the outcome is {@link GenerationStatus#FAILED}
 * @param worker identity of the process that worked on it; {@code null} for attempts from before it
 *     was kept
 * @param usage what it cost, also where it failed; {@code null} where nothing was asked, or it was
 *     ended from outside
 * @param answer the last answer that could not be used, as it came but for secrets, cut to {@link
 *     #LONGEST_ANSWER}; {@code null} where there was none
 */
public record Attempt(
    int number,
    Instant startedAt,
    @Nullable Instant finishedAt,
    GenerationStatus outcome,
    @Nullable Failure failure,
    @Nullable String worker,
    @Nullable Usage usage,
    @Nullable String answer) {

  /** In UTF-16 units. */
  public static final int LONGEST_ANSWER = 4_000;

  /** One that begins now. */
  static Attempt begun(int number, Instant now, String worker) {
    return new Attempt(number, now, null, GenerationStatus.RUNNING, null, worker, null, null);
  }

  /** The same, at its end. */
  Attempt ended(
      Instant now,
      GenerationStatus how,
      @Nullable Failure why,
      @Nullable Usage cost,
      @Nullable String unusable) {
    String kept = unusable == null ? null : Text.cut(unusable, LONGEST_ANSWER);
    return new Attempt(number, startedAt, now, how, why, worker, cost, kept);
  }
}
