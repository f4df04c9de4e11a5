package dev.dbsa.adapter.rest.ai;

import dev.dbsa.adapter.rest.input.JsonBody;
import dev.dbsa.adapter.rest.input.OptionalBody;
import dev.dbsa.port.in.InspectBackend;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The backend that drafts scripts. */
@Path("/api/ai/backend")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Backend", description = "The backend that drafts scripts.")
class BackendResource {
  private final InspectBackend backend;

  BackendResource(InspectBackend backend) {
    this.backend = backend;
  }

  @GET
  @Path("/status")
  @Operation(
      operationId = "getBackendStatus",
      summary = "Read the backend's state",
      description = "Which backend is configured, and what it lacks. Calls nobody; never a key.")
  public BackendStatusView status() {
    return BackendStatusView.of(backend.status());
  }

  @POST
  @Path("/test")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "testBackend",
      summary = "Try a model endpoint",
      description =
          "Asks the configured endpoint, or the one of the body, for its models. A failure is an"
              + " answer, not an error. The configured key is only ever sent to the configured base"
              + " URL; link-local and cloud metadata addresses are never called, and no redirect is"
              + " followed.")
  @RequestBody(content = @Content(schema = @Schema(implementation = BackendTestRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "What came of it.",
      content = @Content(schema = @Schema(implementation = BackendTestView.class)))
  public BackendTestView test(@OptionalBody JsonBody body) throws InterruptedException {
    BackendTestRequest request = BackendTestRequest.read(body);
    return BackendTestView.of(backend.test(request.baseUrl(), request.secret(), request.model()));
  }
}
