package dev.dbsa.adapter.rest.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * What is left of a body that nobody will read. The connection closes behind the answer, so that
 * nothing of the body is ever taken for a request, and nobody can keep it busy with an endless one.
 */
public final class UnreadBody {
  /** A client that is still sending would miss the answer if the connection closed at once. */
  private static final long LINGER_MILLIS = 1_000;

  private UnreadBody() {}

  /** Says in the answer's head that the connection will close, if there is such a body. */
  public static void announce(RoutingContext context) {
    if (isLeft(context.request())) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
  }

  /** Takes in what arrives after the answer was sent, for a moment, and closes the connection. */
  public static void discard(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!isLeft(request)) {
      return;
    }
    request.handler(_ -> {});
    request.endHandler(_ -> request.connection().close());
    request.resume();
    context.vertx().setTimer(LINGER_MILLIS, _ -> request.connection().close());
  }

  private static boolean isLeft(HttpServerRequest request) {
    if (request.isEnded()) {
      return false;
    }
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || (length != null && !length.strip().equals("0"));
  }
}
