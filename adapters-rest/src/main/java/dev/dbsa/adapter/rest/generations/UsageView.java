package dev.dbsa.adapter.rest.generations;

import dev.dbsa.domain.generation.Usage;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the attempt took that led to the draft. */
@Schema(name = "Usage")
record UsageView(
    @Schema(enumeration = {"mock", "llm"}) String backend,
    @Schema(
            nullable = true,
            description = "As the model's endpoint names it; null without a model.",
            examples = "gpt-4.1-mini-2025-04-14")
        @Nullable String model,
    @Schema(nullable = true, description = "Null where nobody counts.", examples = "1842")
        @Nullable Long promptTokens,
    @Schema(nullable = true, description = "Null where nobody counts.", examples = "312")
        @Nullable Long completionTokens,
    @Schema(description = "The time spent waiting for the model.", examples = "4210")
        long latencyMs,
    @Schema(description = "How often the backend was asked.", examples = "1") int rounds,
    @Schema(
            nullable = true,
            description = "The version of the prompt's words; null without a model.",
            examples = "draft-2")
        @Nullable String promptVersion) {

  static UsageView of(Usage usage) {
    return new UsageView(
        usage.backend(),
        usage.model(),
        usage.promptTokens(),
        usage.completionTokens(),
        usage.latencyMillis(),
        usage.rounds(),
        usage.promptVersion());
  }
}
