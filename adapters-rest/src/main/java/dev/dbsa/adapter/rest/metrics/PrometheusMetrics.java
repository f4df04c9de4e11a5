package dev.dbsa.adapter.rest.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Keeps the metrics as Prometheus reads them, in its text format or in OpenMetrics', as asked for.
 * The platform's extension still hangs on the client library that Prometheus has replaced.
 */
class PrometheusMetrics {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS = "application/openmetrics-text";
  private static final String OPEN_METRICS_ANSWER = OPEN_METRICS + "; version=1.0.0; charset=utf-8";

  @Produces
  @Singleton
  PrometheusMeterRegistry registry() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  void register(@Observes Router router, PrometheusMeterRegistry registry) {
    router
        .route("/q/metrics")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(context -> answer(context, registry));
  }

  private static void answer(RoutingContext context, PrometheusMeterRegistry registry) {
    String accepted = context.request().getHeader(HttpHeaders.ACCEPT);
    boolean open = accepted != null && accepted.contains(OPEN_METRICS);
    String type = open ? OPEN_METRICS_ANSWER : TEXT;
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, type).end(registry.scrape(type));
  }
}
