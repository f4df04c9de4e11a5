package dev.dbsa.adapter.introspect;

import java.sql.SQLException;

/** An object was dropped or changed by another session while it was being read. */
final class ObjectVanishedException extends SQLException {
  private static final long serialVersionUID = 1L;

  ObjectVanishedException() {
    super("an object changed while it was read");
  }
}
