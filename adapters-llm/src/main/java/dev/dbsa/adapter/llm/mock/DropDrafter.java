package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Drafts DROP TABLE and ALTER TABLE … DROP COLUMN, of what nothing else uses. */
final class DropDrafter {
  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final DdlScript script;
  private final ChangeTarget target;
  private final Dependents dependents;

  DropDrafter(Reading reading, Sql sql, DdlScript script) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.script = script;
    this.target = new ChangeTarget(reading);
    this.dependents = new Dependents(reading.index());
  }

  /**
   * @param nouns all words of the request
   */
  void draft(Set<String> nouns) throws Unclear {
    Relation table = target.table();
    new ColumnResolver(reading).findColumns();
    boolean column =
        nouns.contains("column") || nouns.contains("columns") || nouns.contains("field");
    if (column || hasField(table)) {
      dropColumns(table);
    } else {
      dropTable(table);
    }
  }

  private void dropTable(Relation table) throws Unclear {
    if (reading.scope().size() > 1) {
      throw new Unclear("Several tables are named: which one is to be dropped?");
    }
    target.use(table);
    reading.useWords(Set.of("table"));
    dependents.requireNone(table);
    notes.refer(table, "is dropped");
    notes.step("Drop " + table.name().name());
    notes.assume(
        "Nobody needs the rows of " + table.name().name() + " any more: dropping cannot be undone.",
        0.1);
    script.add("DROP TABLE " + sql.table(table));
  }

  private boolean hasField(Relation table) {
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null && field.isOf(table)) {
        return true;
      }
    }
    return false;
  }

  /** Drops the columns that the request names. */
  void dropColumns(Relation table) throws Unclear {
    List<Field> fields = target.fieldsOf(table);
    target.use(table);
    if (fields.isEmpty()) {
      throw new Unclear("Which column of " + table.name().name() + " is to be dropped?");
    }
    List<String> parts = new ArrayList<>();
    for (Field field : fields) {
      dependents.requireNone(table, field.column());
      parts.add("DROP COLUMN " + sql.name(field.column().name()));
      notes.refer(table, field.column(), "is dropped");
    }
    notes.refer(table, "loses " + (parts.size() == 1 ? "a column" : "columns"));
    notes.step("Drop columns of " + table.name().name());
    notes.assume("Nobody needs the values any more: dropping cannot be undone.", 0.1);
    script.add(sql.alter(table) + String.join(", ", parts));
  }
}
