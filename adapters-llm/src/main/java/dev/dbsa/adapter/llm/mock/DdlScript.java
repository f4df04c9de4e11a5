package dev.dbsa.adapter.llm.mock;

import java.util.ArrayList;
import java.util.List;

/** The statements of a change of the schema, in the order and frame that they have to run in. */
final class DdlScript {
  private static final String LOCK_TIMEOUT = "'5s'";

  private final Notes notes;
  private final Sql sql;
  private final boolean migration;
  private final List<String> statements = new ArrayList<>();

  /** Statements that PostgreSQL refuses inside a transaction, or that should follow its end. */
  private final List<String> afterwards = new ArrayList<>();

  /**
   * @param migration whether the statements are one step that is done as a whole or not at all
   */
  DdlScript(Notes notes, Sql sql, boolean migration) {
    this.notes = notes;
    this.sql = sql;
    this.migration = migration;
  }

  void add(String statement) {
    statements.add(statement);
  }

  /** Adds a statement that runs after all others, in no transaction with them. */
  void addAfterwards(String statement) {
    afterwards.add(statement);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    if (sql.isPostgres() && !statements.isEmpty()) {
      if (migration) {
        text.append("BEGIN;\nSET LOCAL lock_timeout = ").append(LOCK_TIMEOUT).append(";\n");
      } else {
        text.append("SET lock_timeout = ").append(LOCK_TIMEOUT).append(";\n");
      }
      notes.assume(
          "A lock that cannot be had within 5 seconds ends the script instead of blocking others.",
          0);
    }
    statements.forEach(s -> text.append(s).append(";\n"));
    if (sql.isPostgres() && migration && !statements.isEmpty()) {
      text.append("COMMIT;\n");
    }
    afterwards.forEach(s -> text.append(s).append(";\n"));
    return text.toString();
  }
}
