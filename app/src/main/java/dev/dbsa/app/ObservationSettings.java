package dev.dbsa.app;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Translates {@code APP_LOG_FORMAT}, {@code APP_LOG_LEVEL} and {@code APP_OTLP_ENDPOINT} into the
 * settings of the framework's logs and traces.
 */
public final class ObservationSettings implements ConfigSourceFactory {
  private static final Set<String> LEVELS =
      Set.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE", "OFF");

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    Map<String, String> settings = new HashMap<>();
    value(context, "app.log-format")
        .ifPresent(format -> settings.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", isJson(format)));
    value(context, "app.log-level").ifPresent(ObservationSettings::checkLevel);
    value(context, "app.otlp-endpoint")
        .map(ObservationSettings::checkedEndpoint)
        .ifPresent(
            endpoint -> {
              settings.put("QUARKUS_OTEL_SDK_DISABLED", "false");
              settings.put("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
              settings.put("QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
            });
    // Counts as a part of the environment, so that nothing of it is built into the program.
    return settings.isEmpty()
        ? List.of()
        : List.of(new EnvConfigSource(settings, StoreConfigSource.ORDINAL));
  }

  private static String isJson(String format) {
    return switch (format) {
      case "json" -> "true";
      case "text" -> "false";
      default -> throw new ConfigurationException("APP_LOG_FORMAT is neither text nor json");
    };
  }

  private static void checkLevel(String level) {
    if (!LEVELS.contains(level)) {
      throw new ConfigurationException(
          "APP_LOG_LEVEL is none of ERROR, WARN, INFO, DEBUG, TRACE and OFF");
    }
  }

  private static String checkedEndpoint(String endpoint) {
    try {
      URI uri = new URI(endpoint);
      if (Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null) {
        return endpoint;
      }
    } catch (URISyntaxException _) {
      // told below, without the address, which may hold a password
    }
    throw new ConfigurationException(
        "APP_OTLP_ENDPOINT is no address such as http://127.0.0.1:4318");
  }

  private static Optional<String> value(ConfigSourceContext context, String name) {
    ConfigValue value = context.getValue(name);
    return value == null
        ? Optional.empty()
        : Optional.ofNullable(value.getValue()).filter(v -> !v.isBlank());
  }

  @Override
  public OptionalInt getPriority() {
    return OptionalInt.of(StoreConfigSource.ORDINAL);
  }
}
