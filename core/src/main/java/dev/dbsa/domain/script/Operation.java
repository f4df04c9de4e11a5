package dev.dbsa.domain.script;

import java.util.Locale;

/** What a script does to an object. */
public enum Operation {
  READ,
  INSERT,
  UPDATE,
  DELETE,
  TRUNCATE,
  CREATE,
  ALTER,
  DROP,
  RENAME,
  LOCK,
  GRANT,
  CALL,
  MAINTAIN;

  /** The operation's name in the API, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
