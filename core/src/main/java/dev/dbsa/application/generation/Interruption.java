package dev.dbsa.application.generation;

import dev.dbsa.domain.generation.Attempt;
import dev.dbsa.domain.generation.Failure;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.Lease;
import java.time.Instant;
import java.util.List;

/**
 * What becomes of a running generation whose worker stops or died. Where nothing was sent to a
 * model, nothing is lost by another attempt, which another worker makes by itself. Where something
 * was, it may have cost, so that people decide.
 */
final class Interruption {
  /** Workers that died in a row may have died of the generation itself. */
  private static final int MOST_IN_A_ROW = 5;

  private static final String CODE = "interrupted";

  private static final Failure RELEASED =
      new Failure(CODE, "the service stopped while the attempt was under way; another one follows");

  private static final Failure SENT =
      new Failure(CODE, "the service stopped while the attempt was under way; retry it");

  private static final Failure TOO_OFTEN =
      new Failure(
          CODE,
          "the service stopped while the attempt was under way, for the "
              + MOST_IN_A_ROW
              + "th time in a row; retry it");

  private Interruption() {}

  /** The running generation, without its worker. */
  static Generation of(Generation running, Instant now) {
    if (running.lease().filter(Lease::sent).isPresent()) {
      return running.fail(SENT, now);
    }
    return interruptions(running.attempts()) + 1 < MOST_IN_A_ROW
        ? running.release(RELEASED, now)
        : running.fail(TOO_OFTEN, now);
  }

  /** How many of the attempts before the latest were interrupted one after the other. */
  private static int interruptions(List<Attempt> attempts) {
    int count = 0;
    for (Attempt attempt : attempts.reversed().subList(1, attempts.size())) {
      Failure failure = attempt.failure();
      if (failure == null || !failure.equals(RELEASED)) {
        break;
      }
      count++;
    }
    return count;
  }
}
