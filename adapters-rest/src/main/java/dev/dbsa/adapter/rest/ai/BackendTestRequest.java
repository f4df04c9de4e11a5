package dev.dbsa.adapter.rest.ai;

import dev.dbsa.adapter.rest.input.JsonBody;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.error.Text;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint to try; what is absent is taken from the configuration.
 *
 * @param apiKey {@code null} for the configured one, where the base URL is that too
 */
@Schema(name = "BackendTestRequest")
record BackendTestRequest(
    @Schema(
            description =
                "Called with the key of this request or with none, never with the configured one.",
            maxLength = BackendTestRequest.MAX_URL,
            examples = "http://127.0.0.1:11434/v1")
        @Nullable String baseUrl,
    @Schema(writeOnly = true, maxLength = BackendTestRequest.MAX_KEY, examples = "sk-…")
        @Nullable String apiKey,
    @Schema(
            description = "The model to look for.",
            maxLength = BackendTestRequest.MAX_MODEL,
            examples = "llama3.1")
        @Nullable String model) {
  static final int MAX_URL = 2_000;
  static final int MAX_KEY = 4_096;
  static final int MAX_MODEL = 200;

  /**
   * @throws InvalidFieldsException naming every field that breaks its rule
   */
  static BackendTestRequest read(JsonBody body) {
    String baseUrl = body.optionalText("base_url", text -> checked("base_url", text, MAX_URL));
    String apiKey = body.optionalText("api_key", text -> checked("api_key", text, MAX_KEY));
    String model = body.optionalText("model", text -> checked("model", text, MAX_MODEL));
    return body.finish(() -> new BackendTestRequest(baseUrl, apiKey, model));
  }

  private static String checked(String field, String text, int maxLength) {
    return Text.checked(field, text, maxLength, false);
  }

  @Nullable Secret secret() {
    return apiKey == null ? null : Secret.of(apiKey);
  }

  @Override
  public String toString() {
    return "BackendTestRequest[model=" + model + "]";
  }
}
