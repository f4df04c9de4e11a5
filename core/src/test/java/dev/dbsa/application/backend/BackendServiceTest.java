package dev.dbsa.application.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.backend.BackendStatus;
import dev.dbsa.domain.backend.EndpointTest;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.port.out.ModelEndpoint;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BackendServiceTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(300);

  private static BackendStatus status(boolean needsEndpoint, String... missing) {
    return new BackendService("llm", needsEndpoint, new Fixed(List.of(missing)), TIMEOUT).status();
  }

  @Test
  void isReadyOnceNothingIsMissing() {
    assertThat(status(true))
        .isEqualTo(
            new BackendStatus("llm", true, List.of(), "https://models.example/v1", "m", TIMEOUT));
    assertThat(status(true, "OPENAI_API_KEY").ready()).isFalse();
  }

  @Test
  void isReadyWithoutAnEndpointWhereItNeedsNone() {
    BackendStatus status = status(false, "OPENAI_API_KEY");

    assertThat(status.ready()).isTrue();
    assertThat(status.missing()).containsExactly("OPENAI_API_KEY");
  }

  private record Fixed(List<String> missing) implements ModelEndpoint {
    @Override
    public String baseUrl() {
      return "https://models.example/v1";
    }

    @Override
    public String model() {
      return "m";
    }

    @Override
    public EndpointTest test(
        @Nullable String baseUrl, @Nullable Secret apiKey, @Nullable String model) {
      throw new UnsupportedOperationException("not asked for");
    }
  }
}
