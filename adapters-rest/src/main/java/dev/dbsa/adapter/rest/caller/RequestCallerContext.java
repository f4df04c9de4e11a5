package dev.dbsa.adapter.rest.caller;

import dev.dbsa.adapter.rest.auth.Identity;
import dev.dbsa.domain.audit.Caller;
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

  /** The header may hold anything; the trail keeps what fits. */
  private static @Nullable String reviewer(@Nullable String named) {
    return named == null || named.length() <= Review.MAX_REVIEWER_LENGTH
        ? named
        : named.substring(0, Review.MAX_REVIEWER_LENGTH);
  }
}
