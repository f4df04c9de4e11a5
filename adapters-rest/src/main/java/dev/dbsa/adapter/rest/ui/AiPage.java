package dev.dbsa.adapter.rest.ui;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/** The page about the model backend. */
@Path("/ui/ai")
@RunOnVirtualThread
class AiPage {
  private final Template template;
  private final PageFrame frame;

  AiPage(@Location("ui/ai.html") Template template, PageFrame frame) {
    this.template = template;
    this.frame = frame;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public RestResponse<String> show() {
    return frame.answer(template);
  }
}
