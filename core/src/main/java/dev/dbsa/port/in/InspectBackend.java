package dev.dbsa.port.in;

import dev.dbsa.domain.backend.BackendStatus;
import dev.dbsa.domain.backend.EndpointTest;
import dev.dbsa.domain.connection.Secret;
import org.jspecify.annotations.Nullable;

/** Whether scripts can be drafted, and whether a model endpoint answers. */
public interface InspectBackend {
  BackendStatus status();

  /**
   * Asks a model endpoint for its models; a failure is an answer, not an exception.
   *
   * @param baseUrl {@code null} for the configured one; any other is called without the configured
   *     key
   * @param apiKey {@code null} for the configured one, where the base URL is that too
   * @param model {@code null} for the configured one
   * @throws dev.dbsa.domain.error.InvalidFieldsException if the base URL or the key cannot be used
   * @throws InterruptedException if the calling thread was interrupted
   */
  EndpointTest test(@Nullable String baseUrl, @Nullable Secret apiKey, @Nullable String model)
      throws InterruptedException;
}
