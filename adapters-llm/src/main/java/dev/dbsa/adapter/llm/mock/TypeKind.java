package dev.dbsa.adapter.llm.mock;

/** What a column's type means for the text of a script. */
enum TypeKind {
  INTEGER,
  DECIMAL,
  TEXT,
  BOOLEAN,
  DATE,
  TIMESTAMP,
  TIME,
  UUID,
  ENUM,
  JSON,
  OTHER;

  boolean isNumeric() {
    return this == INTEGER || this == DECIMAL;
  }

  boolean isDay() {
    return this == DATE || this == TIMESTAMP;
  }

  /** Whether every server can sort, group and compare such values. */
  boolean isComparable() {
    return this != JSON && this != OTHER;
  }
}
