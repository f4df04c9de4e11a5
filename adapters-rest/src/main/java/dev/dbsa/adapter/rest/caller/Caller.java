package dev.dbsa.adapter.rest.caller;

import dev.dbsa.adapter.rest.auth.AuthSettings;
import dev.dbsa.adapter.rest.auth.Identity;
import dev.dbsa.adapter.rest.auth.RequestCaller;
import dev.dbsa.domain.auth.Reviewer;
import dev.dbsa.domain.error.InvalidFieldsException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who sent the request at hand. */
@RequestScoped
public class Caller {
  private final RoutingContext context;
  private final String reviewerHeader;

  Caller(RoutingContext context, AuthSettings settings) {
    this.context = context;
    this.reviewerHeader = settings.headers().reviewer();
  }

  /** The identity that the request proved. */
  Identity identity() {
    return RequestCaller.identity(context);
  }

  /** The network address that the request came from. */
  String address() {
    return RequestCaller.address(context);
  }

  /**
   * The person to name in a review: whom the reviewer header names, else the principal, else {@code
   * null}. The name is verified where the request's signature covers it.
   *
   * @throws InvalidFieldsException if the header is there more than once
   */
  public @Nullable Reviewer reviewer() {
    List<String> values = context.request().headers().getAll(reviewerHeader);
    if (values.size() > 1) {
      throw new InvalidFieldsException(reviewerHeader, "must be sent once");
    }
    String named = values.isEmpty() ? "" : decode(values.getFirst()).strip();
    Identity identity = identity();
    if (!named.isEmpty()) {
      boolean own = named.equals(identity.principal());
      return new Reviewer(named, own || identity.covers(reviewerHeader));
    }
    return identity.principal() == null ? null : new Reviewer(identity.principal(), true);
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
