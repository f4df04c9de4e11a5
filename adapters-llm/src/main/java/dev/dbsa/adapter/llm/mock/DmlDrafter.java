package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.schema.Relation;
import java.util.Set;

/** Drafts INSERT, UPDATE and DELETE; the latter two never without a condition. */
final class DmlDrafter {
  private final Reading reading;
  private final Sql sql;

  DmlDrafter(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
  }

  /** The drafted statement, without a final semicolon. */
  String draft() throws Unclear {
    int verbAt = Math.max(0, Requests.verbAt(reading));
    String verb = reading.word(verbAt);
    reading.use(verbAt, verbAt + 1);
    Relation target = target(verb);
    requireTable(target);
    reading.notes().refer(target, "its rows are changed");
    return switch (verb) {
      case "insert", "add", "create" -> new InsertDrafter(reading, sql, target).draft();
      case "delete", "remove", "purge", "wipe", "truncate" ->
          new DeleteDrafter(reading, sql, target).draft();
      default -> new UpdateDrafter(reading, sql, target).draft(verb, verbAt);
    };
  }

  private Relation target(String verb) {
    for (int i = 0; i < reading.size(); i++) {
      Relation table = reading.table(i);
      boolean marked = reading.isWord(i - 1, Set.of("into", "update", "from"));
      if (table != null && marked && !verb.equals("set")) {
        return table;
      }
    }
    for (int i = 0; i < reading.size(); i++) {
      Relation table = reading.table(i);
      if (table != null) {
        return table;
      }
    }
    return reading.scope().getFirst();
  }

  private static void requireTable(Relation target) throws Unclear {
    if (!target.kind().isTable()) {
      throw new Unclear(
          target.name().name() + " is a view: the rows of which table are to be changed?");
    }
  }
}
