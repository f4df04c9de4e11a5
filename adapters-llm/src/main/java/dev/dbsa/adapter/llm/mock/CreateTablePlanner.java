package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.ChangePlan.CreateTable;
import dev.dbsa.adapter.llm.mock.NameReader.NameAt;
import dev.dbsa.adapter.llm.mock.NewColumn.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Plans a new table from the description of its columns. */
final class CreateTablePlanner {
  /** Words between the table's name and its columns. */
  private static final Set<String> CONTENTS =
      Set.of(
          "with",
          "having",
          "containing",
          "columns",
          "column",
          "fields",
          "following",
          "and",
          "consisting",
          "of",
          "that",
          "has",
          "storing",
          "which",
          "contains");

  /** Names of columns, by their last word, that often have no value. */
  private static final Set<String> OFTEN_MISSING =
      Set.of(
          "note",
          "comment",
          "description",
          "remark",
          "bio",
          "summari",
          "ended",
          "closed",
          "deleted",
          "until",
          "end",
          "middl",
          "detail");

  /** Names by which people tell rows apart. */
  private static final Set<String> NATURAL_KEYS =
      Set.of("cod", "sku", "slug", "isbn", "ean", "barcod");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final NewNames names;

  CreateTablePlanner(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.names = new NewNames(reading, sql);
  }

  CreateTable plan() throws Unclear {
    int at = nameStart();
    NameAt name = new NameReader(reading).nameAt(at, reading.size());
    if (name.text().isEmpty()) {
      throw new Unclear("What is the new table to be called?");
    }
    reading.use(at, name.end(), "the name of the new table");
    requireNewTable(name.text());
    at = name.end();
    while (reading.isWord(at, CONTENTS) || reading.isSymbol(at, "(") || reading.isSymbol(at, ":")) {
      reading.use(at, at + 1);
      at++;
    }
    List<NewColumn> columns = new NewColumnReader(reading, sql).columns(at, reading.size(), null);
    reading.useSymbol(")");
    reading.useSymbol("(");
    if (columns.isEmpty()) {
      throw new Unclear("Which columns is the new table " + name.text() + " to have?");
    }
    requireDistinct(columns);
    columns.stream()
        .map(NewColumn::reference)
        .filter(r -> r != null)
        .forEach(r -> notes.refer(r.table(), "the new table refers to it"));
    List<String> searchPath = reading.index().schema().searchPath();
    notes.step(
        "Create the table "
            + name.text()
            + (searchPath.isEmpty() ? "" : " in " + searchPath.getFirst()));
    return new CreateTable(name.text(), completed(columns));
  }

  /** After the word table and words such as called. */
  private int nameStart() {
    int at = 0;
    while (at < reading.size() && !reading.isWord(at, "table")) {
      reading.use(at, at + 1);
      at++;
    }
    reading.use(at, at + 1);
    at++;
    while (reading.isWord(at, Set.of("called", "named", "for", "of"))) {
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

  /** With a key, and with what goes without saying told. */
  private List<NewColumn> completed(List<NewColumn> described) {
    List<NewColumn> columns = new ArrayList<>();
    boolean keyed = described.stream().anyMatch(c -> c.role() == Role.KEY);
    if (!keyed && described.stream().noneMatch(CreateTablePlanner::isId)) {
      notes.assume("The table gets a key of its own, id, that the server counts up.", 0.03);
      columns.add(counted("bigint"));
    }
    List<String> nullable = new ArrayList<>();
    boolean first = true;
    for (NewColumn column : described) {
      if (isId(column) && !keyed) {
        columns.add(identity(column));
        continue;
      }
      NewColumn completed = completed(column, first);
      columns.add(completed);
      first = false;
      if (!completed.required()) {
        nullable.add(completed.name());
      }
    }
    notes.assume(
        "Every column has to have a value"
            + (nullable.isEmpty() ? "." : ", but " + String.join(", ", nullable) + "."),
        0.03);
    return columns;
  }

  private NewColumn completed(NewColumn column, boolean first) {
    List<String> words = Words.stems(column.name());
    String last = words.isEmpty() ? "" : words.getLast();
    boolean missing =
        column.role() == Role.PLAIN
            && words.stream().anyMatch(OFTEN_MISSING::contains)
            && !column.unique();
    boolean natural =
        first && column.role() == Role.PLAIN && NATURAL_KEYS.contains(last) && !column.unique();
    String value = column.defaultValue();
    boolean created =
        Set.of("created_at", "createdat", "created")
            .contains(column.name().toLowerCase(Locale.ROOT));
    if (value == null && created && column.type().matches("timestamp.*|datetime.*")) {
      value = "CURRENT_TIMESTAMP";
    } else if (value == null && column.type().equals("boolean") && column.required()) {
      value = "FALSE";
      notes.assume(column.name() + " is false unless something else is said.", 0.02);
    }
    if (natural) {
      notes.assume("No two rows share a " + column.name() + ".", 0.03);
    }
    if (column.reference() != null) {
      notes.assume(
          column.name() + " is a foreign key to " + column.reference().table().name().name() + ".",
          0.01);
    }
    String type = column.type();
    if (!sql.isPostgres()
        && type.equals("text")
        && (natural || column.unique() || column.role() != Role.PLAIN)) {
      type = "varchar(255)";
      notes.assume("MySQL takes no text as a key; " + column.name() + " is varchar(255).", 0.03);
    }
    return new NewColumn(
        column.name(),
        type,
        column.required() && !missing,
        value,
        column.unique() || natural,
        column.reference(),
        column.role(),
        column.check());
  }

  private static boolean isId(NewColumn column) {
    return column.name().equalsIgnoreCase("id");
  }

  private static NewColumn counted(String type) {
    return new NewColumn("id", type, true, null, false, null, Role.COUNTED_KEY, null);
  }

  private static NewColumn identity(NewColumn id) {
    boolean whole = Set.of("integer", "int", "bigint", "smallint").contains(id.type());
    boolean byName = id.type().startsWith("varchar") || id.type().equals("text");
    return whole || byName
        ? counted(whole ? id.type() : "bigint")
        : new NewColumn(id.name(), id.type(), true, id.defaultValue(), false, null, Role.KEY, null);
  }
}
