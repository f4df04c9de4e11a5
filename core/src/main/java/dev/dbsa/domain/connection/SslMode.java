package dev.dbsa.domain.connection;

import java.util.Locale;
import java.util.Optional;

/** How the connection to the target database is encrypted. */
public enum SslMode {
  /** Never encrypted. */
  DISABLE,
  /** Encrypted where the server offers it; the certificate is not checked. */
  PREFER,
  /** Always encrypted; the certificate is not checked. */
  REQUIRE,
  /** Always encrypted; certificate chain and host name are checked. */
  VERIFY_FULL;

  /** The mode's name in the API: {@code verify-full} for {@link #VERIFY_FULL}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads a name as clients write it. */
  public static Optional<SslMode> find(String name) {
    for (SslMode mode : values()) {
      if (mode.label().equals(name)) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }
}
