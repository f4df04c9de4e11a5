package dev.dbsa.adapter.rest.auth;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** What a request at hand says about who sent it. */
public final class RequestCaller {
  private static final String KEY = RequestCaller.class.getName();

  private RequestCaller() {}

  static void identify(RoutingContext context, Identity identity) {
    context.put(KEY, identity);
  }

  /** The identity that the request proved. */
  public static Identity identity(RoutingContext context) {
    @Nullable Identity identity = context.get(KEY);
    return identity == null ? Identity.ANONYMOUS : identity;
  }

  /** The network address of whoever holds the other end of the connection. */
  public static String address(RoutingContext context) {
    @Nullable SocketAddress remote = context.request().remoteAddress();
    String address = remote == null ? null : remote.hostAddress();
    return address == null ? "unknown" : address;
  }
}
