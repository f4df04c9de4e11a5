package dev.dbsa.adapter.rest.ui;

import dev.dbsa.adapter.rest.auth.AuthSettings;
import io.quarkus.qute.Template;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * What all pages have in common: they are open to everybody, so they say nothing but how callers
 * have to prove who they are, and what a browser may do with them.
 */
@Singleton
class PageFrame {
  /** Scripts, styles and calls of our own origin; nothing inline, nothing from elsewhere. */
  static final String CONTENT_SECURITY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final AuthSettings auth;

  PageFrame(AuthSettings auth) {
    this.auth = auth;
  }

  RestResponse<String> answer(Template template) {
    String page =
        template
            .data("mode", auth.mode().name().toLowerCase(Locale.ROOT))
            .data("tokenHeader", auth.headers().token())
            .data("principalHeader", auth.headers().principal())
            .data("timestampHeader", auth.headers().timestamp())
            .data("signatureHeader", auth.headers().signature())
            .data("reviewerHeader", auth.headers().reviewer())
            .render();
    return ResponseBuilder.ok(page, MediaType.TEXT_HTML + ";charset=UTF-8")
        .header("Content-Security-Policy", CONTENT_SECURITY)
        .build();
  }
}
