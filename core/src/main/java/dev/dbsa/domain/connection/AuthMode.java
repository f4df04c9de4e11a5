package dev.dbsa.domain.connection;

import java.util.Locale;

/** How the target database authenticates the profile's user. */
public enum AuthMode {
  /** The profile's secret is the user's password. */
  PASSWORD;

  /** The mode's name in the API, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
