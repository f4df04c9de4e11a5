package dev.dbsa.adapter.rest.schemas;

import dev.dbsa.adapter.rest.input.PathId;
import dev.dbsa.domain.schema.SnapshotSummary;
import dev.dbsa.port.in.ReadSchemas;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The snapshots of a connection. */
@Path("/api/connections/{id}/snapshots")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Snapshots")
class ConnectionSnapshotsResource {
  private final ReadSchemas schemas;

  ConnectionSnapshotsResource(ReadSchemas schemas) {
    this.schemas = schemas;
  }

  @GET
  @Operation(
      operationId = "listSnapshots",
      summary = "List the snapshots of a connection",
      description = "All snapshots, newest first.")
  public SnapshotListView list(@PathParam("id") String id) {
    List<SnapshotSummary> snapshots = schemas.list(PathId.connection(id));
    return new SnapshotListView(snapshots.stream().map(SnapshotView::of).toList());
  }
}
