package dev.dbsa.adapter.rest.auth;

import org.jspecify.annotations.Nullable;

/**
 * Who a request proved to come from.
 *
 * @param principal the name that the request was signed with; {@code null} where requests are not
 *     signed
 * @param credential name of the token or secret; {@code null} where nothing was asked for
 */
public record Identity(@Nullable String principal, @Nullable String credential) {
  /** Nothing was asked for. */
  static final Identity ANONYMOUS = new Identity(null, null);
}
