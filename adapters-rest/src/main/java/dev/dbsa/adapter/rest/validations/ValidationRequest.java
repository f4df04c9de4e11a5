package dev.dbsa.adapter.rest.validations;

import dev.dbsa.adapter.rest.input.Choice;
import dev.dbsa.adapter.rest.input.JsonBody;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.script.ScriptText;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A script to check, against a snapshot or on its own.
 *
 * @param dialect {@code null} exactly where a snapshot is named
 * @param snapshotId {@code null} exactly where a dialect is named
 * @param scriptMode {@code null} where nothing limits what the script may do
 */
@Schema(
    name = "ValidationRequest",
    description = "Names either a snapshot or a dialect.",
    requiredProperties = "script_text")
record ValidationRequest(
    @Schema(
            description = "Verbatim, not blank.",
            minLength = 1,
            maxLength = ScriptText.MAX_LENGTH,
            examples = "SELECT * FROM orders LIMIT 20;")
        String scriptText,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"mysql", "postgresql", "postgres"},
            description = "Checks the text alone, without knowing any table.")
        @Nullable Dialect dialect,
    @Schema(description = "Checks against this snapshot, in its dialect.")
        @Nullable UUID snapshotId,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"query", "dml", "ddl", "migration", "maintenance"},
            description = "What the script may do; a statement that does more is an error.")
        @Nullable ScriptMode scriptMode) {

  /**
   * @throws InvalidFieldsException naming every field that breaks its rule
   */
  static ValidationRequest read(JsonBody body) {
    String scriptText = body.text("script_text");
    Dialect dialect = body.optionalChoice("dialect", Choice.DIALECT);
    UUID snapshotId = body.optionalId("snapshot_id");
    ScriptMode mode = body.optionalChoice("script_mode", Choice.SCRIPT_MODE);
    if (body.has("dialect") == body.has("snapshot_id")) {
      body.reject(
          "snapshot_id",
          body.has("dialect")
              ? "excludes dialect: a snapshot has its own"
              : "is required where there is no dialect");
    }
    return body.finish(
        () -> {
          var request = new ValidationRequest(scriptText, dialect, snapshotId, mode);
          request.script();
          return request;
        });
  }

  /**
   * @throws InvalidFieldsException if the text breaks its rules
   */
  ScriptText script() {
    return ScriptText.of("script_text", scriptText);
  }
}
