package dev.dbsa.adapter.rest.schemas;

import dev.dbsa.adapter.rest.input.Choice;
import dev.dbsa.adapter.rest.input.PathId;
import dev.dbsa.adapter.rest.input.QueryParameters;
import dev.dbsa.adapter.rest.page.PageParameters;
import dev.dbsa.domain.history.PageRequest;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.port.in.ReadSchemas;
import dev.dbsa.port.out.SnapshotFiles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Snapshots and what they hold. */
@Path("/api/snapshots")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Snapshots")
class SnapshotsResource {
  private static final Choice<SchemaObjectType> OBJECT_TYPE =
      Choice.of(SchemaObjectType.values(), SchemaObjectType::label);

  private final ReadSchemas schemas;
  private final SnapshotFiles files;

  SnapshotsResource(ReadSchemas schemas, SnapshotFiles files) {
    this.schemas = schemas;
    this.files = files;
  }

  @GET
  @Path("/{id}")
  @Operation(operationId = "getSnapshot", summary = "Read the summary of a snapshot")
  public SnapshotView get(@PathParam("id") String id) {
    return SnapshotView.of(schemas.getSummary(PathId.snapshot("id", id)));
  }

  @GET
  @Path("/{id}/objects")
  @Operation(
      operationId = "listSnapshotObjects",
      summary = "Browse the objects of a snapshot",
      description =
          "Tables and views come first, then sequences, types, routines, triggers and extensions,"
              + " each by schema and name.")
  @Parameter(
      name = "search",
      in = ParameterIn.QUERY,
      description =
          "A part of the object's name (with or without its schema), of its comment or of a column's"
              + " name, in any letter case.",
      schema = @Schema(type = SchemaType.STRING, maxLength = SchemaObjects.MAX_SEARCH_LENGTH))
  @Parameter(
      name = "type",
      in = ParameterIn.QUERY,
      description = "Objects of this type only.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {
                "table",
                "partitioned_table",
                "foreign_table",
                "view",
                "materialized_view",
                "sequence",
                "enum",
                "domain",
                "composite",
                "range",
                "base_type",
                "function",
                "procedure",
                "aggregate",
                "window",
                "trigger",
                "extension"
              }))
  @Parameter(
      name = "page",
      in = ParameterIn.QUERY,
      schema = @Schema(type = SchemaType.INTEGER, minimum = "1", defaultValue = "1"))
  @Parameter(
      name = "page_size",
      in = ParameterIn.QUERY,
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
  public SchemaObjectPageView objects(@PathParam("id") String id, @Context UriInfo uri) {
    QueryParameters query = QueryParameters.of(uri);
    var search = query.text("search", SchemaObjects.MAX_SEARCH_LENGTH);
    var type = query.choice("type", OBJECT_TYPE);
    PageParameters parameters = PageParameters.read(query);
    PageRequest page = query.finish(parameters::toRequest);
    DatabaseSchema schema = schemas.get(PathId.snapshot("id", id)).schema();
    return SchemaObjects.find(schema, search, type, page);
  }

  @GET
  @Path("/{id}/file")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(
      operationId = "getSnapshotFile",
      summary = "Take a snapshot along as a file",
      description =
          "The file that dbsa check --snapshot reads: versioned, with a checksum, without rows, host,"
              + " account or password.")
  public RestResponse<byte[]> file(@PathParam("id") String id) {
    SchemaSnapshot snapshot = schemas.get(PathId.snapshot("id", id));
    byte[] file = files.write(snapshot.schema(), snapshot.summary().createdAt());
    return ResponseBuilder.ok(file, MediaType.APPLICATION_OCTET_STREAM_TYPE)
        .header(
            "Content-Disposition",
            "attachment; filename=\"" + snapshot.summary().id() + ".dbsa-snapshot\"")
        .build();
  }

  @GET
  @Path("/{id}/diff/{other}")
  @Operation(
      operationId = "diffSnapshots",
      summary = "Compare two snapshots",
      description =
          "Tells what changed from the first snapshot to the other one. They may belong to different"
              + " connections.")
  public SchemaDiffView diff(@PathParam("id") String id, @PathParam("other") String other) {
    SnapshotId from = PathId.snapshot("id", id);
    SnapshotId to = PathId.snapshot("other", other);
    return SchemaDiffView.of(from, to, schemas.diff(from, to));
  }
}
