package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Item.Label;
import dev.dbsa.adapter.llm.mock.ValueReader.Value;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Drafts an INSERT of one row. */
final class InsertDrafter {
  private static final Set<String> LINKS = Set.of("to", "as", "be", "is", "equals", "of");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ColumnFinder columns;
  private final ValueReader values;
  private final Relation target;
  private final Assignments assignments;

  InsertDrafter(Reading reading, Sql sql, Relation target) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.columns = reading.columns();
    this.values = new ValueReader(reading, sql);
    this.target = target;
    this.assignments = new Assignments(sql, notes);
  }

  String draft() throws Unclear {
    readValueLists();
    readPairs();
    readParents();
    readPlaces();
    readLabels();
    reading.useTable(target);
    reading.useWords(Set.of("new", "another", "row", "record", "entry"));
    if (assignments.isEmpty()) {
      throw new Unclear("Which values is the new row of " + target.name().name() + " to have?");
    }
    requireComplete();
    notes.step("Insert one row into " + target.name().name());
    return "INSERT INTO "
        + sql.table(target)
        + " ("
        + String.join(", ", assignments.names())
        + ")\nVALUES ("
        + String.join(", ", assignments.values())
        + ")";
  }

  private void requireComplete() throws Unclear {
    List<String> missing =
        target.columns().stream()
            .filter(c -> c.isRequiredOnInsert() && !assignments.has(c))
            .map(Column::name)
            .toList();
    if (!missing.isEmpty()) {
      throw new Unclear(
          "A new row of "
              + target.name().name()
              + " also needs values for "
              + String.join(", ", missing)
              + ": which ones?");
    }
  }

  /** (name, email) values ('A', 'b'). */
  private void readValueLists() throws Unclear {
    int at = valuesAt();
    if (at < 0) {
      return;
    }
    List<Integer> fields = fieldsBefore(at);
    int count = 0;
    int i = at + 2;
    while (i < reading.size() && !reading.isSymbol(i, ")")) {
      if (count == fields.size()) {
        throw new Unclear("The request names more values than columns: which value goes where?");
      }
      Field field = reading.field(fields.get(count));
      Value value = field == null ? null : values.valueOrNullAt(i, field);
      if (field == null || value == null) {
        break;
      }
      assignments.assign(field, value.text(), reading.isWord(i, "null"));
      reading.use(fields.get(count), fields.get(count) + 1);
      reading.use(i, value.end());
      count++;
      i = reading.isSymbol(value.end(), ",") ? value.end() + 1 : value.end();
    }
    if (count != fields.size()) {
      throw new Unclear("The request names more columns than values: which value goes where?");
    }
    reading.use(at, at + 1);
  }

  /** Where the word before a list of values stands; -1 where none does. */
  private int valuesAt() {
    int at = -1;
    for (int i = 0; i < reading.size(); i++) {
      if (reading.isWord(i, Set.of("values", "value")) && reading.isSymbol(i + 1, "(")) {
        at = i;
      }
    }
    return at;
  }

  private List<Integer> fieldsBefore(int end) {
    List<Integer> fields = new ArrayList<>();
    for (int i = 0; i < end; i++) {
      Field field = reading.field(i);
      if (field != null && field.isOf(target)) {
        fields.add(i);
      }
    }
    return fields;
  }

  /** name 'A', email = 'b', named 'C'. */
  private void readPairs() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null && field.isOf(target)) {
        readPair(i, field);
      } else if (reading.isWord(i, Set.of("named", "called", "titled"))) {
        readName(i);
      } else if (reading.table(i) != null) {
        readQuotedName(i);
      }
    }
  }

  private void readPair(int i, Field field) throws Unclear {
    int at = i + 1;
    while (reading.isWord(at, LINKS) || reading.isSymbol(at, "=") || reading.isSymbol(at, ":")) {
      at++;
    }
    Value value = values.valueOrNullAt(at, field);
    if (value != null) {
      assignments.assign(field, value.text(), reading.isWord(at, "null"));
      reading.use(i, value.end());
    }
  }

  /** named 'C'. */
  private void readName(int i) throws Unclear {
    List<Column> labels = columns.labels(target);
    Field label = labels.isEmpty() ? null : new Field(target, labels.getFirst());
    Value value = label == null ? null : values.valueAt(i + 1, label, true);
    if (label != null && value != null) {
      assignments.assign(label, value.text(), false);
      reading.use(i, value.end());
    }
  }

  /** customer 'C'. */
  private void readQuotedName(int i) throws Unclear {
    Relation table = reading.table(i);
    List<Column> labels = columns.labels(target);
    boolean named =
        table != null
            && table.name().equals(target.name())
            && i + 1 < reading.size()
            && reading.item(i + 1).isQuotedValue();
    boolean written =
        table != null
            && table.name().equals(target.name())
            && i + 1 < reading.size()
            && reading.item(i + 1).isCapitalised()
            && reading.item(i + 1).isPlainWord();
    if (written && !labels.isEmpty() && !assignments.has(labels.getFirst())) {
      // a new category Garden
      Field label = new Field(target, labels.getFirst());
      Value value = values.valueAt(i + 1, label, true);
      if (value != null) {
        assignments.assign(label, value.text(), false);
        reading.use(i, value.end());
      }
      return;
    }
    if (named && !labels.isEmpty()) {
      assignments.assign(new Field(target, labels.getFirst()), reading.item(i + 1).text(), false);
      reading.use(i, i + 2);
    }
  }

  /** a depot in Linz: the column that holds its place. */
  private void readPlaces() throws Unclear {
    for (int i = 0; i + 1 < reading.size(); i++) {
      Item next = reading.item(i + 1);
      boolean place =
          reading.isWord(i, Set.of("in", "at"))
              && (next.isPlainWord() && next.isCapitalised() || next.isQuotedValue());
      if (!place) {
        continue;
      }
      List<Column> open =
          target.columns().stream()
              .filter(c -> ValueLinker.isPlace(c) && sql.kind(c) == TypeKind.TEXT)
              .filter(c -> !assignments.has(c))
              .toList();
      Value value =
          open.size() == 1 ? values.valueAt(i + 1, new Field(target, open.getFirst()), true) : null;
      if (value != null) {
        assignments.assign(new Field(target, open.getFirst()), value.text(), false);
        reading.use(i, value.end());
      }
    }
  }

  /** for customer 5: the key that the new row refers to. */
  private void readParents() throws Unclear {
    for (int i = 0; i + 1 < reading.size(); i++) {
      Relation table = reading.table(i);
      if (table == null || table.name().equals(target.name()) || !reading.isNumber(i + 1)) {
        continue;
      }
      for (JoinLink link : reading.index().links(target)) {
        boolean refers =
            link.source().name().equals(target.name())
                && link.target().name().equals(table.name())
                && link.sourceColumns().size() == 1;
        Optional<Column> column =
            refers ? target.findColumn(link.sourceColumns().getFirst()) : Optional.empty();
        if (column.isPresent() && !assignments.has(column.get())) {
          assignments.assign(new Field(target, column.get()), reading.item(i + 1).text(), false);
          reading.use(i, i + 2);
          notes.refer(table, "the new row refers to it");
          break;
        }
      }
    }
  }

  private void readLabels() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      Label label = reading.item(i).label();
      if (label != null
          && !reading.item(i).isUsed()
          && label.field().isOf(target)
          && !label.negated()) {
        assignments.assign(label.field(), label.value(), false);
        reading.use(i, i + 1);
      }
    }
  }
}
