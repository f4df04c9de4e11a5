package dev.dbsa.adapter.rest.auth;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which requests have to prove who sends them. A path that could be read in more than one way is
 * protected whatever it seems to say: encoded, doubled, dotted and parameterised paths reach some
 * resources and filters differently, and so does a target that does not begin with a slash.
 */
final class ProtectedPaths {
  private static final Pattern PLAIN = Pattern.compile("(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?|/");

  /** The API, and the tools for agents. */
  private static final List<String> PROTECTED = List.of("/api", "/mcp");

  private static final Pattern HEALTH = Pattern.compile("/health/?|/q/health(?:/[a-z]+)?/?");

  private ProtectedPaths() {}

  /** What stands in the request line, up to the question mark. */
  static String of(HttpServerRequest request) {
    String uri = request.uri();
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }

  /**
   * Whether the path only leads to those who say that the service is alive.
   *
   * @param rawPath as in the request line, without the query
   */
  static boolean isHealth(String rawPath) {
    return HEALTH.matcher(rawPath).matches();
  }

  /**
   * @param rawPath as in the request line, without the query
   */
  static boolean includes(String rawPath) {
    if (!PLAIN.matcher(rawPath).matches()) {
      return true;
    }
    String path = rawPath.toLowerCase(Locale.ROOT);
    return PROTECTED.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
  }

  /** Whether the path is surely one of the tools for agents, however it is read. */
  static boolean isOfTools(String rawPath) {
    return PLAIN.matcher(rawPath).matches()
        && (rawPath.equals("/mcp") || rawPath.startsWith("/mcp/"));
  }
}
