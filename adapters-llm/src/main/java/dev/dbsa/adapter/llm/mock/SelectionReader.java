package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Relation;
import java.util.Set;

/** Reads which columns and tables are to be shown, of those that no other part has used. */
final class SelectionReader {
  private final Reading reading;
  private final Notes notes;
  private final Filters filters;
  private final QueryPlanBuilder found;

  SelectionReader(Reading reading, Filters filters, QueryPlanBuilder found) {
    this.reading = reading;
    this.notes = reading.notes();
    this.filters = filters;
    this.found = found;
  }

  void readColumns() {
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null) {
        readColumn(i, field);
      }
    }
    for (Field field : found.selected()) {
      if (!found.isListed(field.relation())) {
        useQualifiers(field.relation());
      }
    }
  }

  private void readColumn(int i, Field field) {
    if (isCondition(i, field)) {
      filters.add(i, i + 1, field, column -> column + " IS NOT NULL");
      notes.assume(
          "“with "
              + reading.item(i).text()
              + "” keeps the rows where "
              + field.column().name()
              + " is set.",
          0.06);
      return;
    }
    if (reading.item(i).fields().isEmpty()) {
      found.select(field);
    } else {
      reading.item(i).fields().forEach(found::select);
    }
    reading.item(i).use();
    notes.refer(field.relation(), field.column(), "named by “" + reading.item(i).text() + "”");
  }

  /** customers with email: whether the column is one that has to be set rather than shown. */
  private boolean isCondition(int i, Field field) {
    return reading.isWord(i - 1, Set.of("with", "having", "have", "has"))
        && found.isListed(field.relation())
        && field.column().nullable()
        && !isListContinued(i)
        && found.selected().isEmpty();
  }

  private boolean isListContinued(int i) {
    return reading.isSymbol(i + 1, ",")
        || reading.isWord(i + 1, "and") && reading.field(i + 2) != null;
  }

  private void useQualifiers(Relation relation) {
    for (int i = 0; i < reading.size(); i++) {
      Relation table = reading.table(i);
      boolean beside = i + 1 < reading.size() && reading.item(i + 1).field() != null;
      if (table != null && table.name().equals(relation.name()) && beside) {
        reading.item(i).use();
      }
    }
  }

  /** Tables that are named beside the listed one and not used otherwise are shown with it. */
  void readTables() {
    boolean aggregated = !found.aggregates().isEmpty() || !found.groups().isEmpty();
    for (int i = 0; i < reading.size(); i++) {
      Relation table = reading.table(i);
      if (table == null) {
        continue;
      }
      boolean needed =
          filters.areOn(table) || found.selected().stream().anyMatch(f -> f.isOf(table));
      if (!aggregated && !needed && !found.isListed(table)) {
        boolean keepAll =
            reading.isWord(i - 1, Set.of("their", "its", "and")) || reading.isSymbol(i - 1, ",");
        found.show(table, keepAll);
      }
      reading.item(i).use();
    }
  }
}
