package dev.dbsa.adapter.rest.ui;

import dev.dbsa.adapter.rest.auth.AuthSettings;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * The page about the model backend. It is open to everybody, so it says nothing but how callers
 * have to prove who they are; everything else comes from the API.
 */
@Path("/ui/ai")
@RunOnVirtualThread
class AiPage {
  private final Template template;
  private final AuthSettings auth;

  AiPage(@Location("ui/ai.html") Template template, AuthSettings auth) {
    this.template = template;
    this.auth = auth;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public RestResponse<String> show() {
    String page =
        template
            .data("mode", auth.mode().name().toLowerCase(Locale.ROOT))
            .data("tokenHeader", auth.headers().token())
            .data("principalHeader", auth.headers().principal())
            .data("timestampHeader", auth.headers().timestamp())
            .data("signatureHeader", auth.headers().signature())
            .render();
    return ResponseBuilder.ok(page, MediaType.TEXT_HTML + ";charset=UTF-8")
        .header("Content-Security-Policy", PagePolicy.CONTENT_SECURITY)
        .build();
  }
}
