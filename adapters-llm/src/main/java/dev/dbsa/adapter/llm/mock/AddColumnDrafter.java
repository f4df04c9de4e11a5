package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drafts ALTER TABLE … ADD COLUMN. */
final class AddColumnDrafter {
  private static final Set<String> QUALIFIERS =
      Set.of(
          "new",
          "nullable",
          "optional",
          "required",
          "mandatory",
          "unique",
          "additional",
          "another");

  private static final Set<String> NOUNS = Set.of("column", "columns", "field", "fields");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final DdlScript script;
  private final ChangeTarget target;
  private final NewNames names;
  private final NewColumnReader columnReader;
  private final ColumnModifiers modifiers;
  private final IndexWriter indexes;

  AddColumnDrafter(Reading reading, Sql sql, DdlScript script) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.script = script;
    this.target = new ChangeTarget(reading);
    this.names = new NewNames(reading, sql);
    this.columnReader = new NewColumnReader(reading, sql);
    this.modifiers = new ColumnModifiers(reading, sql);
    this.indexes = new IndexWriter(reading, sql, script);
  }

  /**
   * What is said before the names of the new columns.
   *
   * @param type a word for a type, if any
   * @param end the item after it
   */
  private record Lead(boolean required, boolean unique, @Nullable String type, int end) {}

  void draft(int verbAt) throws Unclear {
    Relation table = target.table();
    int tableAt = target.lastPlaceOf(table);
    Lead lead = lead(verbAt + 1);
    List<NewColumn> named = named(lead, tableAt);
    if (named.isEmpty()) {
      throw new Unclear("What is the new column of " + table.name().name() + " called?");
    }
    target.use(table);
    List<NewColumn> columns = new ArrayList<>();
    for (NewColumn column : named) {
      NewColumn led =
          new NewColumn(
              column.name(),
              column.type(),
              lead.required(),
              null,
              lead.unique(),
              column.reference());
      columns.add(modifiers.fitted(named.size() == 1 ? modifiers.read(led, table, tableAt) : led));
    }
    write(table, columns);
  }

  /** a required unique, a varchar column called. */
  private Lead lead(int from) {
    boolean required = false;
    boolean unique = false;
    String type = null;
    int at = from;
    while (at < reading.size()) {
      String word = reading.word(at);
      boolean leading = NOUNS.contains(word) || Set.of("called", "named").contains(word);
      if (reading.isPhrase(at, "not null")) {
        required = true;
        reading.use(at, at + 1);
        at++;
      } else if (QUALIFIERS.contains(word)) {
        required |= Set.of("required", "mandatory").contains(word);
        unique |= word.equals("unique");
      } else if (ColumnTypes.isType(word) && !leading && precedesNoun(at)) {
        type = word;
      } else if (!leading) {
        break;
      }
      reading.use(at, at + 1);
      at++;
    }
    return new Lead(required, unique, type, at);
  }

  private boolean precedesNoun(int at) {
    for (int i = at + 1; i < Math.min(reading.size(), at + 4); i++) {
      if (NOUNS.contains(reading.word(i))) {
        return true;
      }
      if (!QUALIFIERS.contains(reading.word(i)) && !ColumnTypes.isType(reading.word(i))) {
        return ColumnTypes.isClearType(reading.word(at))
            && i == at + 1
            && !NameReader.endsName(reading.word(i));
      }
    }
    return false;
  }

  private List<NewColumn> named(Lead lead, int tableAt) throws Unclear {
    int from = lead.end();
    int to = tableAt > from ? tableAt : reading.size();
    List<NewColumn> columns = columnReader.columns(from, to, lead.type());
    return columns.isEmpty() && tableAt >= from && tableAt < reading.size()
        ? namedAfter(tableAt, lead)
        : columns;
  }

  /** add to customers a column called phone; alter table customers add column phone. */
  private List<NewColumn> namedAfter(int tableAt, Lead lead) throws Unclear {
    int from = tableAt + 1;
    while (Set.of("add", "column", "columns", "field", "called", "named", "with", "new")
        .contains(reading.word(from))) {
      reading.use(from, from + 1);
      from++;
    }
    return columnReader.columns(from, reading.size(), lead.type());
  }

  private void write(Relation table, List<NewColumn> columns) throws Unclear {
    List<String> parts = new ArrayList<>();
    for (NewColumn column : columns) {
      names.requireNewColumn(table, column.name());
      parts.add("ADD COLUMN " + column.definition(sql));
    }
    notes.refer(table, "gets " + (parts.size() == 1 ? "a new column" : "new columns"));
    String text = sql.alter(table) + String.join(", ", parts);
    script.add(sql.isPostgres() ? text : text + instant());
    notes.step(
        "Add "
            + String.join(", ", columns.stream().map(NewColumn::name).toList())
            + " to "
            + table.name().name());
    for (NewColumn column : columns) {
      if (column.unique()) {
        indexes.write(new NewIndex(table, List.of(column.name()), true, null));
      }
      if (column.reference() != null) {
        notes.ask(
            "Is "
                + column.name()
                + " to become a foreign key to "
                + column.reference().table().name().name()
                + "?",
            0.03);
      }
    }
  }

  private String instant() {
    String version = reading.index().schema().server().version();
    boolean old =
        !sql.isMariaDb()
            && (version.startsWith("5.") || version.matches("8\\.0\\.(?:\\d|1[01])(?:\\D.*)?"));
    if (old) {
      return ", ALGORITHM=INPLACE, LOCK=NONE";
    }
    notes.assume(
        "ALGORITHM=INSTANT fails at once where the server would have to copy the table.", 0);
    return ", ALGORITHM=INSTANT";
  }
}
