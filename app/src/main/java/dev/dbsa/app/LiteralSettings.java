package dev.dbsa.app;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Expressions;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Takes the service's own settings as they stand. In any other setting <code>${name}</code> refers
 * to a setting of that name; in a password it is a part of the password.
 */
@Priority(Priorities.LIBRARY + 310) // outside of the interceptor that resolves references, at 300
public final class LiteralSettings implements ConfigSourceInterceptor {
  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
    if (name.startsWith("app.") || name.startsWith("openai.")) {
      return Expressions.withoutExpansion(() -> context.proceed(name));
    }
    if (name.startsWith(StoreConfigSource.DATASOURCE)) {
      @Nullable ConfigValue value = Expressions.withoutExpansion(() -> context.proceed(name));
      if (value != null && StoreConfigSource.NAME.equals(value.getConfigSourceName())) {
        return value;
      }
    }
    return context.proceed(name);
  }
}
