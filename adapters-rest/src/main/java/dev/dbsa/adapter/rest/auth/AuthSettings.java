package dev.dbsa.adapter.rest.auth;

import dev.dbsa.domain.connection.Secret;
import java.time.Duration;
import java.util.List;

/**
 * How callers prove who they are.
 *
 * @param credentials all are valid at once, so that they can be rotated; not empty unless the mode
 *     is {@link Mode#NONE}
 * @param maxAge how far a signature's time stamp may be from now, in either direction
 */
public record AuthSettings(
    Mode mode, List<Credential> credentials, Headers headers, Duration maxAge) {

  public AuthSettings {
    credentials = List.copyOf(credentials);
    if (mode != Mode.NONE && credentials.isEmpty()) {
      throw new IllegalArgumentException("authentication without a secret lets nobody in");
    }
  }

  /** Everybody is let in. */
  public static AuthSettings none(Headers headers) {
    return new AuthSettings(Mode.NONE, List.of(), headers, Duration.ZERO);
  }

  /** What callers send. */
  public enum Mode {
    /** Nothing. */
    NONE,
    /** A shared token in a header. */
    TOKEN,
    /** A signature over the request in a header. */
    HMAC
  }

  /**
   * A token or a signing secret.
   *
   * @param name tells it apart from others in the audit trail; not secret
   */
  public record Credential(String name, Secret secret) {}

  /** The names of the headers. */
  public record Headers(
      String token, String principal, String timestamp, String signature, String reviewer) {
    public static final Headers DEFAULT =
        new Headers(
            "X-Internal-Token",
            "X-Internal-Principal",
            "X-Internal-Timestamp",
            "X-Internal-Signature",
            "X-Internal-Reviewer");
  }
}
