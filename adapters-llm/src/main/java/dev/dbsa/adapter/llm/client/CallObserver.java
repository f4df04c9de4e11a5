package dev.dbsa.adapter.llm.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Is told of every HTTP call to the model, for metrics. Must be quick and must not throw. */
@FunctionalInterface
public interface CallObserver {
  /** Looks away. */
  CallObserver NONE = _ -> {};

  void called(ModelCall call);

  /**
   * @param model the configured model
   * @param outcome {@code ok}, {@code canceled}, or the name of what failed in lower case, such as
   *     {@code rate_limited}
   * @param promptTokens {@code null} where nothing was counted
   * @param completionTokens {@code null} where nothing was counted
   */
  record ModelCall(
      String model,
      String outcome,
      Duration latency,
      @Nullable Long promptTokens,
      @Nullable Long completionTokens) {}
}
