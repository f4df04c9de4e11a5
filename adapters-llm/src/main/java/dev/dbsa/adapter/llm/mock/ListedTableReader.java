package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Relation;
import java.util.Set;

/** Finds the table whose rows a request asks for. */
final class ListedTableReader {
  private final Reading reading;
  private final Sql sql;

  ListedTableReader(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
  }

  /** The first table that no other word depends on; else the one that the words suggest. */
  Relation read() {
    Relation first = null;
    for (int i = 0; i < reading.size(); i++) {
      Relation table = reading.table(i);
      if (table == null) {
        continue;
      }
      boolean qualifier = ownsNext(i, table) || isSubordinate(i);
      if (!qualifier) {
        return table;
      }
      first = first == null ? table : first;
    }
    if (first == null || onlySubordinates()) {
      for (int i = 0; i < reading.size(); i++) {
        Field field = reading.field(i);
        if (field != null && isMetric(i, field)) {
          return field.relation();
        }
      }
    }
    return first != null ? first : reading.scope().getFirst();
  }

  private boolean isMetric(int i, Field field) {
    return sql.kind(field.column()).isNumeric() && !isSubordinate(i);
  }

  private boolean onlySubordinates() {
    for (int i = 0; i < reading.size(); i++) {
      if (reading.table(i) != null && !isSubordinate(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean ownsNext(int i, Relation table) {
    Field next = reading.field(i + 1);
    return next != null && next.isOf(table) && !reading.item(i).isPlural();
  }

  private boolean isSubordinate(int i) {
    int before = i - 1;
    while (before >= 0
        && (Set.of("all", "any", "each", "every", "their", "its", "no", "more", "least")
                .contains(reading.word(before))
            || reading.item(before).isNumber())) {
      if (Set.of("each", "every").contains(reading.word(before))) {
        return true;
      }
      before--;
    }
    return Set.of(
                "per", "by", "without", "with", "for", "than", "in", "from", "have", "has",
                "across")
            .contains(reading.word(before))
        && !(Set.of("for", "from", "in").contains(reading.word(before)) && !hasTableBefore(before));
  }

  private boolean hasTableBefore(int i) {
    for (int j = 0; j < i; j++) {
      if (reading.table(j) != null) {
        return true;
      }
    }
    return false;
  }
}
