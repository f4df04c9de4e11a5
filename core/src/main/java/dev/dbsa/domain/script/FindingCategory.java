package dev.dbsa.domain.script;

import java.util.Locale;

/** What a finding is about. */
public enum FindingCategory {
  SYNTAX,
  SCHEMA,
  PERFORMANCE,
  STYLE;

  /** The category's name in the API, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
