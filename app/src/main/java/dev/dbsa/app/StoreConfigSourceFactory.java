package dev.dbsa.app;

import dev.dbsa.adapter.persistence.dialect.StoreKind;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.common.utils.StringUtil;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Translates {@code APP_DB_URL} and its companions into the settings of the metadata store's data
 * source.
 */
public final class StoreConfigSourceFactory implements ConfigSourceFactory {
  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    Optional<String> url = value(context, "app.db-url");
    if (url.isEmpty()) {
      return List.of();
    }
    StoreUrl store = StoreUrl.parse(url.get());
    Map<String, String> settings = new HashMap<>();
    StoreKind.settings(
            store.jdbcUrl(),
            value(context, "app.db-username").orElse(store.username()),
            password(context).orElse(store.password()))
        .forEach(
            (name, value) ->
                settings.put(
                    StringUtil.replaceNonAlphanumericByUnderscores(name).toUpperCase(Locale.ROOT),
                    value));
    return List.of(new StoreConfigSource(settings));
  }

  private static Optional<String> password(ConfigSourceContext context) {
    return value(context, "app.db-password-file")
        .map(file -> SecretFile.read("APP_DB_PASSWORD_FILE", file))
        .or(() -> value(context, "app.db-password"));
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
