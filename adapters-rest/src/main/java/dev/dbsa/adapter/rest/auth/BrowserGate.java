package dev.dbsa.adapter.rest.auth;

import dev.dbsa.adapter.rest.http.Refusals;
import dev.dbsa.adapter.rest.problem.Problem;
import dev.dbsa.adapter.rest.problem.WebError;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out what other sites' pages have a browser send, while callers need no credentials. With
 * credentials it has nothing to do: they are headers that a page cannot send to another origin.
 */
@Singleton
class BrowserGate {
  /** Behind the edge, before anybody reads a body. */
  private static final int AFTER_EDGE = 9_500;

  /** Of what browsers say about the page, all that is not another site's doing. */
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private final boolean anonymous;
  private final ServedHosts hosts;
  private final Refusals refusals;

  BrowserGate(AuthSettings settings, ServedHosts hosts, Refusals refusals) {
    this.anonymous = settings.mode() == AuthSettings.Mode.NONE;
    this.hosts = hosts;
    this.refusals = refusals;
  }

  void register(@Observes Filters filters) {
    if (anonymous) {
      filters.register(this::enter, AFTER_EDGE);
    }
  }

  private void enter(RoutingContext context) {
    HttpServerRequest request = context.request();
    String path = ProtectedPaths.of(request);
    if (ProtectedPaths.isHealth(path)) {
      // Probes call by whatever address they were told, and learn nothing but that it answers.
      context.next();
    } else if (!isServed(request)) {
      refusals.answer(
          context,
          Problem.of(
              WebError.HOST_NOT_ALLOWED,
              "Without authentication the service answers for the hosts of this machine alone, and"
                  + " for those that APP_ALLOWED_HOSTS lists."));
    } else if (ProtectedPaths.includes(path) && !isOwn(request)) {
      refusals.answer(
          context,
          Problem.of(
              WebError.CROSS_SITE_REQUEST,
              "A browser sent the request for a page that is not the service's own."));
    } else {
      context.next();
    }
  }

  private boolean isServed(HttpServerRequest request) {
    String uri = request.uri();
    int scheme = uri.indexOf("://");
    if (!uri.startsWith("/") && scheme >= 0) {
      // The absolute form names the host a second time, and outweighs the header.
      String authority = uri.substring(scheme + 3).replaceFirst("[/?#].*", "");
      if (!hosts.serve(authority)) {
        return false;
      }
    }
    List<String> named = request.headers().getAll(HttpHeaders.HOST);
    return named.size() == 1 && hosts.serve(named.getFirst());
  }

  private boolean isOwn(HttpServerRequest request) {
    List<String> sites = request.headers().getAll("Sec-Fetch-Site");
    if (!sites.stream().allMatch(OWN_SITES::contains)) {
      return false;
    }
    @Nullable String host = request.getHeader(HttpHeaders.HOST);
    @Nullable SocketAddress local = request.localAddress();
    int port = local == null ? -1 : local.port();
    return request.headers().getAll(HttpHeaders.ORIGIN).stream()
        .allMatch(origin -> host != null && hosts.own(origin, host, port));
  }
}
