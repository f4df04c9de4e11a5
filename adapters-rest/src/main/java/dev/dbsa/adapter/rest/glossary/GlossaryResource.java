package dev.dbsa.adapter.rest.glossary;

import dev.dbsa.adapter.rest.input.JsonBody;
import dev.dbsa.adapter.rest.input.PathId;
import dev.dbsa.port.in.ManageGlossary;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the words of a team mean in a database. */
@Path("/api/connections/{id}/glossary")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Connections", description = "How to reach the databases whose schemas are read.")
class GlossaryResource {
  private final ManageGlossary glossaries;

  GlossaryResource(ManageGlossary glossaries) {
    this.glossaries = glossaries;
  }

  @GET
  @Operation(operationId = "getGlossary", summary = "Read what the words of the team mean")
  @APIResponse(
      responseCode = "200",
      description = "The glossary, which may be empty.",
      content = @Content(schema = @Schema(implementation = GlossaryView.class)))
  @APIResponse(responseCode = "404", description = "There is no such connection.")
  public GlossaryView get(@PathParam("id") String id) {
    return GlossaryView.of(glossaries.get(PathId.connection(id)));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "replaceGlossary",
      summary = "Say what the words of the team mean",
      description =
          "Replaces all terms of the connection. Drafts that are asked for later use them.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = GlossaryRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "The glossary as it is now.",
      content = @Content(schema = @Schema(implementation = GlossaryView.class)))
  @APIResponse(responseCode = "404", description = "There is no such connection.")
  public GlossaryView replace(@PathParam("id") String id, JsonBody body) {
    return GlossaryView.of(glossaries.replace(PathId.connection(id), GlossaryRequest.read(body)));
  }
}
