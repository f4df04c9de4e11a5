package dev.dbsa.adapter.rest.connections;

import dev.dbsa.adapter.rest.idempotency.Repeatable;
import dev.dbsa.adapter.rest.input.JsonBody;
import dev.dbsa.adapter.rest.input.PathId;
import dev.dbsa.adapter.rest.input.QueryParameters;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.port.in.ManageConnections;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Connection profiles. */
@Path("/api/connections")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Connections", description = "How to reach the databases whose schemas are read.")
class ConnectionsResource {
  private final ManageConnections connections;
  private final Repeatable repeatable;

  ConnectionsResource(ManageConnections connections, Repeatable repeatable) {
    this.connections = connections;
    this.repeatable = repeatable;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createConnection",
      summary = "Store a connection",
      description =
          "Stores how to reach a database, without contacting it. The secret is encrypted and never"
              + " shown again.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = ConnectionRequest.class)))
  @APIResponse(
      responseCode = "201",
      description = "Stored.",
      headers =
          @Header(
              name = HttpHeaders.LOCATION,
              description = "The path of the connection.",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = ConnectionView.class)))
  @APIResponse(responseCode = "409", description = "Another connection has the name.")
  public RestResponse<ConnectionView> store(JsonBody body) {
    ConnectionRequest request = ConnectionRequest.read(body);
    return repeatable.inOneTransaction(body, null, () -> store(request));
  }

  private RestResponse<ConnectionView> store(ConnectionRequest request) {
    ConnectionProfile profile =
        connections.store(request.name(), request.endpoint(), Secret.of(request.secret()));
    return ResponseBuilder.create(RestResponse.Status.CREATED, ConnectionView.of(profile))
        .header(HttpHeaders.LOCATION, "/api/connections/" + profile.id())
        .build();
  }

  @GET
  @Operation(
      operationId = "listConnections",
      summary = "List the connections",
      description = "All connections, by name.")
  public ConnectionListView list() {
    List<ConnectionProfile> profiles = connections.list();
    return new ConnectionListView(profiles.stream().map(ConnectionView::of).toList());
  }

  @GET
  @Path("/{id}")
  @Operation(operationId = "getConnection", summary = "Read a connection")
  public ConnectionView get(@PathParam("id") String id) {
    return ConnectionView.of(connections.get(PathId.connection(id)));
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "deleteConnection",
      summary = "Delete a connection",
      description = "Deletes a connection with its snapshots.")
  @Parameter(
      name = "cascade",
      in = ParameterIn.QUERY,
      description = "Whether its generations and their reviews go too.",
      schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
  @APIResponse(responseCode = "204", description = "Deleted.")
  @APIResponse(responseCode = "409", description = "Generations refer to the connection.")
  public void delete(@PathParam("id") String id, @Context UriInfo uri) {
    QueryParameters query = QueryParameters.of(uri);
    Boolean cascade = query.flag("cascade");
    boolean withGenerations = query.finish(() -> Boolean.TRUE.equals(cascade));
    connections.delete(PathId.connection(id), withGenerations);
  }

  @POST
  @Path("/{id}/verify")
  @Operation(
      operationId = "verifyConnection",
      summary = "Try a connection out",
      description =
          "Connects with the stored secret and looks whether the metadata can be read. A failed"
              + " verification is an answer, not an error: the body says why, and so does the"
              + " connection from then on.")
  public VerificationView verify(@PathParam("id") String id) {
    return VerificationView.of(connections.verify(PathId.connection(id)));
  }
}
