package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which table and columns of the schema a request wants changed. */
final class ChangeTarget {
  /** Words that only say what kind of thing is changed. */
  private static final Set<String> NOUNS =
      Set.of(
          "index",
          "indexes",
          "unique",
          "foreign",
          "key",
          "constraint",
          "column",
          "columns",
          "type",
          "datatype",
          "nullable",
          "optional",
          "required",
          "mandatory",
          "concurrently",
          "fields",
          "primary");

  private final Reading reading;

  ChangeTarget(Reading reading) {
    this.reading = reading;
  }

  /** The one table that is changed: the one that a word such as to or on stands before. */
  Relation table() throws Unclear {
    new TableResolver(reading).requireClearTables();
    if (reading.scope().isEmpty()) {
      Relation only = onlyWithColumn();
      if (only != null) {
        reading.addToScope(only);
      }
    }
    List<Relation> scope = reading.scope();
    if (scope.isEmpty()) {
      throw new Unclear("The request names no table of the schema: which table is to be changed?");
    }
    Relation table = scope.getFirst();
    for (int i = 0; i < reading.size(); i++) {
      Relation named = reading.table(i);
      boolean marked =
          reading.isWord(i - 1, Set.of("to", "on", "from", "in", "table", "of", "for"))
              || reading.isWord(i + 1, "table");
      if (named != null && marked && !isReference(i)) {
        table = named;
      }
    }
    requireTable(table);
    return table;
  }

  /** a reference to warehouses: not the table that is changed. */
  private boolean isReference(int i) {
    int at = reading.isWord(i - 1, "to") ? i - 2 : i - 1;
    return reading.isWord(at, Set.of("reference", "references", "referencing", "key", "refers"));
  }

  /** make phone mandatory: the one table with a column that is called so. */
  @Nullable Relation onlyWithColumn() {
    for (int n = 4; n >= 1; n--) {
      for (int i = 0; i + n <= reading.size(); i++) {
        String name =
            String.join(
                "", reading.items(i, i + n).stream().map(item -> item.first().key()).toList());
        boolean words =
            reading.items(i, i + n).stream()
                .allMatch(item -> item.isPlainWord() && !NOUNS.contains(item.word()));
        if (!words || n == 1 && Requests.isVerb(reading.word(i))) {
          continue;
        }
        List<Relation> found =
            reading.index().schema().relations().stream()
                .filter(r -> r.kind().isTable())
                .filter(
                    r ->
                        r.columns().stream()
                            .anyMatch(c -> String.join("", Words.stems(c.name())).equals(name)))
                .toList();
        if (found.size() == 1) {
          reading
              .notes()
              .assume(
                  "“"
                      + reading.text(i, i + n)
                      + "” is a column of "
                      + found.getFirst().name().name()
                      + ".",
                  0.08);
          return found.getFirst();
        }
      }
    }
    return null;
  }

  /** Where the table's name stands, the last time if several; the request's end if nowhere. */
  int lastPlaceOf(Relation table) {
    int found = reading.size();
    for (int i = 0; i < reading.size(); i++) {
      Relation named = reading.table(i);
      if (named != null && named.name().equals(table.name())) {
        found = i;
      }
    }
    return found;
  }

  static void requireTable(Relation table) throws Unclear {
    if (!table.kind().isTable()) {
      throw new Unclear(
          table.name().name()
              + " is a "
              + table.kind().label().replace('_', ' ')
              + ", not a table: which table is to be changed?");
    }
  }

  /** Lets the table's name, and the words for kinds of things, count as used. */
  void use(Relation table) {
    reading.useTable(table);
    reading.useWords(NOUNS);
  }

  /** Lets the words count as used that say which table is changed: to the table orders. */
  void useMention(Relation table) {
    int at = lastPlaceOf(table);
    if (at >= reading.size()) {
      return;
    }
    int from = at;
    while (reading.isWord(
        from - 1, Set.of("to", "on", "in", "of", "for", "from", "into", "table", "existing"))) {
      from--;
    }
    int to = reading.isWord(at + 1, "table") ? at + 2 : at + 1;
    reading.use(from, to, "the table that is changed");
  }

  /** The columns of the table that the request names; their names count as used. */
  List<Field> fieldsOf(Relation table) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null && field.isOf(table)) {
        fields.add(field);
        reading.item(i).use();
      }
    }
    return fields;
  }

  /** The table to be indexed, after its columns are looked for. */
  Relation indexedTable() throws Unclear {
    new TableResolver(reading).requireClearTables();
    if (reading.scope().isEmpty()) {
      throw new Unclear("The request names no table of the schema: which table is to be indexed?");
    }
    new ColumnResolver(reading).findColumns();
    Relation table = reading.scope().getFirst();
    requireTable(table);
    if (table.kind() == RelationKind.FOREIGN_TABLE) {
      throw new Unclear(
          table.name().name()
              + " is a foreign table, which has no indexes of its own: which table is meant?");
    }
    return table;
  }
}
