package dev.dbsa.domain.schema;

/** What a foreign key of several columns makes of NULL. */
public enum MatchType {
  /** A NULL in any column lets the row pass. */
  SIMPLE,
  /** All columns are NULL, or none. */
  FULL,
  PARTIAL
}
