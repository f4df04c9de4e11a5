package dev.dbsa.app;

import dev.dbsa.adapter.llm.model.LlmSettings;
import dev.dbsa.adapter.llm.model.ModelEndpointProbe;
import dev.dbsa.application.backend.BackendService;
import dev.dbsa.domain.network.AllowedHosts;
import dev.dbsa.port.in.InspectBackend;
import dev.dbsa.port.out.ModelEndpoint;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The state of the backend and the test of its endpoint. */
class BackendBeans {
  @Produces
  @Singleton
  ModelEndpoint modelEndpoint(AppSettings settings, LlmSettings model, Vertx vertx) {
    return new ModelEndpointProbe(model, testAllowedHosts(settings), vertx);
  }

  private static AllowedHosts testAllowedHosts(AppSettings settings) {
    try {
      return AllowedHosts.parse(settings.aiTestAllowedHosts().orElse(null));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("APP_AI_TEST_ALLOWED_HOSTS: " + e.getMessage(), e);
    }
  }

  void close(@Disposes ModelEndpoint endpoint) {
    if (endpoint instanceof ModelEndpointProbe probe) {
      probe.close();
    }
  }

  @Produces
  @ApplicationScoped
  InspectBackend inspectBackend(AppSettings settings, ModelEndpoint endpoint) {
    return new BackendService(
        settings.generationBackend(),
        settings.generationBackend().equals("llm"),
        endpoint,
        Duration.ofSeconds(settings.generationTimeoutSeconds()));
  }
}
