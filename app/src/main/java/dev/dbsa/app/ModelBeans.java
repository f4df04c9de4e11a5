package dev.dbsa.app;

import dev.dbsa.adapter.llm.client.CallObserver;
import dev.dbsa.adapter.llm.client.ClientSettings;
import dev.dbsa.adapter.llm.link.SchemaLinker;
import dev.dbsa.adapter.llm.model.LlmSettings;
import dev.dbsa.domain.connection.Secret;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the backends need that draft scripts. */
class ModelBeans {
  @Produces
  @Singleton
  SchemaLinker schemaLinker() {
    return new SchemaLinker();
  }

  /**
   * Whatever is missing or invalid fails the generations, with a message that names the setting.
   */
  @Produces
  @Singleton
  LlmSettings llmSettings(ModelSettings.Endpoint endpoint, ModelSettings settings) {
    Secret apiKey =
        endpoint
            .apiKeyFile()
            .map(file -> SecretFile.read("OPENAI_API_KEY_FILE", file))
            .or(endpoint::apiKey)
            .map(Secret::of)
            .orElse(null);
    ClientSettings client =
        new ClientSettings(
            endpoint.baseUrl().orElse(null),
            apiKey,
            endpoint.modelName().orElse(null),
            settings.apiKeyHeader(),
            settings.extraHeaders().map(Secret::of).orElse(null),
            settings.proxy().map(Secret::of).orElse(null),
            Duration.ofSeconds(settings.connectTimeoutSeconds()),
            Duration.ofSeconds(settings.readTimeoutSeconds()),
            settings.maxRetries(),
            settings.maxConnections(),
            settings.maxAnswerBytes(),
            temperature(settings.temperature()));
    return new LlmSettings(
        client, settings.schemaForm(), settings.schemaTokenBudget(), settings.repairAttempts());
  }

  private static @Nullable Double temperature(String text) {
    if (text.equals("default")) {
      return null;
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw new ConfigurationException("APP_LLM_TEMPERATURE must be a number, or the word default");
    }
  }

  @Produces
  @Singleton
  CallObserver callObserver(MeterRegistry meters) {
    return call -> {
      meters
          .timer("dbsa.model.calls", "model", call.model(), "outcome", call.outcome())
          .record(call.latency());
      count(meters, "prompt", call.model(), call.promptTokens());
      count(meters, "completion", call.model(), call.completionTokens());
    };
  }

  private static void count(
      MeterRegistry meters, String kind, String model, @Nullable Long tokens) {
    if (tokens != null) {
      meters.counter("dbsa.model.tokens", "model", model, "kind", kind).increment(tokens);
    }
  }
}
