package dev.dbsa.application.backend;

import dev.dbsa.domain.backend.BackendStatus;
import dev.dbsa.domain.backend.EndpointTest;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.port.in.InspectBackend;
import dev.dbsa.port.out.ModelEndpoint;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells about the configured backend. */
public final class BackendService implements InspectBackend {
  private final String backend;
  private final boolean needsEndpoint;
  private final ModelEndpoint endpoint;
  private final Duration attemptTimeout;

  /**
   * @param backend its name in the API
   * @param needsEndpoint whether it drafts by means of the endpoint
   */
  public BackendService(
      String backend, boolean needsEndpoint, ModelEndpoint endpoint, Duration attemptTimeout) {
    this.backend = backend;
    this.needsEndpoint = needsEndpoint;
    this.endpoint = endpoint;
    this.attemptTimeout = attemptTimeout;
  }

  @Override
  public BackendStatus status() {
    List<String> missing = endpoint.missing();
    return new BackendStatus(
        backend,
        !needsEndpoint || missing.isEmpty(),
        missing,
        endpoint.baseUrl(),
        endpoint.model(),
        attemptTimeout);
  }

  @Override
  public EndpointTest test(
      @Nullable String baseUrl, @Nullable Secret apiKey, @Nullable String model)
      throws InterruptedException {
    return endpoint.test(baseUrl, apiKey, model);
  }
}
