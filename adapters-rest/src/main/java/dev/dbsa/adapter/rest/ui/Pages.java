package dev.dbsa.adapter.rest.ui;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The pages of the workflow: one frame for all addresses, whose script shows the view that the
 * address names.
 */
@Path("/")
@RunOnVirtualThread
class Pages {
  private static final String VIEWS =
      "connections|snapshots|ask|drafts|history|audit|playground|rules|ai";

  private final Template template;
  private final PageFrame frame;

  Pages(@Location("ui/app.html") Template template, PageFrame frame) {
    this.template = template;
    this.frame = frame;
  }

  @GET
  @Operation(hidden = true)
  public RestResponse<Void> start() {
    return RestResponse.seeOther(URI.create("/ui/"));
  }

  @GET
  @Path("ui")
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public RestResponse<String> show() {
    return frame.answer(template);
  }

  @GET
  @Path("ui/{view: (?:" + VIEWS + ")(?:/[0-9a-z/-]*)?}")
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public RestResponse<String> showView() {
    return frame.answer(template);
  }
}
