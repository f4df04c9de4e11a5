package dev.dbsa.domain.auth;

import org.jspecify.annotations.Nullable;

/**
 * The person whom a request names as the one who decides.
 *
 * @param verified whether the request's signature covers the name: then whoever holds the signing
 *     secret says so, otherwise anybody on the way may have
 */
public record Reviewer(String name, boolean verified) {

  /** A name that nobody vouches for. */
  public static Reviewer claimed(String name) {
    return new Reviewer(name, false);
  }

  /** The name; {@code null} of nobody. */
  public static @Nullable String name(@Nullable Reviewer reviewer) {
    return reviewer == null ? null : reviewer.name();
  }

  /** Whether there is somebody, and the name is covered. */
  public static boolean isVerified(@Nullable Reviewer reviewer) {
    return reviewer != null && reviewer.verified();
  }
}
