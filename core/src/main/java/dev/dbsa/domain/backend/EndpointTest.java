package dev.dbsa.domain.backend;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking a model endpoint for its models.
 *
 * @param ok whether it answered with a list of models
 * @param httpStatus {@code null} where there was no answer
 * @param models the names of its models; empty unless {@code ok}
 * @param modelAvailable whether the wanted model is among them; {@code null} where no model is
 *     wanted or the endpoint did not say
 * @param error what went wrong, for people; free of secrets; {@code null} where nothing did
 */
public record EndpointTest(
    boolean ok,
    @Nullable Integer httpStatus,
    long latencyMillis,
    List<String> models,
    @Nullable Boolean modelAvailable,
    @Nullable String error) {
  public EndpointTest {
    models = List.copyOf(models);
  }
}
