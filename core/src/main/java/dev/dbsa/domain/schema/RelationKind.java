package dev.dbsa.domain.schema;

import java.util.Locale;

/** What can stand in a FROM clause. */
public enum RelationKind {
  TABLE,
  PARTITIONED_TABLE,
  FOREIGN_TABLE,
  VIEW,
  MATERIALIZED_VIEW;

  /** Whether the relation holds rows of its own that a script may change. */
  public boolean isTable() {
    return this == TABLE || this == PARTITIONED_TABLE || this == FOREIGN_TABLE;
  }

  /** The kind's name in the API, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
