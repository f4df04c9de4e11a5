package dev.dbsa.adapter.rest.generations;

import dev.dbsa.adapter.rest.input.Choice;
import dev.dbsa.adapter.rest.input.JsonBody;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.sql.ScriptMode;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A draft that somebody asks for. */
@Schema(
    name = "GenerationRequest",
    requiredProperties = {"connection_id", "snapshot_id", "request_text", "script_mode"})
record GenerationRequest(
    UUID connectionId,
    @Schema(description = "A snapshot of this connection.") UUID snapshotId,
    @Schema(
            description = "What the script should do, in natural language; trimmed.",
            minLength = 1,
            maxLength = RequestText.MAX_LENGTH,
            examples = "show latest orders")
        String requestText,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"query", "dml", "ddl", "migration", "maintenance"},
            examples = "query")
        ScriptMode scriptMode) {

  /**
   * @throws InvalidFieldsException naming every field that breaks its rule
   */
  static GenerationRequest read(JsonBody body) {
    UUID connectionId = body.id("connection_id");
    UUID snapshotId = body.id("snapshot_id");
    String requestText = body.text("request_text");
    ScriptMode scriptMode = body.choice("script_mode", Choice.SCRIPT_MODE);
    return body.finish(
        () -> {
          var request = new GenerationRequest(connectionId, snapshotId, requestText, scriptMode);
          request.text();
          return request;
        });
  }

  /**
   * @throws InvalidFieldsException if the text breaks its rules
   */
  RequestText text() {
    return new RequestText(requestText);
  }
}
