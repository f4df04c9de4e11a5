package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.ColumnTypes.Reference;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Drafts ALTER TABLE … ADD FOREIGN KEY. */
final class ForeignKeyDrafter {
  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ColumnTypes types;
  private final DdlScript script;
  private final ChangeTarget target;
  private final NewNames names;

  ForeignKeyDrafter(Reading reading, Sql sql, DdlScript script) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.types = new ColumnTypes(reading.index(), sql);
    this.script = script;
    this.target = new ChangeTarget(reading);
    this.names = new NewNames(reading, sql);
  }

  void draft() throws Unclear {
    new TableResolver(reading).requireClearTables();
    if (reading.scope().size() != 2) {
      throw new Unclear("Between which two tables is the foreign key to be?");
    }
    reading.useWords(Set.of("foreign", "key", "constraint"));
    new ColumnResolver(reading).findColumns();
    Relation source = reading.scope().getFirst();
    Relation referred = reading.scope().get(1);
    ChangeTarget.requireTable(source);
    ChangeTarget.requireTable(referred);
    Reference key = keyOf(referred);
    List<Field> fields = target.fieldsOf(source);
    target.fieldsOf(referred);
    Column column = fields.isEmpty() ? columnByName(source, referred) : fields.getFirst().column();
    target.use(source);
    target.use(referred);
    requireNew(source, column, referred);
    requireSameType(source, column, key);
    write(source, column, key);
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

  private void write(Relation source, Column column, Reference key) {
    Relation referred = key.table();
    String name = sql.name(names.constraintName("fk_", source, column.name(), "fk"));
    notes.refer(source, column, "refers to " + referred.name().name());
    notes.refer(referred, "is referred to");
    notes.step("Add a foreign key from " + source.name().name() + " to " + referred.name().name());
    String text =
        sql.alter(source)
            + "ADD CONSTRAINT "
            + name
            + " FOREIGN KEY ("
            + sql.name(column.name())
            + ") REFERENCES "
            + sql.table(referred)
            + " ("
            + sql.name(key.key().name())
            + ")";
    if (sql.isPostgres() && source.kind() == RelationKind.TABLE) {
      script.add(text + " NOT VALID");
      script.addAfterwards(sql.alter(source) + "VALIDATE CONSTRAINT " + name);
      notes.assume(
          "Existing rows are checked in a second step, which lets others write meanwhile.", 0);
    } else {
      script.add(text);
    }
  }
}
