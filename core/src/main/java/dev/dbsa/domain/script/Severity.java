package dev.dbsa.domain.script;

import java.util.Locale;

/** How much a finding matters. */
public enum Severity {
  /** The server refuses the statement, or it cannot mean what was asked. */
  ERROR,
  /** The server takes it, but a reviewer should look twice. */
  WARNING,
  /** Good to know. */
  INFO;

  /** The severity's name in the API, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
