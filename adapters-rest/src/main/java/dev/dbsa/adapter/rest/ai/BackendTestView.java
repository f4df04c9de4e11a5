package dev.dbsa.adapter.rest.ai;

import dev.dbsa.domain.backend.EndpointTest;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What came of asking a model endpoint for its models. */
@Schema(name = "BackendTest")
record BackendTestView(
    @Schema(description = "Whether the endpoint answered with a list of models.") boolean ok,
    @Schema(
            nullable = true,
            description = "The status of its answer; null where there was none.",
            examples = "200")
        @Nullable Integer httpStatus,
    @Schema(examples = "143") long latencyMs,
    @Schema(description = "The names of its models.", examples = "[\"gpt-4.1-mini\"]")
        List<String> models,
    @Schema(
            nullable = true,
            description = "Whether the wanted model is among them; null where that is open.")
        @Nullable Boolean modelAvailable,
    @Schema(nullable = true, description = "What went wrong, for people.") @Nullable String error) {

  static BackendTestView of(EndpointTest test) {
    return new BackendTestView(
        test.ok(),
        test.httpStatus(),
        test.latencyMillis(),
        test.models(),
        test.modelAvailable(),
        test.error());
  }
}
