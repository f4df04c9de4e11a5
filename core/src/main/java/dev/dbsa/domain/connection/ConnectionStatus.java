package dev.dbsa.domain.connection;

import java.util.Locale;

/** What the newest contact with the target database showed. */
public enum ConnectionStatus {
  /** Never contacted. */
  PENDING,
  /** The newest contact succeeded. */
  VERIFIED,
  /** The newest contact failed; the profile's last error message says why. */
  FAILED;

  /** The status's name in the API, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
