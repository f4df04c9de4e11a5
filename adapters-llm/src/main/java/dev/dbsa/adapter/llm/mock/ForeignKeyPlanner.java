package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.ChangePlan.AddForeignKey;
import dev.dbsa.adapter.llm.mock.ColumnTypes.Reference;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans foreign keys between tables that are there. */
final class ForeignKeyPlanner {
  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ColumnTypes types;
  private final ChangeTarget target;
  private final NewNames names;

  ForeignKeyPlanner(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.types = new ColumnTypes(reading.index(), sql);
    this.target = new ChangeTarget(reading);
    this.names = new NewNames(reading, sql);
  }

  AddForeignKey plan() throws Unclear {
    new TableResolver(reading).requireClearTables();
    if (reading.scope().size() != 2) {
      throw new Unclear("Between which two tables is the foreign key to be?");
    }
    reading.useWords(
        Set.of(
            "foreign",
            "key",
            "constraint",
            "reference",
            "references",
            "refer",
            "link",
            "connect",
            "should",
            "must",
            "shall",
            "let",
            "make"));
    String onDelete = onDelete();
    Relation source = reading.scope().getFirst();
    Relation referred = reading.scope().get(1);
    ChangeTarget.requireTable(source);
    ChangeTarget.requireTable(referred);
    Column dotted = dottedColumn(source);
    new ColumnResolver(reading).findColumns();
    Reference key = keyOf(referred);
    List<Field> fields = target.fieldsOf(source);
    target.fieldsOf(referred);
    Column column =
        dotted != null
            ? dotted
            : fields.isEmpty() ? columnByName(source, referred) : fields.getFirst().column();
    target.use(source);
    target.use(referred);
    reading.useWords(Set.of("by", "through", "via"));
    requireNew(source, column, referred);
    requireSameType(source, column, key);
    if ("SET NULL".equals(onDelete) && !column.nullable()) {
      throw new Unclear(
          column.name()
              + " must not be NULL, so that ON DELETE SET NULL cannot work: what is to"
              + " become of its rows instead?");
    }
    notes.refer(source, column, "refers to " + referred.name().name());
    notes.refer(referred, "is referred to");
    notes.step("Add a foreign key from " + source.name().name() + " to " + referred.name().name());
    String name = names.constraintName("fk_", source, column.name(), "fk");
    return new AddForeignKey(source, column, key, name, onDelete, sql.isLarge(source));
  }

  /** blocked.vehicle, where the column is called like the table that it refers to. */
  private @Nullable Column dottedColumn(Relation source) {
    for (int i = 0; i + 2 < reading.size(); i++) {
      Relation table = reading.table(i);
      if (table != null && table.name().equals(source.name()) && reading.isSymbol(i + 1, ".")) {
        Optional<Column> column =
            reading.index().catalog().findColumn(source, reading.item(i + 2).text());
        if (column.isPresent()) {
          reading.use(i, i + 3, "the column that refers");
          return column.get();
        }
      }
    }
    return null;
  }

  private @Nullable String onDelete() {
    for (int i = 0; i < reading.size(); i++) {
      if (reading.isWord(i, Set.of("cascade", "cascading"))) {
        reading.use(i, i + 1, "ON DELETE");
        reading.useWords(Set.of("on", "delete", "deletes", "with"));
        return "CASCADE";
      }
      if (reading.isPhrase(i, "set null")) {
        reading.use(i, i + 2, "ON DELETE");
        reading.useWords(Set.of("on", "delete", "with"));
        return "SET NULL";
      }
    }
    return null;
  }

  private Reference keyOf(Relation table) throws Unclear {
    Optional<Reference> key = types.reference(table);
    if (key.isEmpty()) {
      throw new Unclear(
          table.name().name() + " has no single key column: which columns are referred to?");
    }
    return key.get();
  }

  /** The one column whose name says that it refers to the table. */
  private Column columnByName(Relation source, Relation referred) throws Unclear {
    List<Column> fitting =
        source.columns().stream().filter(c -> isNamedAfter(c, referred)).toList();
    if (fitting.size() != 1) {
      throw new Unclear(
          "Which column of " + source.name().name() + " refers to " + referred.name().name() + "?");
    }
    return fitting.getFirst();
  }

  private boolean isNamedAfter(Column column, Relation table) {
    return types
        .reference(column.name())
        .filter(r -> r.table().name().equals(table.name()))
        .isPresent();
  }

  private static void requireNew(Relation source, Column column, Relation referred) throws Unclear {
    boolean known =
        source.foreignKeys().stream()
            .anyMatch(
                f ->
                    f.columns().equals(List.of(column.name()))
                        && f.target().equals(referred.name()));
    if (known) {
      throw new Unclear(
          source.name().name()
              + "."
              + column.name()
              + " is a foreign key to "
              + referred.name().name()
              + " already: is another one wanted?");
    }
  }

  private void requireSameType(Relation source, Column column, Reference key) throws Unclear {
    if (sql.kind(column) != sql.kind(key.key())
        || !sql.isPostgres() && !column.type().equals(key.key().type())) {
      throw new Unclear(
          source.name().name()
              + "."
              + column.name()
              + " is "
              + column.type()
              + ", "
              + key.table().name().name()
              + "."
              + key.key().name()
              + " is "
              + key.key().type()
              + ": which type is to be changed first?");
    }
  }
}
