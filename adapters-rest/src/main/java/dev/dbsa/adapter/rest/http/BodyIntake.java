package dev.dbsa.adapter.rest.http;

import dev.dbsa.adapter.rest.http.BodyBudget.Bound;
import dev.dbsa.adapter.rest.http.BodyBudget.Share;
import dev.dbsa.adapter.rest.input.JsonBodyReader;
import dev.dbsa.adapter.rest.problem.Problem;
import dev.dbsa.adapter.rest.problem.WebError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes in bodies whole. What it holds at once is bounded, whoever sends it; what a body takes is
 * given back when its request has been answered.
 */
@Singleton
public class BodyIntake {
  private static final long MIB = 1L << 20;

  /** As many small requests as a busy client sends, but few large ones. */
  private static final Bound WHOLE = new Bound(2048, 16 * MIB);

  private static final Bound EACH_ADDRESS = new Bound(1024, 8 * MIB);

  /** How long a body may take to arrive, so that nobody holds what was read of it for ever. */
  private static final long PATIENCE_MILLIS = 30_000;

  /** Bodies come and go within moments. */
  private static final long RETRY_SECONDS = 1;

  private final Refusals refusals;
  private final BodyBudget budget = new BodyBudget(WHOLE, EACH_ADDRESS);

  BodyIntake(Refusals refusals) {
    this.refusals = refusals;
  }

  /** Whether the request has a body that is still to be read. */
  public static boolean isExpected(HttpServerRequest request) {
    return announcedLength(request) > 0
        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  /**
   * Reads the body, or answers for itself where there is no room for it. What announces more than
   * {@link JsonBodyReader#MAX_BODY} was refused before.
   *
   * @param address whose room it takes
   * @param then goes on with the whole body
   */
  public void read(RoutingContext context, String address, Consumer<byte[]> then) {
    HttpServerRequest request = context.request();
    Share share = budget.share(address);
    if (isRefused(context, share.reach(announcedLength(request)))) {
      return;
    }
    context.addEndHandler(_ -> share.close());
    new Reading(context, share, then).start();
  }

  /** Leaves a body that was read where the resources find it. */
  public static void leave(RoutingContext context, byte[] body) {
    if (isExpected(context.request())) {
      RoutingContextInternal internal = (RoutingContextInternal) context;
      internal.setBody(Buffer.buffer(body));
      // Handlers that would read the request themselves find that it has been read.
      internal.visitHandler(RoutingContextInternal.BODY_HANDLER);
    }
  }

  private boolean isRefused(RoutingContext context, BodyBudget.Outcome outcome) {
    return switch (outcome) {
      case GRANTED -> false;
      case ADDRESS_FULL -> {
        refusals.answer(
            context,
            Problem.of(
                WebError.TOO_MANY_REQUESTS,
                "Too many bodies are on their way from this address; try again in "
                    + RETRY_SECONDS
                    + " second."),
            RETRY_SECONDS);
        yield true;
      }
      case FULL -> {
        refusals.answer(
            context,
            Problem.ofBusyness("the service is busy: too many bodies are on their way"),
            RETRY_SECONDS);
        yield true;
      }
    };
  }

  /** In bytes; zero where the request says nothing. */
  static long announcedLength(HttpServerRequest request) {
    @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length.strip());
    } catch (NumberFormatException _) {
      // Longer than any number, or none at all.
      return Long.MAX_VALUE;
    }
  }

  /** One body on its way. */
  private final class Reading {
    private final RoutingContext context;
    private final HttpServerRequest request;
    private final Share share;
    private final Consumer<byte[]> then;
    private GatheredBody body = new GatheredBody();
    private final long deadline;
    private boolean refused;

    Reading(RoutingContext context, Share share, Consumer<byte[]> then) {
      this.context = context;
      this.request = context.request();
      this.share = share;
      this.then = then;
      this.deadline = context.vertx().setTimer(PATIENCE_MILLIS, _ -> request.connection().close());
    }

    void start() {
      request.handler(this::take);
      request.endHandler(_ -> finish());
      request.exceptionHandler(
          _ -> {
            context.vertx().cancelTimer(deadline);
            share.close();
            request.connection().close();
          });
      if (HttpHeaders.CONTINUE.toString().equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
        context.response().writeContinue();
      }
      request.resume();
    }

    private void take(Buffer chunk) {
      if (refused) {
        return;
      }
      long length = (long) body.length() + chunk.length();
      if (length > JsonBodyReader.MAX_BODY) {
        refused = true;
        refusals.answer(context, Problem.of(WebError.BODY_TOO_LARGE, JsonBodyReader.TOO_LARGE));
      } else if (isRefused(context, share.reach(length))) {
        refused = true;
      } else {
        body.append(chunk);
        return;
      }
      context.vertx().cancelTimer(deadline);
      // The connection stays for a moment, and what had arrived would stay with it, uncounted.
      body = new GatheredBody();
      share.close();
    }

    private void finish() {
      if (refused) {
        return;
      }
      context.vertx().cancelTimer(deadline);
      byte[] whole = body.bytes();
      body = new GatheredBody();
      try {
        then.accept(whole);
      } catch (RuntimeException e) {
        // Out of the router's sight, it would leave the caller without an answer.
        context.fail(e);
      }
    }
  }
}
