package dev.dbsa.adapter.rest.audit;

import dev.dbsa.adapter.rest.input.Choice;
import dev.dbsa.adapter.rest.input.QueryParameters;
import dev.dbsa.adapter.rest.page.PageParameters;
import dev.dbsa.domain.audit.AuditAction;
import dev.dbsa.domain.audit.AuditQuery;
import dev.dbsa.port.in.ReadAudit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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

/** Who did what, and when. */
@Path("/api/audit")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Audit", description = "Who did what, and when.")
class AuditResource {
  private static final int MAX_NAME = 200;
  private static final Choice<AuditAction> ACTION =
      Choice.of(AuditAction.values(), AuditAction::label);

  private final ReadAudit audit;

  AuditResource(ReadAudit audit) {
    this.audit = audit;
  }

  @GET
  @Operation(
      operationId = "listAudit",
      summary = "List what was done",
      description =
          "A page of the audit trail, newest first. Filters that are given must all hold.")
  @Parameter(name = "action", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "object_id",
      in = ParameterIn.QUERY,
      schema = @Schema(type = SchemaType.STRING, format = "uuid"))
  @Parameter(name = "principal", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
  @Parameter(name = "reviewer", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "from",
      in = ParameterIn.QUERY,
      description = "Not earlier than this.",
      schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @Parameter(
      name = "to",
      in = ParameterIn.QUERY,
      description = "Earlier than this.",
      schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @Parameter(
      name = "page",
      in = ParameterIn.QUERY,
      schema = @Schema(type = SchemaType.INTEGER, minimum = "1", defaultValue = "1"))
  @Parameter(
      name = "page_size",
      in = ParameterIn.QUERY,
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
  public AuditPageView list(@Context UriInfo uri) {
    QueryParameters query = QueryParameters.of(uri);
    var action = query.choice("action", ACTION);
    var object = query.id("object_id");
    var principal = query.text("principal", MAX_NAME);
    var reviewer = query.text("reviewer", MAX_NAME);
    var from = query.time("from");
    var to = query.time("to");
    var page = PageParameters.read(query);
    return AuditPageView.of(
        audit.find(
            query.finish(
                () ->
                    new AuditQuery(
                        action, object, principal, reviewer, from, to, page.toRequest()))));
  }
}
