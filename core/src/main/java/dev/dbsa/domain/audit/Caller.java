package dev.dbsa.domain.audit;

import dev.dbsa.domain.auth.Reviewer;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf something happens.
 *
 * @param principal the service that signed the request; {@code null} where requests are not signed
 * @param credential name of the token or signing secret that let the caller in, never its value;
 *     {@code null} where nothing was asked for
 * @param reviewer the person named by the request; {@code null} where it names none
 * @param address the network address that the request came from; {@code null} where it came from
 *     within
 */
public record Caller(
    @Nullable String principal,
    @Nullable String credential,
    @Nullable Reviewer reviewer,
    @Nullable String address) {

  /** Nobody asked: the service acts by itself. */
  public static final Caller SERVICE = new Caller(null, null, null, null);

  /**
   * Whose share of what is limited the caller uses up: that of the principal, else of the token at
   * the address; {@code null} where nobody had to say who they are.
   */
  public @Nullable String share() {
    if (principal != null) {
      return "principal " + principal;
    }
    return credential == null ? null : "token " + credential + " at " + address;
  }
}
