package dev.dbsa.adapter.rest.http;

import dev.dbsa.adapter.rest.input.JsonBodyReader;
import dev.dbsa.adapter.rest.problem.Problem;
import dev.dbsa.adapter.rest.problem.ProblemJson;
import dev.dbsa.adapter.rest.problem.WebError;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Stands around everything that is served: sets the headers of every answer, refuses bodies that
 * announce themselves as too large, and answers what reaches no resource.
 */
@Singleton
class HttpEdge {
  /** Before everything else that is served. */
  private static final int FIRST = 10_000;

  /** Those of RFC 9110 and RFC 5789 that can be meant for a resource; letter case counts. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

  private static final String REQUEST_ID = "X-Request-Id";

  /** What callers may call a request; anything else could write lines into a log. */
  private static final Pattern CALLERS_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  private final ProblemJson json;
  private final Refusals refusals;

  HttpEdge(ProblemJson json, Refusals refusals) {
    this.json = json;
    this.refusals = refusals;
  }

  void register(@Observes Filters filters) {
    filters.register(this::enter, FIRST);
  }

  void register(@Observes Router router) {
    router.route().order(-FIRST).failureHandler(this::fail);
    router.route().last().handler(this::refuseUnknownPath);
    // Refused before any route is looked at.
    router.errorHandler(
        400,
        context ->
            answer(context, Problem.of(WebError.MALFORMED_REQUEST, "The address is malformed.")));
  }

  private void enter(RoutingContext context) {
    if (context.response().ended()) {
      // Quarkus refuses a malformed address unless told not to, and then goes on with it all the
      // same.
      return;
    }
    setHeaders(context);
    HttpServerRequest request = context.request();
    nameRequest(context);
    if (!isWellFormed(request.uri())) {
      answer(context, Problem.of(WebError.MALFORMED_REQUEST, "The address is malformed."));
    } else if (!isHostClear(request)) {
      refusals.answer(
          context,
          Problem.of(WebError.MALFORMED_REQUEST, "The request must have one header Host."));
    } else if (!METHODS.contains(request.method().name())) {
      context.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD, POST, DELETE, OPTIONS");
      refusals.answer(
          context, Problem.of(WebError.METHOD_NOT_ALLOWED, "The method is not known here."));
    } else if (BodyIntake.announcedLength(request) > JsonBodyReader.MAX_BODY) {
      refusals.answer(context, Problem.of(WebError.BODY_TOO_LARGE, JsonBodyReader.TOO_LARGE));
    } else {
      context.next();
    }
  }

  /** Gives the request a name that its answer and the log lines about it have in common. */
  private static void nameRequest(RoutingContext context) {
    @Nullable String given = context.request().getHeader(REQUEST_ID);
    String id =
        given != null && CALLERS_ID.matcher(given).matches() ? given : UUID.randomUUID().toString();
    context.response().putHeader(REQUEST_ID, id);
    MDC.put("request_id", id);
  }

  private static boolean isWellFormed(@Nullable String uri) {
    try {
      return uri != null && new URI(uri).getRawPath() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isPath(@Nullable String path) {
    return path != null && path.startsWith("/");
  }

  /** Of two, one program on the way could go by the first and the next by the second. */
  private static boolean isHostClear(HttpServerRequest request) {
    int hosts = request.headers().getAll(HttpHeaders.HOST).size();
    return hosts == 1 || (hosts == 0 && request.version() == HttpVersion.HTTP_1_0);
  }

  private static void setHeaders(RoutingContext context) {
    HttpServerResponse response = context.response();
    response.putHeader("X-Content-Type-Options", "nosniff");
    response.putHeader("X-Frame-Options", "DENY");
    response.putHeader("Referrer-Policy", "no-referrer");
    // What may be kept, such as pages, says so itself.
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private void refuseUnknownPath(RoutingContext context) {
    answer(context, Problem.ofRefusal(404));
  }

  private void fail(RoutingContext context) {
    @Nullable Throwable fault = context.failure();
    if (context.response().headWritten()) {
      // Too late for an answer: a broken one must not look like a whole one.
      context.request().connection().close();
    } else if (!isPath(context.request().path())) {
      // Refused before any handler is asked, as if there might be something.
      answer(context, Problem.of(WebError.MALFORMED_REQUEST, "The address is malformed."));
    } else if (context.statusCode() < 500 && context.statusCode() >= 400) {
      answer(context, Problem.ofRefusal(context.statusCode()));
    } else {
      answer(
          context,
          json.logged(fault == null ? new IllegalStateException("failed without a cause") : fault));
    }
  }

  private void answer(RoutingContext context, Problem problem) {
    setHeaders(context);
    refusals.write(context, problem);
  }
}
