package dev.dbsa.adapter.llm.mock;

/**
 * What a request for a change wants done, as far as its words tell without the schema.
 *
 * @param verb the word that asks for it; empty where none does, as in: rating must be positive
 * @param at where the verb stands; -1 where there is none
 */
record ChangeIntent(Kind kind, String verb, int at) {
  /** What is changed. */
  enum Area {
    ROWS,
    SCHEMA,
    MAINTENANCE
  }

  enum Kind {
    INSERT(Area.ROWS),
    UPDATE(Area.ROWS),
    DELETE(Area.ROWS),
    /** To another table, or to a state that is called so. */
    ARCHIVE(Area.ROWS),
    CREATE_TABLE(Area.SCHEMA),
    CREATE_VIEW(Area.SCHEMA),
    /** A column or a further value: the schema tells which. */
    ADD(Area.SCHEMA),
    ALTER(Area.SCHEMA),
    /** What rows must or must not be. */
    CONSTRAIN(Area.SCHEMA),
    COMMENT(Area.SCHEMA),
    CREATE_INDEX(Area.SCHEMA),
    DROP_INDEX(Area.SCHEMA),
    ADD_FOREIGN_KEY(Area.SCHEMA),
    RENAME(Area.SCHEMA),
    DROP(Area.SCHEMA),
    MAINTAIN(Area.MAINTENANCE),
    REPORT(Area.MAINTENANCE);

    private final Area area;

    Kind(Area area) {
      this.area = area;
    }

    Area area() {
      return area;
    }
  }
}
