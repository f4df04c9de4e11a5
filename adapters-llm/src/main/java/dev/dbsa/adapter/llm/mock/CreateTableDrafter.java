package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.ColumnTypes.Reference;
import dev.dbsa.adapter.llm.mock.NameReader.NameAt;
import dev.dbsa.domain.schema.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Drafts CREATE TABLE. */
final class CreateTableDrafter {
  /** Words between the table's name and its columns. */
  private static final Set<String> CONTENTS =
      Set.of(
          "with", "having", "containing", "columns", "column", "fields", "the", "following", "and");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final DdlScript script;
  private final NewNames names;
  private final NameReader nameReader;
  private final NewColumnReader columnReader;

  CreateTableDrafter(Reading reading, Sql sql, DdlScript script) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.script = script;
    this.names = new NewNames(reading, sql);
    this.nameReader = new NameReader(reading);
    this.columnReader = new NewColumnReader(reading, sql);
  }

  void draft() throws Unclear {
    int at = nameStart();
    NameAt name = nameReader.nameAt(at, reading.size());
    if (name.text().isEmpty()) {
      throw new Unclear("What is the new table to be called?");
    }
    reading.use(at, name.end());
    requireNewTable(name.text());
    at = name.end();
    while (reading.isWord(at, CONTENTS) || reading.isSymbol(at, "(") || reading.isSymbol(at, ":")) {
      reading.use(at, at + 1);
      at++;
    }
    List<NewColumn> columns = columnReader.columns(at, reading.size(), null);
    reading.useSymbol(")");
    if (columns.isEmpty()) {
      throw new Unclear("Which columns is the new table " + name.text() + " to have?");
    }
    requireDistinct(columns);
    write(name.text(), columns);
  }

  /** After the word table and words such as called. */
  private int nameStart() {
    int at = 0;
    while (at < reading.size() && !reading.isWord(at, "table")) {
      at++;
    }
    reading.use(at, at + 1);
    at++;
    while (reading.isWord(at, Set.of("called", "named", "for"))) {
      reading.use(at, at + 1);
      at++;
    }
    return at;
  }

  private void requireNewTable(String table) throws Unclear {
    names.requireName(table);
    if (reading.index().catalog().findUnqualified(table).isPresent()) {
      throw new Unclear(
          "There is already a table " + table + ": is it to be changed, or is another name meant?");
    }
  }

  private static void requireDistinct(List<NewColumn> columns) throws Unclear {
    Set<String> names = new HashSet<>();
    for (NewColumn column : columns) {
      if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
        throw new Unclear(
            "The column “"
                + column.name()
                + "” is named twice: what is the other one to be called?");
      }
    }
  }

  private void write(String table, List<NewColumn> columns) {
    List<String> lines = new ArrayList<>();
    if (columns.stream().noneMatch(CreateTableDrafter::isId)) {
      notes.assume("The table gets a key of its own, id, that the server counts up.", 0.03);
      lines.add(identity("bigint"));
    }
    for (NewColumn column : columns) {
      lines.add(isId(column) ? identityOf(column) : column.definition(sql));
    }
    for (NewColumn column : columns) {
      Reference reference = column.reference();
      if (reference != null && isReferable(reference.key(), column.type())) {
        lines.add(foreignKey(column.name(), reference));
      }
    }
    List<String> searchPath = reading.index().schema().searchPath();
    notes.step(
        "Create the table " + table + (searchPath.isEmpty() ? "" : " in " + searchPath.getFirst()));
    script.add("CREATE TABLE " + sql.name(table) + " (\n  " + String.join(",\n  ", lines) + "\n)");
  }

  private static boolean isId(NewColumn column) {
    return column.name().equalsIgnoreCase("id");
  }

  private String identity(String type) {
    return sql.isPostgres()
        ? "id " + type + " GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
        : "id " + type + " NOT NULL AUTO_INCREMENT PRIMARY KEY";
  }

  private String identityOf(NewColumn id) {
    boolean whole = Set.of("integer", "int", "bigint", "smallint").contains(id.type());
    boolean byName = id.type().startsWith("varchar") || id.type().equals("text");
    return whole || byName
        ? identity(whole ? id.type() : "bigint")
        : id.definition(sql) + " PRIMARY KEY";
  }

  private String foreignKey(String column, Reference reference) {
    notes.refer(reference.table(), "the new column " + column + " refers to it");
    notes.assume(column + " is a foreign key to " + reference.table().name().name() + ".", 0.03);
    return "FOREIGN KEY ("
        + sql.name(column)
        + ") REFERENCES "
        + sql.table(reference.table())
        + " ("
        + sql.name(reference.key().name())
        + ")";
  }

  /** Text keys would have to share their collation too, which the script cannot promise. */
  private boolean isReferable(Column key, String type) {
    TypeKind kind = sql.kind(key);
    return (kind.isNumeric() || kind == TypeKind.UUID) && key.type().equals(type);
  }
}
