package dev.dbsa.adapter.rest.ai;

import dev.dbsa.domain.backend.BackendStatus;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which backend drafts scripts, and whether it can. */
@Schema(name = "BackendStatus")
record BackendStatusView(
    @Schema(enumeration = {"mock", "llm"}) String backend,
    @Schema(description = "Whether drafts can be expected to succeed.") boolean ready,
    @Schema(
            description =
                "The environment variables of the model endpoint that are missing or invalid; the"
                    + " mock backend needs none of them.",
            examples = "[\"OPENAI_API_KEY\"]")
        List<String> missing,
    @Schema(
            nullable = true,
            description = "The configured base URL, without secrets.",
            examples = "https://api.openai.com/v1")
        @Nullable String baseUrl,
    @Schema(nullable = true, description = "The configured model.", examples = "gpt-4.1-mini")
        @Nullable String model,
    @Schema(description = "How long one attempt may take.", examples = "300") long timeoutSeconds) {

  static BackendStatusView of(BackendStatus status) {
    return new BackendStatusView(
        status.backend(),
        status.ready(),
        status.missing(),
        status.baseUrl(),
        status.model(),
        status.timeout().toSeconds());
  }
}
