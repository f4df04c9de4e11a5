package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.schema.Relation;
import java.util.Set;

/** Whether a change without a condition is meant: only where the request says so. */
final class EveryRow {
  private static final Set<String> WORDS =
      Set.of("all", "every", "everything", "everyone", "everybody", "each", "entire", "whole");

  private EveryRow() {}

  /** Whether the request speaks of all rows of the table, without anything said about them. */
  static boolean isSaid(Reading reading, Relation table) {
    for (int i = 0; i < reading.size(); i++) {
      if (!reading.isWord(i, WORDS)) {
        continue;
      }
      for (int j = i + 1; j < Math.min(reading.size(), i + 4); j++) {
        Relation named = reading.item(j).table();
        if (named != null && named.name().equals(table.name())) {
          return true;
        }
        if (!Set.of("of", "rows", "existing", "our", "other").contains(reading.word(j))) {
          break;
        }
      }
      if (reading.isWord(i, Set.of("everything", "everyone", "everybody"))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Tells that every row is changed, or asks which ones are.
   *
   * @param said whether the request speaks of all rows
   */
  static void require(Reading reading, Relation table, boolean said, String done) throws Unclear {
    if (!said) {
      throw new Unclear(
          "Which rows of "
              + table.name().name()
              + " are to be "
              + done
              + "? Without a condition the script would change all of them.");
    }
    Accounting.strict(reading).requireNothingLeft();
    reading.useWords(Set.of("every", "each", "everything", "everyone", "everybody"));
    long rows = table.statistics().rowEstimate();
    reading
        .notes()
        .assume(
            "Every row of "
                + table.name().name()
                + " is "
                + done
                + (rows > 0 ? " (about " + rows + " now)." : "."),
            0.08);
  }
}
