package dev.dbsa.adapter.rest.auth;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a request proved to come from.
 *
 * @param principal the name that the request was signed with; {@code null} where requests are not
 *     signed
 * @param credential name of the token or secret; {@code null} where nothing was asked for
 * @param signed names of the headers that the signature covers, in lower case
 */
public record Identity(
    @Nullable String principal, @Nullable String credential, Set<String> signed) {
  /** Nothing was asked for. */
  static final Identity ANONYMOUS = new Identity(null, null, Set.of());

  public Identity {
    signed = Set.copyOf(signed);
  }

  /** Whether the signature covers a header. */
  public boolean covers(String header) {
    return signed.contains(header.toLowerCase(Locale.ROOT));
  }
}
