package dev.dbsa.domain.sql;

import java.util.Locale;
import java.util.Optional;

/** What kind of script a request asks for. */
public enum ScriptMode {
  /** Reads only. */
  QUERY,
  /** Changes rows. */
  DML,
  /** Changes one object's definition. */
  DDL,
  /** Changes the schema in ordered steps. */
  MIGRATION,
  /** Looks after existing objects: statistics, indexes, storage. */
  MAINTENANCE;

  /** The mode's name in the API, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a name as clients write it. */
  public static Optional<ScriptMode> find(String name) {
    for (ScriptMode mode : values()) {
      if (mode.label().equals(name)) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }
}
