package dev.dbsa.adapter.rest.schemas;

import dev.dbsa.adapter.rest.idempotency.Repeatable;
import dev.dbsa.adapter.rest.input.PathId;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.port.in.ReadSchemas;
import dev.dbsa.port.in.ReadSchemas.Refreshed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** New readings of a connection's schema. */
@Path("/api/connections/{id}/schema/refresh")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Snapshots", description = "Immutable readings of the databases' schemas.")
class SchemaRefreshResource {
  private final ReadSchemas schemas;
  private final Repeatable repeatable;

  SchemaRefreshResource(ReadSchemas schemas, Repeatable repeatable) {
    this.schemas = schemas;
    this.repeatable = repeatable;
  }

  @POST
  @Operation(
      operationId = "refreshSchema",
      summary = "Read the schema of a connection",
      description =
          "Reads the schema, never rows, and stores it as the connection's next snapshot. A schema"
              + " that equals the newest snapshot answers that one, with changed = false and"
              + " its estimates of rows and sizes renewed.")
  @APIResponse(
      responseCode = "201",
      description = "A new snapshot.",
      headers =
          @Header(
              name = HttpHeaders.LOCATION,
              description = "The path of the snapshot.",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = SnapshotView.class)))
  @APIResponse(
      responseCode = "200",
      description = "The schema equals this snapshot.",
      content = @Content(schema = @Schema(implementation = SnapshotView.class)))
  @APIResponse(
      responseCode = "409",
      description = "The host must not be called, or the secret cannot be decrypted.")
  @APIResponse(responseCode = "502", description = "The target database failed or refused.")
  @APIResponse(responseCode = "504", description = "The target database did not answer in time.")
  public RestResponse<SnapshotView> refresh(@PathParam("id") String id) {
    ConnectionId connection = PathId.connection(id);
    return repeatable.answer(null, null, () -> refresh(connection));
  }

  private RestResponse<SnapshotView> refresh(ConnectionId connection) {
    Refreshed refreshed = schemas.refresh(connection);
    SnapshotView view = SnapshotView.of(refreshed.snapshot(), refreshed.changed());
    if (!refreshed.changed()) {
      return RestResponse.ok(view);
    }
    return ResponseBuilder.create(RestResponse.Status.CREATED, view)
        .header(HttpHeaders.LOCATION, "/api/snapshots/" + view.snapshotId())
        .build();
  }
}
