package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.NameReader.NameAt;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import java.util.Set;

/** Drafts ALTER TABLE … RENAME, of a table or of a column. */
final class RenameDrafter {
  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final DdlScript script;
  private final ChangeTarget target;
  private final NewNames names;
  private final NameReader nameReader;

  RenameDrafter(Reading reading, Sql sql, DdlScript script) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.script = script;
    this.target = new ChangeTarget(reading);
    this.names = new NewNames(reading, sql);
    this.nameReader = new NameReader(reading);
  }

  /**
   * @param nouns all words of the request
   */
  void draft(int verbAt, Set<String> nouns) throws Unclear {
    new TableResolver(reading).requireClearTables();
    int to = lastTo(verbAt);
    if (to < 0 || to + 1 >= reading.size()) {
      throw new Unclear("What is the new name?");
    }
    NameAt name = nameReader.nameAt(to + 1, reading.size());
    names.requireName(name.text());
    reading.use(to, name.end());
    Relation table = renamedTable(to, name.end());
    ChangeTarget.requireTable(table);
    boolean wholeTable = nouns.contains("table") && !nouns.contains("column");
    if (!wholeTable) {
      new ColumnResolver(reading).findColumns();
    }
    List<Field> fields = target.fieldsOf(table);
    target.use(table);
    reading.useWords(Set.of("table"));
    notes.refer(table, fields.isEmpty() ? "is renamed" : "has a column renamed");
    notes.assume("Whoever uses the old name is changed at the same time.", 0.05);
    if (fields.isEmpty()) {
      renameTable(table, name.text());
    } else if (fields.size() == 1) {
      renameColumn(table, fields.getFirst().column(), name.text());
    } else {
      throw new Unclear("Which one of the columns is to be renamed?");
    }
  }

  /** Where the last word before a new name stands; -1 where none does. */
  private int lastTo(int verbAt) {
    int to = -1;
    for (int i = verbAt + 1; i < reading.size(); i++) {
      if (reading.isWord(i, Set.of("to", "as", "into"))) {
        to = i;
      }
    }
    return to;
  }

  private Relation renamedTable(int to, int last) throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      boolean newName = i > to && i < last;
      Relation table = reading.table(i);
      if (table != null && !newName) {
        return table;
      }
    }
    throw new Unclear("The request names no table of the schema: which table is meant?");
  }

  private void renameTable(Relation table, String newName) throws Unclear {
    if (reading.index().catalog().findIn(table.name().schema(), newName).isPresent()) {
      throw new Unclear("There is already a table " + newName + ": what is the new name?");
    }
    notes.step("Rename " + table.name().name() + " to " + newName);
    script.add(sql.alter(table) + "RENAME TO " + sql.name(newName));
  }

  private void renameColumn(Relation table, Column column, String newName) throws Unclear {
    names.requireNewColumn(table, newName);
    if (!sql.isPostgres()
        && table.checks().stream().anyMatch(c -> c.expression().contains(column.name()))) {
      throw new Unclear(
          "A check uses "
              + column.name()
              + ", which MySQL then refuses to rename: is the check to be dropped?");
    }
    notes.refer(table, column, "is renamed");
    notes.step("Rename " + table.name().name() + "." + column.name() + " to " + newName);
    script.add(
        sql.alter(table) + "RENAME COLUMN " + sql.name(column.name()) + " TO " + sql.name(newName));
  }
}
