package dev.dbsa.port.out;

import dev.dbsa.domain.backend.EndpointTest;
import dev.dbsa.domain.connection.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The endpoint of a language model, configured or on trial. Safe to call concurrently. */
public interface ModelEndpoint {
  /** The settings that are missing or invalid, by the names of their environment variables. */
  List<String> missing();

  /** The configured base URL without secrets; {@code null} where there is no usable one. */
  @Nullable String baseUrl();

  /** The configured model; {@code null} where there is none. */
  @Nullable String model();

  /**
   * Asks an endpoint for its models. The configured key is sent to the configured base URL only: a
   * base URL on trial is called with the key on trial or with none. Addresses of the local link and
   * of cloud metadata services are never called, redirects are not followed. Interrupting the
   * calling thread closes the connection.
   *
   * @param baseUrl {@code null} for the configured one
   * @param apiKey {@code null} for the configured one, where the base URL is that too
   * @param model the model to look for; {@code null} for the configured one
   * @throws dev.dbsa.domain.error.InvalidFieldsException if the base URL or the key cannot be used
   * @throws InterruptedException if the calling thread was interrupted
   */
  EndpointTest test(@Nullable String baseUrl, @Nullable Secret apiKey, @Nullable String model)
      throws InterruptedException;
}
