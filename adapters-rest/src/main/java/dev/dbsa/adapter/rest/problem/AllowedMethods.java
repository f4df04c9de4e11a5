package dev.dbsa.adapter.rest.problem;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which methods a path allows. The framework knows, but tells only whether a method is allowed, and
 * not even that for every path; a test holds this table against the description of the API.
 */
public final class AllowedMethods {
  private static final String READ = "GET, HEAD, OPTIONS";
  private static final String WRITE = "POST, OPTIONS";
  private static final String READ_AND_WRITE = "GET, HEAD, POST, OPTIONS";

  private static final String ANY = "[^/]+";
  private static final String END = "/?";

  private static final Map<Pattern, String> BY_PATH =
      Map.ofEntries(
          path("/health", READ),
          path("/api/connections", READ_AND_WRITE),
          path("/api/connections/*", "GET, HEAD, DELETE, OPTIONS"),
          path("/api/connections/*/verify", WRITE),
          path("/api/connections/*/schema/refresh", WRITE),
          path("/api/connections/*/snapshots", READ),
          path("/api/connections/*/glossary", "GET, HEAD, PUT, OPTIONS"),
          path("/api/snapshots/*", READ),
          path("/api/snapshots/*/objects", READ),
          path("/api/snapshots/*/file", READ),
          path("/api/snapshots/*/diff/*", READ),
          path("/api/generations", WRITE),
          path("/api/generations/*", READ),
          path("/api/generations/*/status", READ),
          path("/api/generations/*/attempts", READ),
          path("/api/generations/*/answers", WRITE),
          path("/api/generations/*/execute", WRITE),
          path("/api/generations/*/retry", WRITE),
          path("/api/generations/*/cancel", WRITE),
          path("/api/history", READ),
          path("/api/history/*", READ),
          path("/api/history/*/review", WRITE),
          path("/api/validations", WRITE),
          path("/api/rules", READ),
          path("/api/rules/*", READ),
          path("/api/audit", READ),
          path("/api/ai/backend/status", READ),
          path("/api/ai/backend/test", WRITE),
          path("/", READ),
          path("/ui", READ),
          path("/ui/ai", READ),
          path("/ui/connections", READ),
          path("/ui/connections/*", READ),
          path("/ui/snapshots/*", READ),
          path("/ui/snapshots/*/diff/*", READ),
          path("/ui/ask", READ),
          path("/ui/drafts/*", READ),
          path("/ui/history", READ),
          path("/ui/audit", READ),
          path("/ui/rules", READ),
          path("/ui/rules/*", READ),
          path("/ui/playground", READ));

  private AllowedMethods() {}

  private static Map.Entry<Pattern, String> path(String template, String methods) {
    return Map.entry(Pattern.compile(template.replace("*", ANY) + END), methods);
  }

  /** What the header Allow has to say; empty where nothing is served. */
  static Optional<String> find(String path) {
    return BY_PATH.entrySet().stream()
        .filter(entry -> entry.getKey().matcher(path).matches())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /**
   * A path without what callers fill in, such as {@code /api/connections/{id}}; empty where nothing
   * is served.
   */
  public static Optional<String> template(String path) {
    return BY_PATH.keySet().stream()
        .filter(pattern -> pattern.matcher(path).matches())
        .map(pattern -> pattern.pattern().replace(ANY, "{id}").replace(END, ""))
        .findFirst();
  }
}
