package dev.dbsa.adapter.rest.auth;

import dev.dbsa.adapter.rest.auth.SharedAdmission.Verdict;
import dev.dbsa.adapter.rest.http.BodyIntake;
import dev.dbsa.adapter.rest.http.Refusals;
import dev.dbsa.adapter.rest.problem.Problem;
import dev.dbsa.adapter.rest.problem.WebError;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.port.out.CallerLedger;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lets in who proves to be somebody, before any resource is looked for. */
@Singleton
class AuthGate {
  /** Behind the edge that sets headers and refuses malformed requests, before everything else. */
  private static final int AFTER_EDGE = 9_000;

  /**
   * HTTP asks every 401 to name a scheme; browsers open no dialogue for one that they don't know.
   */
  private static final String CHALLENGE = "Dbsa realm=\"api\"";

  /** Enough to notice an attack by, too little to fill a disk. */
  private static final RateLimits LOGGED_REFUSALS = new RateLimits(60, 20);

  /** How soon a store that cannot be used may be there again. */
  private static final long RETRY_SECONDS = 5;

  private static final Logger LOG = Logger.getLogger("dev.dbsa.auth");

  private final Authenticator authenticator;
  private final boolean anonymous;
  private final AgentCredentials agents;
  private final RateLimiter requests;
  private final CallerLedger ledger;
  private final SharedAdmission shared;
  private final RateLimiter refused;
  private final RateLimiter logged;
  private final AtomicLong unlogged = new AtomicLong();
  private final BodyIntake bodies;
  private final Refusals refusals;

  AuthGate(
      AuthSettings settings,
      AgentCredentials agents,
      RateLimits limits,
      CallerLedger ledger,
      InstantSource clock,
      BodyIntake bodies,
      Refusals refusals) {
    this.authenticator = new Authenticator(settings, clock);
    // A limit is a caller's share; without authentication nobody knows who the callers are.
    this.anonymous = settings.mode() == AuthSettings.Mode.NONE;
    this.requests = new RateLimiter(anonymous ? RateLimits.NONE : limits, clock);
    this.ledger = ledger;
    this.shared = new SharedAdmission(ledger, limits);
    this.refused = new RateLimiter(limits, clock);
    this.logged = new RateLimiter(LOGGED_REFUSALS, clock);
    this.agents = agents;
    this.bodies = bodies;
    this.refusals = refusals;
  }

  void register(@Observes Filters filters) {
    filters.register(this::enter, AFTER_EDGE);
  }

  private void enter(RoutingContext context) {
    if (!ProtectedPaths.includes(ProtectedPaths.of(context.request()))) {
      context.next();
      return;
    }
    Authenticator.Head head = head(context.request());
    if (!authenticator.isPlausible(head)) {
      refuse(context);
    } else if (authenticator.readsBody()) {
      withBody(context, body -> identify(context, head, body, () -> goOn(context, body)));
    } else {
      identify(context, head, new byte[0], () -> withBody(context, body -> goOn(context, body)));
    }
  }

  private static void goOn(RoutingContext context, byte[] body) {
    BodyIntake.leave(context, body);
    context.next();
  }

  private void identify(
      RoutingContext context, Authenticator.Head head, byte[] body, Runnable then) {
    Optional<Identity> identity = authenticator.authenticate(head, body);
    if (identity.isEmpty()
        || agents.mayNotCall(ProtectedPaths.of(context.request()), identity.get().credential())) {
      refuse(context);
      return;
    }
    RequestCaller.identify(context, identity.get());
    String caller = caller(context, identity.get());
    if (ledger.isShared() && !anonymous) {
      askLedger(context, authenticator.signature(head), caller, then);
      return;
    }
    Optional<Duration> wait = requests.take(caller);
    if (wait.isPresent()) {
      limit(context, wait.get());
    } else {
      then.run();
    }
  }

  /** Goes on when the store has answered; other requests do not wait for that. */
  private void askLedger(
      RoutingContext context, @Nullable SignatureUse use, String caller, Runnable then) {
    if (shared.admitsAtOnce(use, caller)) {
      then.run();
      return;
    }
    // As it is on arrival; bodies are read where somebody asks for them.
    context.request().pause();
    Context requestContext = context.vertx().getOrCreateContext();
    Thread.startVirtualThread(
        () -> {
          Runnable next = asked(context, use, caller, then);
          requestContext.runOnContext(_ -> next.run());
        });
  }

  private Runnable asked(
      RoutingContext context, @Nullable SignatureUse use, String caller, Runnable then) {
    try {
      Verdict verdict = shared.ask(use, caller);
      return switch (verdict) {
        case Verdict.Admitted _ -> then;
        case Verdict.Replayed _ -> () -> refuse(context);
        case Verdict.Limited limited -> () -> limit(context, limited.delay());
      };
    } catch (DbsaException e) {
      return () -> refusals.answer(context, Problem.of(e), RETRY_SECONDS);
    } catch (RuntimeException e) {
      LOG.error("The signatures and requests of callers cannot be counted", e);
      return () -> context.fail(e);
    }
  }

  /** Whoever sends it: where nobody has to prove anything, everybody sends unproved bodies. */
  private void withBody(RoutingContext context, Consumer<byte[]> then) {
    if (BodyIntake.isExpected(context.request())) {
      bodies.read(context, RequestCaller.address(context), then);
    } else {
      then.accept(new byte[0]);
    }
  }

  private static String caller(RoutingContext context, Identity identity) {
    return Objects.requireNonNullElseGet(
        identity.principal(),
        () ->
            Objects.requireNonNullElse(identity.credential(), "")
                + "@"
                + RequestCaller.address(context));
  }

  /** One answer for every cause: it tells nothing about which part was wrong. */
  private void refuse(RoutingContext context) {
    String address = RequestCaller.address(context);
    Optional<Duration> wait = refused.take(address);
    if (wait.isPresent()) {
      limit(context, wait.get());
      return;
    }
    log(address);
    context.response().putHeader("WWW-Authenticate", CHALLENGE);
    refusals.answer(
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
    refusals.answer(
        context,
        Problem.of(WebError.TOO_MANY_REQUESTS, "Try again in " + seconds + " seconds."),
        seconds);
  }

  private static Authenticator.Head head(HttpServerRequest request) {
    String query = request.query();
    return new Authenticator.Head(
        request.method().name(),
        ProtectedPaths.of(request),
        query == null ? "" : query,
        request.headers()::getAll);
  }
}
