package dev.dbsa.adapter.rest.caller;

import dev.dbsa.domain.error.InvalidFieldsException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Who sent the request at hand. */
@RequestScoped
public class Caller {
  private final HttpServerRequest request;
  private final String reviewerHeader;
  private @Nullable String principal;

  Caller(
      HttpServerRequest request,
      @ConfigProperty(name = "app.internal-reviewer-header", defaultValue = "X-Internal-Reviewer")
          String reviewerHeader) {
    this.request = request;
    this.reviewerHeader = reviewerHeader;
  }

  /** Notes the identity that the request proved. */
  public void authenticated(String provenPrincipal) {
    this.principal = provenPrincipal;
  }

  /** The identity that the request proved; {@code null} where it proved none. */
  public @Nullable String principal() {
    return principal;
  }

  /**
   * The person to name in a review: whom the reviewer header names, else the principal, else {@code
   * null}.
   *
   * @throws InvalidFieldsException if the header is there more than once
   */
  public @Nullable String reviewer() {
    List<String> values = request.headers().getAll(reviewerHeader);
    if (values.size() > 1) {
      throw new InvalidFieldsException(reviewerHeader, "must be sent once");
    }
    String named = values.isEmpty() ? "" : decode(values.getFirst()).strip();
    return named.isEmpty() ? principal : named;
  }

  /**
   * HTTP libraries hand headers over byte by byte; clients that send a name beyond ASCII mostly
   * mean UTF-8.
   */
  private static String decode(String header) {
    byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return header;
    }
  }
}
