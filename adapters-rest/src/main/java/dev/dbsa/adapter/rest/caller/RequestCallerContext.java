package dev.dbsa.adapter.rest.caller;

import dev.dbsa.adapter.rest.auth.Identity;
import dev.dbsa.domain.audit.Caller;
import dev.dbsa.domain.auth.Reviewer;
import dev.dbsa.domain.review.Review;
import dev.dbsa.port.out.CallerContext;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import org.jspecify.annotations.Nullable;

/** Tells the core on whose behalf the request at hand is served. */
@ApplicationScoped
class RequestCallerContext implements CallerContext {
  /** Stands for a character that cannot be shown. */
  private static final int REPLACEMENT = 0xFFFD;

  private final Instance<dev.dbsa.adapter.rest.caller.Caller> callers;
  private final CurrentVertxRequest request;

  RequestCallerContext(
      Instance<dev.dbsa.adapter.rest.caller.Caller> callers, CurrentVertxRequest request) {
    this.callers = callers;
    this.request = request;
  }

  @Override
  public Caller current() {
    if (!Arc.container().requestContext().isActive() || request.getCurrent() == null) {
      return Caller.SERVICE;
    }
    dev.dbsa.adapter.rest.caller.Caller caller = callers.get();
    Identity identity = caller.identity();
    return new Caller(
        identity.principal(), identity.credential(), reviewer(caller.reviewer()), caller.address());
  }

  /** The header may hold anything; the trail keeps what fits, without what could forge a line. */
  private static @Nullable Reviewer reviewer(@Nullable Reviewer named) {
    if (named == null) {
      return null;
    }
    int[] kept =
        named
            .name()
            .codePoints()
            .map(c -> Character.isISOControl(c) ? REPLACEMENT : c)
            .limit(Review.MAX_REVIEWER_LENGTH)
            .toArray();
    return new Reviewer(new String(kept, 0, kept.length), named.verified());
  }
}
