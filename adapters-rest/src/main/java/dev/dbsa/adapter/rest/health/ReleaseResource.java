package dev.dbsa.adapter.rest.health;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Says which release answers, and nothing of the machine that it runs on; no part of the API. */
@Path("/q/info")
class ReleaseResource {
  /** Set in native executables alone. */
  private static final String IMAGE_CODE = "org.graalvm.nativeimage.imagecode";

  private final ReleaseView view;

  ReleaseResource(@ConfigProperty(name = "quarkus.application.version") String version) {
    String kind = System.getProperty(IMAGE_CODE) == null ? "jvm" : "native";
    this.view = new ReleaseView(new ReleaseView.Build("dbsa", version, kind));
  }

  @GET
  @NonBlocking
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public ReleaseView release() {
    return view;
  }
}
