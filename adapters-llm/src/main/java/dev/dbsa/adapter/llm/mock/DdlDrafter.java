package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Relation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Drafts changes of the schema, in the form that blocks the least. */
final class DdlDrafter {
  private final Reading reading;
  private final DdlScript script;
  private final ChangeTarget target;
  private final AddColumnDrafter newColumns;
  private final CreateTableDrafter newTables;
  private final CreateIndexDrafter newIndexes;
  private final ForeignKeyDrafter foreignKeys;
  private final AlterColumnDrafter alteredColumns;
  private final RenameDrafter renames;
  private final EnumValueDrafter enumValues;
  private final DropDrafter drops;
  private final DropIndexDrafter droppedIndexes;

  DdlDrafter(Reading reading, Sql sql, boolean migration) {
    this.reading = reading;
    script = new DdlScript(reading.notes(), sql, migration);
    target = new ChangeTarget(reading);
    newColumns = new AddColumnDrafter(reading, sql, script);
    newTables = new CreateTableDrafter(reading, sql, script);
    newIndexes = new CreateIndexDrafter(reading, sql, script);
    foreignKeys = new ForeignKeyDrafter(reading, sql, script);
    alteredColumns = new AlterColumnDrafter(reading, sql, script);
    renames = new RenameDrafter(reading, sql, script);
    enumValues = new EnumValueDrafter(reading, sql, script);
    drops = new DropDrafter(reading, sql, script);
    droppedIndexes = new DropIndexDrafter(reading, sql, script);
  }

  String draft() throws Unclear {
    int verbAt = Requests.verbAt(reading);
    String verb = reading.word(verbAt);
    reading.use(verbAt, verbAt + 1);
    Set<String> nouns = new HashSet<>();
    for (int i = 0; i < reading.size(); i++) {
      nouns.add(reading.word(i));
    }
    boolean index = nouns.contains("index") || nouns.contains("indexes") || verb.equals("index");
    switch (verb) {
      case "drop", "remove", "delete" -> {
        if (index) {
          droppedIndexes.draft();
        } else {
          drops.draft(nouns);
        }
      }
      case "rename" -> renames.draft(verbAt, nouns);
      case "create", "add", "index" -> {
        if (nouns.contains("foreign")) {
          foreignKeys.draft();
        } else if (index) {
          newIndexes.draft(nouns);
        } else if (nouns.contains("table") && verb.equals("create")) {
          newTables.draft();
        } else {
          Field listed = verb.equals("add") ? enumValues.column(nouns) : null;
          if (listed != null) {
            enumValues.draft(listed);
          } else {
            newColumns.draft(verbAt);
          }
        }
      }
      case "set", "make", "change", "alter" -> alter(verbAt);
      default -> throw new Unclear("Which change of the schema is wanted?");
    }
    requireNothingUnused();
    return script.text();
  }

  /** alter table orders add column note: the verb that follows says what is wanted. */
  private void alter(int verbAt) throws Unclear {
    Relation table = target.table();
    for (int i = verbAt + 1; i < reading.size(); i++) {
      boolean column = Set.of("column", "columns").contains(reading.word(i + 1));
      switch (reading.word(i)) {
        case "table" -> reading.item(i).use();
        case "add" -> {
          if (reading.word(verbAt).equals("alter")) {
            reading.use(i, i + 1);
            newColumns.draft(i);
            return;
          }
        }
        case "drop" -> {
          if (column) {
            reading.use(i, i + 1);
            new ColumnResolver(reading).findColumns();
            drops.dropColumns(table);
            return;
          }
        }
        default -> {
          // Part of what is to be changed.
        }
      }
    }
    alteredColumns.draft(table);
  }

  private void requireNothingUnused() throws Unclear {
    List<String> unused = reading.unusedWords();
    if (!unused.isEmpty()) {
      throw new Unclear(
          "The words "
              + MockScriptGenerator.quoted(unused)
              + " do not fit the change: what do they mean?");
    }
  }
}
