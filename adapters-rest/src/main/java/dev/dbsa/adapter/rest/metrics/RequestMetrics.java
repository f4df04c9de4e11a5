package dev.dbsa.adapter.rest.metrics;

import dev.dbsa.adapter.rest.problem.AllowedMethods;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Keeps what callers make up out of the metrics. Everybody may read those, whoever sends a request
 * may write a path and a method into it, and each new one would be kept for ever.
 */
class RequestMetrics {
  private static final String OTHER = "other";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** What the framework says instead of a path, and its own pages. */
  private static final Set<String> PATHS =
      Set.of(
          "NOT_FOUND",
          "REDIRECTION",
          "UNKNOWN",
          "root",
          "/q/health",
          "/q/health/live",
          "/q/health/ready",
          "/q/health/started",
          "/q/info",
          "/q/metrics",
          "/q/openapi");

  @Produces
  @Singleton
  MeterFilter boundedTags() {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        return id.getName().startsWith("http.server.") ? bounded(id) : id;
      }
    };
  }

  private static Meter.Id bounded(Meter.Id id) {
    List<Tag> tags = id.getTags().stream().map(RequestMetrics::bounded).toList();
    return id.replaceTags(tags);
  }

  private static Tag bounded(Tag tag) {
    return switch (tag.getKey()) {
      case "method" -> METHODS.contains(tag.getValue()) ? tag : Tag.of("method", OTHER);
      case "uri" -> Tag.of("uri", path(tag.getValue()));
      default -> tag;
    };
  }

  private static String path(String path) {
    return PATHS.contains(path) ? path : AllowedMethods.template(path).orElse(OTHER);
  }
}
