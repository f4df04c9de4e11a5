package dev.dbsa.app;

import dev.dbsa.application.generation.GenerationRunner;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A process that stops takes no generations any more: requests belong elsewhere. */
@Readiness
@Singleton
class WorkerReadiness implements HealthCheck {
  private final GenerationRunner runner;
  private final AppSettings settings;

  WorkerReadiness(GenerationRunner runner, AppSettings settings) {
    this.runner = runner;
    this.settings = settings;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("worker")
        .status(runner.isTaking())
        .withData("running", runner.running())
        .withData("workers", settings.generationWorkers())
        .build();
  }
}
