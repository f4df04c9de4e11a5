package dev.dbsa.sql.tree;

import org.jspecify.annotations.Nullable;

/**
 * An account or a role of MySQL, as a statement names it.
 *
 * @param name empty for the anonymous account and for {@code current}
 * @param host {@code null} where none is written
 * @param current whether it is CURRENT_USER, or MariaDB's CURRENT_ROLE
 */
public record UserName(int at, String name, @Nullable String host, boolean current) {

  /** As {@code name@host}; CURRENT_USER for the account of the session. */
  public String text() {
    return current ? "CURRENT_USER" : host == null ? name : name + "@" + host;
  }
}
