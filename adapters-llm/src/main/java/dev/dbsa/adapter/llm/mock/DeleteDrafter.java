package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.domain.schema.Relation;
import java.util.List;

/** Drafts a DELETE. */
final class DeleteDrafter {
  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final Relation target;

  DeleteDrafter(Reading reading, Sql sql, Relation target) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.target = target;
  }

  String draft() throws Unclear {
    List<String> where = new RowConditions(reading, sql, target).read();
    if (where.isEmpty()) {
      throw new Unclear(
          "Which rows of "
              + target.name().name()
              + " are to be deleted? Without a condition the script would delete all of them.");
    }
    for (JoinLink link : reading.index().links(target)) {
      if (link.target().name().equals(target.name()) && link.declared()) {
        notes.assume(
            "Rows of "
                + link.source().name().name()
                + " that refer to the deleted rows through "
                + link.name()
                + " are dealt with as that foreign key says.",
            0.01);
      }
    }
    notes.step("Delete from " + target.name().name());
    notes.step("Only where " + String.join(" and ", where));
    return "DELETE FROM " + sql.table(target) + "\nWHERE " + String.join("\n  AND ", where);
  }
}
