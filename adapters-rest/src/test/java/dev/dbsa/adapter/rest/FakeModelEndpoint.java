package dev.dbsa.adapter.rest;

import dev.dbsa.domain.backend.EndpointTest;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.port.out.ModelEndpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An endpoint without a key; on trial it says what it was asked with. */
final class FakeModelEndpoint implements ModelEndpoint {
  @Override
  public List<String> missing() {
    return List.of("OPENAI_API_KEY");
  }

  @Override
  public String baseUrl() {
    return "https://models.example/v1";
  }

  @Override
  public @Nullable String model() {
    return null;
  }

  @Override
  public EndpointTest test(
      @Nullable String baseUrl, @Nullable Secret apiKey, @Nullable String model) {
    if (baseUrl == null) {
      return new EndpointTest(false, null, 0, List.of(), null, "OPENAI_API_KEY is not set");
    }
    String key = apiKey == null ? "no key" : apiKey.reveal();
    return new EndpointTest(true, 200, 7, List.of(baseUrl, key), model == null ? null : true, null);
  }
}
