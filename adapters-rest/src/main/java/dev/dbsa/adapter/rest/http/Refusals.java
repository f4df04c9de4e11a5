package dev.dbsa.adapter.rest.http;

import dev.dbsa.adapter.rest.problem.Problem;
import dev.dbsa.adapter.rest.problem.ProblemJson;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Answers that are given before any resource is asked, whether or not a body is still to come. */
@Singleton
public class Refusals {
  private final ProblemJson json;

  Refusals(ProblemJson json) {
    this.json = json;
  }

  /** Answers, and leaves what the caller is still sending unread. */
  public void answer(RoutingContext context, Problem problem) {
    UnreadBody.announce(context);
    write(context, problem);
    UnreadBody.discard(context);
  }

  /** Answers, whatever becomes of the body. */
  void write(RoutingContext context, Problem problem) {
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(json.write(problem));
  }

  /** The same, and says in how many seconds the caller may try again. */
  public void answer(RoutingContext context, Problem problem, long seconds) {
    context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    answer(context, problem);
  }
}
