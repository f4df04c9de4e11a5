package dev.dbsa.adapter.rest.auth;

import dev.dbsa.adapter.rest.http.UnreadBody;
import dev.dbsa.adapter.rest.input.JsonBodyReader;
import dev.dbsa.adapter.rest.problem.Problem;
import dev.dbsa.adapter.rest.problem.ProblemJson;
import dev.dbsa.adapter.rest.problem.WebError;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Lets in who proves to be somebody, before any resource is looked for. */
@Singleton
class AuthGate {
  /** Behind the edge that sets headers and refuses malformed requests, before everything else. */
  private static final int AFTER_EDGE = 9_000;

  /** How long a body may take to arrive, so that nobody holds what was read of it for ever. */
  private static final long BODY_MILLIS = 30_000;

  /**
   * HTTP asks every 401 to name a scheme; browsers open no dialogue for one that they don't know.
   */
  private static final String CHALLENGE = "Dbsa realm=\"api\"";

  /** Enough to notice an attack by, too little to fill a disk. */
  private static final RateLimits LOGGED_REFUSALS = new RateLimits(60, 20);

  private static final Logger LOG = Logger.getLogger("dev.dbsa.auth");

  private final Authenticator authenticator;
  private final RateLimiter requests;
  private final RateLimiter refusals;
  private final RateLimiter logged;
  private final AtomicLong unlogged = new AtomicLong();
  private final ProblemJson json;

  AuthGate(AuthSettings settings, RateLimits limits, InstantSource clock, ProblemJson json) {
    this.authenticator = new Authenticator(settings, clock);
    // A limit is a caller's share; without authentication nobody knows who the callers are.
    boolean anonymous = settings.mode() == AuthSettings.Mode.NONE;
    this.requests = new RateLimiter(anonymous ? RateLimits.NONE : limits, clock);
    this.refusals = new RateLimiter(limits, clock);
    this.logged = new RateLimiter(LOGGED_REFUSALS, clock);
    this.json = json;
  }

  void register(@Observes Filters filters) {
    filters.register(this::enter, AFTER_EDGE);
  }

  private void enter(RoutingContext context) {
    if (!ProtectedPaths.includes(rawPath(context.request()))) {
      context.next();
      return;
    }
    Authenticator.Head head = head(context.request());
    if (!authenticator.isPlausible(head)) {
      refuse(context);
    } else if (authenticator.readsBody()) {
      readBody(context, body -> decide(context, head, body));
    } else {
      decide(context, head, new byte[0]);
    }
  }

  private void decide(RoutingContext context, Authenticator.Head head, byte[] body) {
    Optional<Identity> identity = authenticator.authenticate(head, body);
    if (identity.isEmpty()) {
      refuse(context);
      return;
    }
    Optional<Duration> wait = requests.take(caller(context, identity.get()));
    if (wait.isPresent()) {
      limit(context, wait.get());
      return;
    }
    RequestCaller.identify(context, identity.get());
    context.next();
  }

  private static String caller(RoutingContext context, Identity identity) {
    return Objects.requireNonNullElseGet(
        identity.principal(),
        () ->
            Objects.requireNonNullElse(identity.credential(), "")
                + "@"
                + RequestCaller.address(context));
  }

  /** Takes in the body and leaves it where the resources find it. */
  private void readBody(RoutingContext context, Consumer<byte[]> then) {
    HttpServerRequest request = context.request();
    Buffer body = Buffer.buffer();
    boolean[] refused = new boolean[1];
    long deadline = context.vertx().setTimer(BODY_MILLIS, _ -> request.connection().close());
    request.handler(
        chunk -> {
          if (refused[0]) {
            return;
          }
          if (body.length() + chunk.length() > JsonBodyReader.MAX_BODY) {
            refused[0] = true;
            context.vertx().cancelTimer(deadline);
            answer(
                context,
                Problem.of(
                    WebError.BODY_TOO_LARGE,
                    "A body may have " + JsonBodyReader.MAX_BODY + " bytes at most."));
          } else {
            body.appendBuffer(chunk);
          }
        });
    request.endHandler(
        _ -> {
          if (!refused[0]) {
            context.vertx().cancelTimer(deadline);
            ((RoutingContextInternal) context).setBody(body);
            try {
              then.accept(body.getBytes());
            } catch (RuntimeException e) {
              // Out of the router's sight, it would leave the caller without an answer.
              context.fail(e);
            }
          }
        });
    request.exceptionHandler(
        _ -> {
          context.vertx().cancelTimer(deadline);
          request.connection().close();
        });
    if (HttpHeaders.CONTINUE.toString().equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      context.response().writeContinue();
    }
    request.resume();
  }

  /** One answer for every cause: it tells nothing about which part was wrong. */
  private void refuse(RoutingContext context) {
    String address = RequestCaller.address(context);
    Optional<Duration> wait = refusals.take(address);
    if (wait.isPresent()) {
      limit(context, wait.get());
      return;
    }
    log(address);
    context.response().putHeader("WWW-Authenticate", CHALLENGE);
    answer(
        context, Problem.of(WebError.UNAUTHENTICATED, "The request carries no valid credentials."));
  }

  private void log(String address) {
    if (logged.take("").isPresent()) {
      unlogged.incrementAndGet();
      return;
    }
    long before = unlogged.getAndSet(0);
    LOG.warnf(
        "Refused a request without valid credentials from %s%s",
        address, before == 0 ? "" : " (and " + before + " that were not logged)");
  }

  private void limit(RoutingContext context, Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    answer(
        context, Problem.of(WebError.TOO_MANY_REQUESTS, "Try again in " + seconds + " seconds."));
  }

  private void answer(RoutingContext context, Problem problem) {
    UnreadBody.announce(context);
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(json.write(problem));
    UnreadBody.discard(context);
  }

  private static Authenticator.Head head(HttpServerRequest request) {
    String query = request.query();
    return new Authenticator.Head(
        request.method().name(),
        rawPath(request),
        query == null ? "" : query,
        request.headers()::getAll);
  }

  /** What stands in the request line, up to the question mark. */
  private static String rawPath(HttpServerRequest request) {
    String uri = request.uri();
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }
}
