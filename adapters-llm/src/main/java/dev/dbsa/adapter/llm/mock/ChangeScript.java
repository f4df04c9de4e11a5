package dev.dbsa.adapter.llm.mock;

import java.util.ArrayList;
import java.util.List;

/** The statements of a change, in the order and frame that they have to run in. */
final class ChangeScript {
  private static final String LOCK_TIMEOUT = "'5s'";

  private final Notes notes;
  private final Sql sql;
  private final boolean migration;
  private final List<String> statements = new ArrayList<>();

  /** Statements that a server refuses inside a transaction, or that should follow its end. */
  private final List<String> afterwards = new ArrayList<>();

  private final List<String> remarks = new ArrayList<>();
  private boolean joined;

  /**
   * @param migration whether the statements are one step that is done as a whole or not at all
   */
  ChangeScript(Notes notes, Sql sql, boolean migration) {
    this.notes = notes;
    this.sql = sql;
    this.migration = migration;
  }

  /** Adds a definition, which waits for a lock. */
  void add(String statement) {
    statements.add(statement);
  }

  /** Adds a statement that runs after all others, in no transaction with them. */
  void addAfterwards(String statement) {
    afterwards.add(statement);
  }

  /** Adds statements that run after all others, all of them or none. */
  void addTransaction(List<String> together) {
    if (together.size() == 1) {
      afterwards.add(together.getFirst());
      return;
    }
    afterwards.add(sql.isPostgres() ? "BEGIN" : "START TRANSACTION");
    afterwards.addAll(together);
    afterwards.add("COMMIT");
  }

  /** Lets all statements be done as a whole or not at all. */
  void joinAll() {
    joined = true;
  }

  /** Tells what is to be done later, in words or SQL. */
  void remark(String remark) {
    remarks.add(remark);
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
    if (joined) {
      text.append(sql.isPostgres() ? "BEGIN;\n" : "START TRANSACTION;\n");
    }
    afterwards.forEach(s -> text.append(s).append(";\n"));
    if (joined) {
      text.append("COMMIT;\n");
    }
    remarks.forEach(r -> text.append("-- ").append(r).append('\n'));
    return text.toString();
  }
}
