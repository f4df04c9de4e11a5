package dev.dbsa.domain.schema;

/** What happens to the referring rows when the row that they refer to changes. */
public enum ForeignKeyAction {
  NO_ACTION,
  RESTRICT,
  CASCADE,
  SET_NULL,
  SET_DEFAULT
}
