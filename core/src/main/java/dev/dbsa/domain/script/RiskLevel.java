package dev.dbsa.domain.script;

import java.util.Locale;

/** How bad it would be to run a script unread; from least to worst. */
public enum RiskLevel {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** The level's name in the API, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
