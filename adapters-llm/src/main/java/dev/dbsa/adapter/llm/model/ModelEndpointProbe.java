package dev.dbsa.adapter.llm.model;

import dev.dbsa.adapter.llm.client.ModelsProbe;
import dev.dbsa.adapter.llm.client.SettingProblem;
import dev.dbsa.domain.backend.EndpointTest;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.network.AllowedHosts;
import dev.dbsa.port.out.ModelEndpoint;
import io.vertx.core.Vertx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The OpenAI-compatible endpoint of the settings, and others on trial. */
public final class ModelEndpointProbe implements ModelEndpoint, AutoCloseable {
  private final LlmSettings settings;
  private final ModelsProbe probe;

  /**
   * @param allowed the hosts that may be called on trial
   * @param vertx runs the connections; it is not closed with this object
   */
  public ModelEndpointProbe(LlmSettings settings, AllowedHosts allowed, Vertx vertx) {
    this.settings = settings;
    this.probe = new ModelsProbe(settings.client(), allowed, vertx);
  }

  @Override
  public List<String> missing() {
    return settings.problems().stream().map(SettingProblem::setting).distinct().toList();
  }

  @Override
  public @Nullable String baseUrl() {
    return settings.client().displayUrl();
  }

  @Override
  public @Nullable String model() {
    return settings.client().model();
  }

  @Override
  public EndpointTest test(
      @Nullable String baseUrl, @Nullable Secret apiKey, @Nullable String model)
      throws InterruptedException {
    return probe.test(baseUrl, apiKey, model);
  }

  /** Closes all connections; tests under way fail. */
  @Override
  public void close() {
    probe.close();
  }
}
