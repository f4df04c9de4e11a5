package dev.dbsa.application.generation;

import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.port.out.CallerContext;
import dev.dbsa.port.out.GenerationStore;
import org.jspecify.annotations.Nullable;

/** How many generations one caller may have under way at once, so that others get their turn. */
public final class RunningShares {
  private final GenerationStore generations;
  private final CallerContext callers;
  private final int limit;

  /**
   * @param limit for one caller, in all processes on the store together; 0 for none. Callers that
   *     do not have to say who they are cannot be told apart and are not limited
   */
  public RunningShares(GenerationStore generations, CallerContext callers, int limit) {
    this.generations = generations;
    this.callers = callers;
    this.limit = limit;
  }

  /** Whose share the current caller uses up; {@code null} for nobody's. */
  @Nullable String current() {
    return callers.current().share();
  }

  /**
   * Called within the transaction that has started one more, which is undone if that was too many.
   *
   * @throws DbsaException {@code TOO_MANY_GENERATIONS}
   */
  void check(@Nullable String share) {
    if (share != null && limit > 0 && generations.countUnderWay(share) > limit) {
      throw new DbsaException(
          ErrorCode.TOO_MANY_GENERATIONS,
          "you have "
              + limit
              + " generations running or waiting for a worker, which is as many as one caller may");
    }
  }
}
