package dev.dbsa.adapter.rest.validations;

import dev.dbsa.adapter.rest.input.JsonBody;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.port.in.ValidateScripts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Checks of scripts that people bring along. */
@Path("/api/validations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Validations", description = "Checks of scripts that people bring along.")
class ValidationsResource {
  private final ValidateScripts scripts;

  ValidationsResource(ValidateScripts scripts) {
    this.scripts = scripts;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "validateScript",
      summary = "Check a script",
      description =
          "Checks a script as a generated one would be. Nothing is stored, nothing is executed;"
              + " whatever is wrong with the script is a finding, not an error.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = ValidationRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "The findings.",
      content = @Content(schema = @Schema(implementation = ScriptAnalysisView.class)))
  @APIResponse(responseCode = "404", description = "There is no such snapshot.")
  public ScriptAnalysisView validate(JsonBody body) {
    return ScriptAnalysisView.of(analyze(ValidationRequest.read(body)));
  }

  private ScriptAnalysis analyze(ValidationRequest request) {
    ScriptMode mode = request.scriptMode();
    ScriptScope scope = mode == null ? ScriptScope.OPEN : ScriptScope.of(mode);
    if (request.snapshotId() != null) {
      return scripts.validate(request.script(), new SnapshotId(request.snapshotId()), scope);
    }
    return scripts.validate(request.script(), Objects.requireNonNull(request.dialect()), scope);
  }
}
