package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which other rows the changed ones refer to from now on, or that they refer to none. */
final class ReferenceReader {
  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ColumnFinder columns;
  private final WrittenValues values;
  private final References references;
  private final Relation target;
  private final NewValues written;

  ReferenceReader(Reading reading, Sql sql, Relation target, NewValues written) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.columns = reading.columns();
    this.values = new WrittenValues(reading, sql);
    this.references = new References(reading);
    this.target = target;
    this.written = written;
  }

  /** assign ticket 5 to agent 3; move products to category Garden; set the manager of 7 to 3. */
  void readReferences(String verb) throws Unclear {
    boolean moves =
        Set.of(
                "assign",
                "reassign",
                "move",
                "transfer",
                "switch",
                "put",
                "set",
                "change",
                "link",
                "give",
                "hand",
                "delegate",
                "update")
            .contains(verb);
    if (!moves) {
      return;
    }
    for (int i = 1; i < reading.size(); i++) {
      if (!reading.isWord(i - 1, Set.of("to", "into", "as"))) {
        continue;
      }
      Relation table = reading.table(i);
      References.Link link = table == null ? null : link(table, i);
      if (link == null) {
        link = table == null && reading.item(i).isCapitalised() ? linkOfName(i) : null;
        if (link == null || hasFieldBefore(i)) {
          continue;
        }
        NamedRow row = namedRow(i, link);
        if (row != null) {
          written.put(link.column(), row.value());
          reading.use(i - 1, row.end(), "the new " + link.column().name());
          useRole(link);
        }
        continue;
      }
      int at = i + 1;
      while (reading.isWord(at, Set.of("number", "no", "named", "called", "id"))
          || reading.isSymbol(at, "#")) {
        at++;
      }
      if (reading.isNumber(at)) {
        written.put(
            link.column(), values.given(new Field(target, link.column()), reading.item(at).text()));
        reading.use(i - 1, at + 1, "the new " + link.column().name());
        useRole(link);
        return;
      }
      NamedRow row = namedRow(at, link);
      if (row != null) {
        written.put(link.column(), row.value());
        reading.use(i - 1, row.end(), "the new " + link.column().name());
        useRole(link);
        return;
      }
    }
  }

  /** set status of order 5 to Paid: the name is the value of a column. */
  private boolean hasFieldBefore(int i) {
    for (int j = 0; j < i; j++) {
      Field field = reading.field(j);
      if (field != null && field.isOf(target)) {
        return true;
      }
    }
    return false;
  }

  private References.@Nullable Link link(Relation table, int at) {
    for (int j = 0; j < at; j++) {
      if (!reading.item(j).isUsed()) {
        References.Link role = roleAt(j);
        if (role != null && role.table().name().equals(table.name())) {
          return role;
        }
      }
    }
    return references.to(target, table);
  }

  /** from the department to Sales: the one table that the rows are moved within. */
  private References.@Nullable Link linkOfName(int i) {
    for (int j = i - 1; j >= 0; j--) {
      Relation table = reading.table(j);
      if (table != null && !table.name().equals(target.name())) {
        return references.to(target, table);
      }
    }
    boolean moved =
        reading.verbAt() >= 0
            && Set.of("move", "transfer", "assign", "reassign", "switch")
                .contains(reading.word(reading.verbAt()));
    List<References.Link> parents =
        references.of(target).stream()
            .filter(l -> !l.table().name().equals(target.name()))
            .filter(l -> columns.labels(l.table()).size() == 1)
            .toList();
    if (moved && parents.size() == 1) {
      return parents.getFirst();
    }
    Relation behind =
        i + 1 < reading.size() && reading.table(i + 1) != null ? reading.table(i + 1) : null;
    return behind == null ? null : references.to(target, behind);
  }

  /** The reference that a word names, as what is set: the manager of employee 7. */
  private References.@Nullable Link roleAt(int j) {
    boolean object =
        reading.table(j) == null || reading.isWord(j + 1, Set.of("of", "for")) && j <= 3;
    return object && !reading.isWord(j - 1, Set.of("without", "no", "not"))
        ? references.byRole(target, reading.item(j).first().stems())
        : null;
  }

  /** The word that said which of the references is meant: manager. */
  private void useRole(References.Link link) {
    for (int j = 0; j < reading.size(); j++) {
      boolean role = !reading.item(j).isUsed() && link.equals(roleAt(j));
      if (role) {
        reading.item(j).use("the new " + link.column().name());
        return;
      }
    }
  }

  private record NamedRow(NewValue value, int end) {}

  private @Nullable NamedRow namedRow(int at, References.Link link) throws Unclear {
    List<Column> labels = columns.labels(link.table());
    boolean name =
        at < reading.size()
            && !reading.item(at).isUsed()
            && (reading.item(at).isQuotedValue() || reading.item(at).isCapitalised());
    if (labels.size() != 1 || !name) {
      return null;
    }
    if (link.table().name().equals(target.name()) && !sql.isPostgres()) {
      throw new Unclear(
          "MySQL cannot read "
              + target.name().name()
              + " while it changes it: which key has “"
              + reading.item(at).text()
              + "”?");
    }
    Field label = new Field(link.table(), labels.getFirst());
    WrittenValues.At value = values.at(at, label);
    if (value == null || !(value.value() instanceof NewValue.Given given)) {
      return null;
    }
    notes.assume(
        "“"
            + reading.text(at, value.end())
            + "” is the "
            + label.column().name()
            + " of one row of "
            + link.table().name().name()
            + ".",
        0.05);
    notes.refer(link.table(), "the changed rows refer to it");
    return new NamedRow(
        new NewValue.KeyOf(link.table(), link.key(), label.column(), given.literal()), value.end());
  }

  /** clear the note of order 5; remove the phone of customer 7. */
  boolean readNothing(String verb) throws Unclear {
    if (Set.of("unassign", "unlink", "detach").contains(verb)) {
      return readNoReference();
    }
    if (!Set.of("clear", "empty", "unset", "blank", "nullify", "remove", "erase").contains(verb)) {
      return false;
    }
    reading.useWords(Set.of("value", "values", "content", "contents"));
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null && field.isOf(target)) {
        written.put(field.column(), values.missing(field.column()));
        reading.use(i, i + 1, "a column that is written");
        return true;
      }
    }
    return false;
  }

  /** unassign all tickets of agent 4: the one reference that may be empty. */
  private boolean readNoReference() throws Unclear {
    List<References.Link> links =
        references.of(target).stream().filter(l -> l.column().nullable()).toList();
    List<References.Link> named = links.stream().filter(l -> reading.names(l.table())).toList();
    List<References.Link> meant = named.isEmpty() ? links : named;
    if (meant.size() != 1) {
      return false;
    }
    written.put(meant.getFirst().column(), values.missing(meant.getFirst().column()));
    return true;
  }
}
