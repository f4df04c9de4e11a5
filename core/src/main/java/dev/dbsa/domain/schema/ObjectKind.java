package dev.dbsa.domain.schema;

/** What a dependency can run between. */
public enum ObjectKind {
  /** A table, view, materialized view or foreign table. */
  RELATION,
  /** A column; the part is its name. */
  COLUMN,
  /** The default or generation expression of a column; the part is the column's name. */
  DEFAULT,
  INDEX,
  SEQUENCE,
  TYPE,
  /** The part holds the types of the arguments, separated by a comma and a space. */
  ROUTINE,
  /** A constraint of a relation; the part is its name. */
  CONSTRAINT,
  /** A constraint of a domain; the part is its name. */
  DOMAIN_CONSTRAINT,
  /** The part is its name. */
  TRIGGER,
  /** A rule that is not a view's own query; the part is its name. */
  RULE,
  /** The part is its name. */
  POLICY,
  /** The part holds the types of the operands, separated by a comma and a space. */
  OPERATOR,
  /** The part is the access method. */
  OPERATOR_CLASS,
  /** The part is the access method. */
  OPERATOR_FAMILY,
  /** The name is the source type, the part the target type. */
  CAST,
  COLLATION,
  STATISTICS,
  /** A relation in a publication; the part is the publication's name. */
  PUBLICATION_RELATION,
  PUBLICATION,
  EXTENSION,
  EVENT_TRIGGER,
  LANGUAGE,
  ACCESS_METHOD,
  FOREIGN_SERVER,
  FOREIGN_DATA_WRAPPER,
  TEXT_SEARCH_CONFIGURATION,
  TEXT_SEARCH_DICTIONARY,
  /** Anything else that only the server's catalogue names. */
  OTHER
}
