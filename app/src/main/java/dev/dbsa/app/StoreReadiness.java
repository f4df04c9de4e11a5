package dev.dbsa.app;

import dev.dbsa.adapter.persistence.StoreHealth;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Requests are served only while the metadata store answers. */
@Readiness
@Singleton
class StoreReadiness implements HealthCheck {
  private final StoreHealth store;

  StoreReadiness(StoreHealth store) {
    this.store = store;
  }

  /** Anybody may ask: what the database says when it does not answer is for the log. */
  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("metadata store")
        .status(store.answers())
        .withData("kind", store.kind())
        .build();
  }
}
