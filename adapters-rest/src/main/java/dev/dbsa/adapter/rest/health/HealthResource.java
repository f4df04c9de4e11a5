package dev.dbsa.adapter.rest.health;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Says that the process answers; whether its dependencies do is for {@code /q/health/ready}. */
@Path("/health")
@Tag(name = "Health")
class HealthResource {

  private static final HealthView OK = new HealthView("ok");

  /** On the thread that reads the request: it answers even where all others are busy. */
  @GET
  @NonBlocking
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "getHealth", summary = "Liveness of the process")
  public HealthView health() {
    return OK;
  }
}
