package dev.dbsa.adapter.rest.idempotency;

import dev.dbsa.domain.idempotency.KeptAnswer;

/** Ends the handling of a request that came before: it is answered as it was then. */
final class RepeatedAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient KeptAnswer answer;

  RepeatedAnswer(KeptAnswer answer) {
    super("the request came before", null, false, false);
    this.answer = answer;
  }

  KeptAnswer answer() {
    return answer;
  }
}
