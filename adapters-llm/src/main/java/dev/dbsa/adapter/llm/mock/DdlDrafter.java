package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.mock.ColumnTypes.Reference;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.sql.Identifiers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drafts changes of the schema, in the form that blocks the least. */
final class DdlDrafter {
  private static final String LOCK_TIMEOUT = "'5s'";

  /** Longer keys than this many characters do not fit an InnoDB index in utf8mb4. */
  private static final int MYSQL_INDEXED_CHARACTERS = 191;

  private static final int MYSQL_WHOLE_VARCHAR = 768;

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

  private static final Set<String> NAME_ENDS =
      Set.of(
          "to",
          "on",
          "in",
          "for",
          "of",
          "as",
          "with",
          "default",
          "type",
          "not",
          "null",
          "nullable",
          "required",
          "unique",
          "and",
          "from",
          "called",
          "named",
          "defaulting",
          "having",
          "containing",
          "optional",
          "that",
          "which",
          "references",
          "referencing",
          "mandatory");

  /** A new column. */
  private record NewColumn(
      String name,
      String type,
      boolean required,
      @Nullable String defaultValue,
      boolean unique,
      @Nullable Reference reference) {}

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ColumnTypes types;
  private final boolean migration;
  private final List<String> statements = new ArrayList<>();

  /** Statements that PostgreSQL refuses inside a transaction, or that should follow its end. */
  private final List<String> afterwards = new ArrayList<>();

  DdlDrafter(Reading reading, Sql sql, boolean migration) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.types = new ColumnTypes(reading.index(), sql);
    this.migration = migration;
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
      case "drop", "remove", "delete" -> drop(nouns, index);
      case "rename" -> rename(verbAt, nouns.contains("table") && !nouns.contains("column"));
      case "create", "add", "index" -> {
        if (nouns.contains("foreign")) {
          addForeignKey();
        } else if (index) {
          addIndex(nouns);
        } else if (nouns.contains("table") && verb.equals("create")) {
          createTable();
        } else {
          addColumns(verbAt);
        }
      }
      case "set", "make", "change", "alter" -> changeColumn(verbAt, nouns);
      default -> throw new Unclear("Which change of the schema is wanted?");
    }
    List<String> unused = reading.unusedWords();
    if (!unused.isEmpty()) {
      throw new Unclear(
          "The words "
              + MockScriptGenerator.quoted(unused)
              + " do not fit the change: what do they mean?");
    }
    return script();
  }

  private String script() {
    StringBuilder text = new StringBuilder();
    if (sql.isPostgres() && !statements.isEmpty()) {
      if (migration) {
        text.append("BEGIN;\nSET LOCAL lock_timeout = ").append(LOCK_TIMEOUT).append(";\n");
      } else {
        text.append("SET lock_timeout = ").append(LOCK_TIMEOUT).append(";\n");
      }
      notes.assume(
          "A lock that cannot be had within 5 seconds ends the script instead of blocking others.",
          0);
    }
    statements.forEach(s -> text.append(s).append(";\n"));
    if (sql.isPostgres() && migration && !statements.isEmpty()) {
      text.append("COMMIT;\n");
    }
    afterwards.forEach(s -> text.append(s).append(";\n"));
    return text.toString();
  }

  // -- Which table and column ---------------------------------------------------------------------

  private Relation onlyTable() throws Unclear {
    reading.requireClearTables();
    List<Relation> scope = reading.scope();
    if (scope.isEmpty()) {
      throw new Unclear("The request names no table of the schema: which table is to be changed?");
    }
    Relation table = scope.getFirst();
    for (int i = 0; i < reading.size(); i++) {
      Relation named = reading.table(i);
      boolean marked =
          reading.isWord(i - 1, Set.of("to", "on", "from", "in", "table", "of", "for"))
              || reading.isWord(i + 1, "table");
      if (named != null && marked) {
        table = named;
      }
    }
    requireTable(table);
    return table;
  }

  private static void requireTable(Relation table) throws Unclear {
    if (!table.kind().isTable()) {
      throw new Unclear(
          table.name().name()
              + " is a "
              + table.kind().label().replace('_', ' ')
              + ", not a table: which table is to be changed?");
    }
  }

  private void useTable(Relation table) {
    for (int i = 0; i < reading.size(); i++) {
      Relation named = reading.table(i);
      if (named != null && named.name().equals(table.name())) {
        reading.item(i).use();
      }
    }
    for (int i = 0; i < reading.size(); i++) {
      if (reading.isWord(
          i,
          Set.of(
              "index",
              "indexes",
              "unique",
              "foreign",
              "key",
              "constraint",
              "column",
              "columns",
              "type",
              "datatype",
              "nullable",
              "optional",
              "required",
              "mandatory",
              "concurrently",
              "fields",
              "primary"))) {
        reading.item(i).use();
      }
    }
  }

  private List<Field> fieldsOf(Relation table) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null && field.isOf(table)) {
        fields.add(field);
        reading.item(i).use();
      }
    }
    return fields;
  }

  private String alter(Relation table) {
    return "ALTER TABLE " + sql.table(table) + " ";
  }

  // -- Columns ------------------------------------------------------------------------------------

  private void addColumns(int verbAt) throws Unclear {
    Relation table = onlyTable();
    int tableAt = tableAt(table);
    int from = verbAt + 1;
    boolean[] flags = new boolean[2];
    String leadingType = null;
    while (from < reading.size()) {
      String word = reading.word(from);
      if (QUALIFIERS.contains(word)) {
        flags[0] |= Set.of("required", "mandatory").contains(word);
        flags[1] |= word.equals("unique");
      } else if (Set.of("column", "columns", "field", "fields", "called", "named").contains(word)) {
        // Only says what follows.
      } else if (ColumnTypes.isType(word) && precedesNoun(from)) {
        leadingType = word;
      } else {
        break;
      }
      reading.use(from, from + 1);
      from++;
    }
    int to = tableAt > from ? tableAt : reading.size();
    List<NewColumn> columns = columnList(from, to, leadingType);
    if (columns.isEmpty() && tableAt >= from && tableAt < reading.size()) {
      columns = columnsAfter(tableAt, leadingType);
    }
    if (columns.isEmpty()) {
      throw new Unclear("What is the new column of " + table.name().name() + " called?");
    }
    useTable(table);
    List<NewColumn> complete = new ArrayList<>();
    for (NewColumn column : columns) {
      complete.add(withModifiers(column, tableAt, columns.size() == 1, flags));
    }
    List<String> parts = new ArrayList<>();
    for (NewColumn column : complete) {
      requireNew(table, column.name());
      parts.add("ADD COLUMN " + definition(column));
    }
    notes.refer(table, "gets " + (parts.size() == 1 ? "a new column" : "new columns"));
    String text = alter(table) + String.join(", ", parts);
    statements.add(sql.isPostgres() ? text : text + instant());
    notes.step(
        "Add "
            + String.join(", ", complete.stream().map(NewColumn::name).toList())
            + " to "
            + table.name().name());
    for (NewColumn column : complete) {
      if (column.unique()) {
        addIndex(table, List.of(column.name()), true, null, List.of());
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

  private boolean precedesNoun(int at) {
    for (int i = at + 1; i < Math.min(reading.size(), at + 4); i++) {
      if (Set.of("column", "columns", "field", "fields").contains(reading.word(i))) {
        return true;
      }
      if (!QUALIFIERS.contains(reading.word(i)) && !ColumnTypes.isType(reading.word(i))) {
        return ColumnTypes.isClearType(reading.word(at))
            && i == at + 1
            && !NAME_ENDS.contains(reading.word(i));
      }
    }
    return false;
  }

  private int tableAt(Relation table) {
    int found = reading.size();
    for (int i = 0; i < reading.size(); i++) {
      Relation named = reading.table(i);
      if (named != null && named.name().equals(table.name())) {
        found = i;
      }
    }
    return found;
  }

  /** add to customers a column called phone; alter table customers add column phone. */
  private List<NewColumn> columnsAfter(int tableAt, @Nullable String leadingType) throws Unclear {
    int from = tableAt + 1;
    while (Set.of("add", "column", "columns", "field", "called", "named", "with", "new")
        .contains(reading.word(from))) {
      reading.use(from, from + 1);
      from++;
    }
    return columnList(from, reading.size(), leadingType);
  }

  /** name type, name type and name. */
  private List<NewColumn> columnList(int from, int to, @Nullable String leadingType)
      throws Unclear {
    List<Named> named = new ArrayList<>();
    int at = from;
    while (at < to) {
      int start = at;
      StringBuilder name = new StringBuilder();
      boolean quoted = false;
      while (at < to && isNamePart(at, !name.isEmpty(), quoted)) {
        Item item = reading.item(at);
        quoted = item.isKind(Token.Kind.QUOTED) || item.isKind(Token.Kind.VALUE);
        for (Token token : item.tokens()) {
          name.append(name.isEmpty() ? "" : "_").append(token.text());
        }
        at++;
      }
      if (name.isEmpty()) {
        break;
      }
      String written =
          quoted || at - start == 1 && reading.item(start).tokens().size() == 1
              ? name.toString()
              : name.toString().toLowerCase(Locale.ROOT);
      reading.use(start, at);
      TypeAt type = typeAt(at, leadingType);
      at = type.end();
      named.add(new Named(written.strip(), type.type(), reading.item(start)));
      if (type.announced()
          && named.subList(0, named.size() - 1).stream().allMatch(n -> n.type() == null)) {
        // width, height and depth as integer: the type is that of all.
        named.replaceAll(n -> new Named(n.name(), type.type(), n.item()));
      }
      boolean more = false;
      while (reading.isSymbol(at, ",") || reading.isWord(at, "and")) {
        reading.use(at, at + 1);
        at++;
        more = true;
      }
      if (!more) {
        break;
      }
    }
    List<NewColumn> columns = new ArrayList<>();
    for (Named column : named) {
      columns.add(newColumn(column.name(), column.type(), column.item()));
    }
    return columns;
  }

  /** A new column as far as the request tells. */
  private record Named(String name, @Nullable String type, Item item) {}

  private boolean isNamePart(int i, boolean continued, boolean quoted) {
    Item item = reading.item(i);
    if (item.isUsed() || quoted) {
      return false;
    }
    if (item.isKind(Token.Kind.QUOTED) || item.isKind(Token.Kind.VALUE)) {
      return !continued;
    }
    if (item.table() != null) {
      return true;
    }
    boolean snake = i > 0 && reading.item(i - 1).text().contains("_");
    boolean type =
        continued
            && (ColumnTypes.isClearType(item.word()) || snake && ColumnTypes.isType(item.word()));
    return item.isKind(Token.Kind.WORD)
        && !type
        && !(NAME_ENDS.contains(item.word())
            && (continued || !Set.of("type", "default").contains(item.word())));
  }

  private record TypeAt(@Nullable String type, int end, boolean announced) {}

  /** varchar(50), as text, of type integer. */
  private TypeAt typeAt(int from, @Nullable String leadingType) throws Unclear {
    int at = from;
    boolean announced = false;
    while (reading.isWord(at, Set.of("as", "type"))
        || reading.isPhrase(at, "of type")
        || reading.isSymbol(at, ":")) {
      at += reading.isPhrase(at, "of type") ? 2 : 1;
      announced = true;
    }
    String word = reading.word(at);
    boolean parenthesis =
        !announced && reading.isSymbol(at, "(") && ColumnTypes.isType(reading.word(at + 1));
    if (parenthesis) {
      at++;
      word = reading.word(at);
    }
    boolean snake = from > 0 && reading.item(from - 1).text().contains("_");
    boolean type =
        announced || parenthesis || snake
            ? ColumnTypes.isType(word)
            : ColumnTypes.isClearType(word);
    if (!type) {
      if (announced
          && at < reading.size()
          && reading.item(at).isPlainWord()
          && !NAME_ENDS.contains(word)) {
        throw new Unclear("Which type is “" + reading.item(at).text() + "”?");
      }
      return new TypeAt(
          leadingType == null ? null : types.ofWord(leadingType, null, null), from, false);
    }
    int end = at + 1;
    Integer size = null;
    Integer scale = null;
    if (reading.isSymbol(end, "(") && reading.isNumber(end + 1)) {
      size = whole(end + 1);
      end += 2;
      if (reading.isSymbol(end, ",") && reading.isNumber(end + 1)) {
        scale = whole(end + 1);
        end += 2;
      }
      end = reading.isSymbol(end, ")") ? end + 1 : end;
    }
    if (parenthesis && reading.isSymbol(end, ")")) {
      end++;
    }
    if (word.equals("double") && reading.isWord(end, "precision")) {
      end++;
    }
    String written = types.ofWord(word, size, scale);
    reading.use(from, end);
    return new TypeAt(written, end, announced);
  }

  private int whole(int i) throws Unclear {
    String text = reading.item(i).text();
    if (!text.matches("\\d{1,6}")) {
      throw new Unclear("“" + text + "” is no size of a type: which one is meant?");
    }
    return Integer.parseInt(text);
  }

  private NewColumn newColumn(String name, @Nullable String type, Item item) throws Unclear {
    Relation table = item.table();
    String columnName = name;
    Reference reference = types.reference(name).orElse(null);
    if (table != null && reference == null && type == null) {
      reference = types.reference(table).orElse(null);
      if (reference != null) {
        columnName = singular(name) + "_id";
        notes.assume(
            "“" + item.text() + "” refers to the table " + table.name().name() + ".", 0.05);
      }
    }
    requireName(columnName);
    String chosen = type;
    if (chosen == null && reference != null) {
      chosen = types.keyType(reference.key());
    }
    if (chosen == null) {
      Optional<String> byName = types.ofName(columnName);
      chosen = byName.orElse(sql.isPostgres() ? "text" : "varchar(255)");
      notes.assume(
          "The type of "
              + columnName
              + " is not given; "
              + chosen
              + (byName.isPresent() ? " fits its name." : " takes any text."),
          byName.isPresent() ? 0.03 : 0.1);
    }
    return new NewColumn(columnName, chosen, false, null, false, reference);
  }

  private static String singular(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    return folded.endsWith("ies")
        ? folded.substring(0, folded.length() - 3) + "y"
        : folded.endsWith("s") && !folded.endsWith("ss")
            ? folded.substring(0, folded.length() - 1)
            : folded;
  }

  /** What follows the table's name, or stands before the column's: not null, default 0, unique. */
  private NewColumn withModifiers(NewColumn column, int tableAt, boolean single, boolean[] flags)
      throws Unclear {
    boolean required = flags[0];
    boolean unique = flags[1];
    String type = column.type();
    String value = null;
    for (int i = 0; i < reading.size() && single; i++) {
      if (reading.isPhrase(i, "not null") || reading.isWord(i, Set.of("required", "mandatory"))) {
        required = true;
        reading.use(i, reading.isPhrase(i, "not null") ? i + 2 : i + 1);
      } else if (reading.isWord(i, "unique")) {
        unique = true;
        reading.use(i, i + 1);
      } else if (i > tableAt && (reading.isWord(i, "as") || reading.isPhrase(i, "of type"))) {
        TypeAt given = typeAt(i, null);
        if (given.type() != null) {
          type = given.type();
        }
      }
    }
    for (int i = 0; i < reading.size() && single; i++) {
      if (reading.isWord(i, Set.of("default", "defaulting"))) {
        int at = i + 1;
        while (reading.isWord(at, Set.of("value", "to", "of", "is", "as"))
            || reading.isSymbol(at, "=")) {
          at++;
        }
        value = defaultValue(column.name(), type, at);
        reading.use(reading.isWord(i - 1, "with") ? i - 1 : i, at + 1);
      } else if (reading.isWord(i, "with") && reading.isWord(i + 1, "default")) {
        reading.use(i, i + 1);
      }
    }
    if (value != null && !sql.isPostgres() && type.equals("text")) {
      type = "varchar(255)";
      notes.assume("MySQL takes no default for text; the column is varchar(255).", 0.03);
    }
    if (required && value == null) {
      notes.ask(
          column.name()
              + " is to be NOT NULL, but existing rows would have no value: which default are they to get? The script adds it nullable.",
          0.15);
      required = false;
    }
    return new NewColumn(column.name(), type, required, value, unique, column.reference());
  }

  private String defaultValue(String name, String type, int at) throws Unclear {
    if (at >= reading.size()) {
      throw new Unclear("Which default is “" + name + "” to have?");
    }
    Column column = new Column(name, 1, type, true, null, ColumnGeneration.NONE, null, null, null);
    Item item = reading.item(at);
    String word = item.word();
    TypeKind kind = sql.kind(column);
    if (Set.of("now", "today", "current", "current_timestamp", "current_date").contains(word)
        && kind.isDay()) {
      boolean day = kind == TypeKind.DATE;
      return day ? (sql.isPostgres() ? "CURRENT_DATE" : "(CURRENT_DATE)") : "CURRENT_TIMESTAMP";
    }
    if (word.equals("null")) {
      return "NULL";
    }
    return sql.storedValue(reading.index().schema().relations().getFirst(), column, item.text());
  }

  private String definition(NewColumn column) {
    StringBuilder text =
        new StringBuilder(sql.name(column.name())).append(' ').append(column.type());
    if (column.required()) {
      text.append(" NOT NULL");
    }
    if (column.defaultValue() != null) {
      text.append(" DEFAULT ").append(column.defaultValue());
    }
    return text.toString();
  }

  private void requireNew(Relation table, String name) throws Unclear {
    Optional<Column> known = reading.index().catalog().findColumn(table, name);
    if (known.isPresent()) {
      throw new Unclear(
          table.name().name()
              + " already has a column "
              + known.get().name()
              + " ("
              + known.get().type()
              + "): is another one meant?");
    }
  }

  private void requireName(String name) throws Unclear {
    boolean tooLong =
        sql.isPostgres()
            ? name.getBytes(StandardCharsets.UTF_8).length > Identifiers.POSTGRESQL_MAX_BYTES
            : name.codePointCount(0, name.length()) > Identifiers.MYSQL_MAX_CHARACTERS;
    if (name.isBlank() || tooLong || name.codePoints().anyMatch(Character::isISOControl)) {
      throw new Unclear(
          "Which name is the new object to have? At most 63 characters are possible.");
    }
    if (!sql.isPostgres() && name.codePoints().anyMatch(Character::isSupplementaryCodePoint)) {
      throw new Unclear(
          "MySQL takes no names with characters beyond U+FFFF: what is “"
              + name
              + "” to be called?");
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

  // -- Indexes ------------------------------------------------------------------------------------

  private void addIndex(Set<String> nouns) throws Unclear {
    String name = null;
    for (int i = 0; i + 1 < reading.size(); i++) {
      boolean announced = reading.isWord(i, Set.of("named", "called"));
      Item next = reading.item(i + 1);
      if (announced
          && (next.isKind(Token.Kind.WORD)
              || next.isKind(Token.Kind.QUOTED)
              || next.isKind(Token.Kind.VALUE))) {
        name = next.text();
        requireName(name);
        reading.use(i, i + 2);
      }
    }
    Relation table = indexedTable();
    List<Field> fields = fieldsOf(table);
    if (fields.isEmpty()) {
      throw new Unclear("Which columns of " + table.name().name() + " is the index to have?");
    }
    useTable(table);
    List<String> columns = fields.stream().map(f -> f.column().name()).distinct().toList();
    addIndex(table, columns, nouns.contains("unique"), name, fields);
  }

  private Relation indexedTable() throws Unclear {
    reading.requireClearTables();
    if (reading.scope().isEmpty()) {
      throw new Unclear("The request names no table of the schema: which table is to be indexed?");
    }
    reading.findColumns();
    Relation table = reading.scope().getFirst();
    requireTable(table);
    if (table.kind() == RelationKind.FOREIGN_TABLE) {
      throw new Unclear(
          table.name().name()
              + " is a foreign table, which has no indexes of its own: which table is meant?");
    }
    return table;
  }

  private void addIndex(
      Relation table,
      List<String> columns,
      boolean unique,
      @Nullable String given,
      List<Field> fields)
      throws Unclear {
    String schemaName = table.name().schema();
    for (Index index : table.indexes()) {
      List<String> known =
          index.parts().stream().map(p -> p.column() == null ? "" : p.column()).toList();
      boolean covers =
          index.valid()
              && index.predicate() == null
              && known.size() >= columns.size()
              && known.subList(0, columns.size()).equals(columns)
              && (!unique || index.unique() && known.size() == columns.size());
      if (covers) {
        throw new Unclear(
            "The index "
                + index.name()
                + " ("
                + String.join(", ", known)
                + ") of "
                + table.name().name()
                + " serves this already: is another one wanted?");
      }
    }
    List<String> parts = new ArrayList<>();
    String method = "";
    for (String name : columns) {
      Column column = table.findColumn(name).orElse(null);
      if (column == null) {
        parts.add(sql.name(name));
        continue;
      }
      TypeKind kind = sql.kind(column);
      if (kind == TypeKind.JSON
          && sql.isPostgres()
          && columns.size() == 1
          && !unique
          && column.type().equals("jsonb")) {
        method = "USING gin ";
      } else if (!kind.isComparable()) {
        throw new Unclear(
            "A column of type "
                + column.type()
                + " ("
                + column.name()
                + ") needs an index of a special kind: which queries is it for?");
      }
      parts.add(sql.name(name) + prefix(column));
    }
    String name = given == null ? indexName(table, columns, unique) : given;
    boolean taken =
        sql.isPostgres()
            ? namesIn(schemaName).contains(name)
            : table.indexes().stream().anyMatch(i -> i.name().equalsIgnoreCase(name));
    if (taken) {
      throw new Unclear(
          "There is already something called " + name + ": what is the index to be called?");
    }
    String what = unique ? "UNIQUE INDEX " : "INDEX ";
    notes.refer(table, "gets an index");
    fields.forEach(f -> notes.refer(f.relation(), f.column(), "is indexed"));
    notes.step("Build the index " + name + " on " + table.name().name());
    if (unique) {
      notes.assume("No two rows share a value today; otherwise the index cannot be built.", 0.03);
    }
    if (!sql.isPostgres()) {
      afterwards.add(
          "CREATE "
              + what
              + sql.name(name)
              + " ON "
              + sql.table(table)
              + " ("
              + String.join(", ", parts)
              + ") ALGORITHM=INPLACE LOCK=NONE");
      notes.assume(
          "The index is built while rows are read and written; the statement fails at once where that is impossible.",
          0);
      return;
    }
    boolean partitioned = table.kind() == RelationKind.PARTITIONED_TABLE;
    if (partitioned) {
      notes.assume(
          "PostgreSQL builds no index concurrently on a partitioned table: writes wait meanwhile.",
          0.05);
    } else {
      notes.assume(
          "CREATE INDEX CONCURRENTLY runs outside a transaction and leaves an invalid index behind if it fails.",
          0);
    }
    afterwards.add(
        "CREATE "
            + what
            + (partitioned ? "" : "CONCURRENTLY ")
            + sql.name(name)
            + " ON "
            + sql.table(table)
            + " "
            + method
            + "("
            + String.join(", ", parts)
            + ")");
  }

  /** MySQL indexes long text by its beginning only. */
  private String prefix(Column column) {
    if (sql.isPostgres()) {
      return "";
    }
    String type = column.type().toLowerCase(Locale.ROOT);
    boolean text = type.contains("text") || type.contains("blob");
    boolean wide =
        type.matches("varchar\\((\\d+)\\).*")
            && Integer.parseInt(digits(type)) >= MYSQL_WHOLE_VARCHAR;
    if (text || wide) {
      notes.assume(
          "Of "
              + column.name()
              + ", the first "
              + MYSQL_INDEXED_CHARACTERS
              + " characters are indexed.",
          0.03);
      return "(" + MYSQL_INDEXED_CHARACTERS + ")";
    }
    return "";
  }

  private static String digits(String type) {
    String inside = type.substring(type.indexOf('(') + 1, type.indexOf(')'));
    return inside.length() > 6 ? "999999" : inside;
  }

  private String indexName(Relation table, List<String> columns, boolean unique) {
    String base = (unique ? "ux_" : "ix_") + table.name().name() + "_" + String.join("_", columns);
    while (base.getBytes(StandardCharsets.UTF_8).length > 58) {
      base = base.substring(0, base.offsetByCodePoints(base.length(), -1));
    }
    Set<String> taken = new HashSet<>(namesIn(table.name().schema()));
    String name = base;
    for (int n = 2; taken.contains(name); n++) {
      name = base + "_" + n;
    }
    return name;
  }

  /** The names of relations and indexes, which share a name space in PostgreSQL. */
  private Set<String> namesIn(String schemaName) {
    Set<String> names = new HashSet<>();
    for (Relation relation : reading.index().schema().relations()) {
      if (relation.name().schema().equals(schemaName)) {
        names.add(relation.name().name());
        relation.indexes().forEach(i -> names.add(i.name()));
      }
    }
    return names;
  }

  // -- Tables -------------------------------------------------------------------------------------

  private void createTable() throws Unclear {
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
    int start = at;
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    while (at < reading.size() && isNamePart(at, !name.isEmpty(), quoted)) {
      Item item = reading.item(at);
      quoted = item.isKind(Token.Kind.QUOTED) || item.isKind(Token.Kind.VALUE);
      for (Token token : item.tokens()) {
        name.append(name.isEmpty() ? "" : "_").append(token.text());
      }
      at++;
    }
    if (name.isEmpty()) {
      throw new Unclear("What is the new table to be called?");
    }
    reading.use(start, at);
    String table = name.toString();
    requireName(table);
    if (reading.index().catalog().findUnqualified(table).isPresent()) {
      throw new Unclear(
          "There is already a table " + table + ": is it to be changed, or is another name meant?");
    }
    while (reading.isWord(
            at,
            Set.of(
                "with",
                "having",
                "containing",
                "columns",
                "column",
                "fields",
                "the",
                "following",
                "and"))
        || reading.isSymbol(at, "(")
        || reading.isSymbol(at, ":")) {
      reading.use(at, at + 1);
      at++;
    }
    List<NewColumn> columns = columnList(at, reading.size(), null);
    for (int i = 0; i < reading.size(); i++) {
      if (reading.isSymbol(i, ")")) {
        reading.item(i).use();
      }
    }
    if (columns.isEmpty()) {
      throw new Unclear("Which columns is the new table " + table + " to have?");
    }
    writeTable(table, columns);
  }

  private void writeTable(String table, List<NewColumn> columns) throws Unclear {
    List<String> lines = new ArrayList<>();
    Set<String> names = new HashSet<>();
    boolean hasId = columns.stream().anyMatch(c -> c.name().equalsIgnoreCase("id"));
    for (NewColumn column : columns) {
      if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
        throw new Unclear(
            "The column “"
                + column.name()
                + "” is named twice: what is the other one to be called?");
      }
    }
    if (!hasId) {
      notes.assume("The table gets a key of its own, id, that the server counts up.", 0.03);
      lines.add(identity("bigint"));
    }
    for (NewColumn column : columns) {
      boolean id = column.name().equalsIgnoreCase("id");
      lines.add(id ? identityOf(column) : definition(column));
    }
    String schemaName =
        reading.index().schema().searchPath().isEmpty()
            ? ""
            : reading.index().schema().searchPath().getFirst();
    for (NewColumn column : columns) {
      Reference reference = column.reference();
      if (reference != null && isReferable(reference.key(), column.type())) {
        lines.add(
            "FOREIGN KEY ("
                + sql.name(column.name())
                + ") REFERENCES "
                + sql.table(reference.table())
                + " ("
                + sql.name(reference.key().name())
                + ")");
        notes.refer(reference.table(), "the new column " + column.name() + " refers to it");
        notes.assume(
            column.name() + " is a foreign key to " + reference.table().name().name() + ".", 0.03);
      }
    }
    notes.step("Create the table " + table + (schemaName.isEmpty() ? "" : " in " + schemaName));
    statements.add(
        "CREATE TABLE " + sql.name(table) + " (\n  " + String.join(",\n  ", lines) + "\n)");
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
        : definition(id) + " PRIMARY KEY";
  }

  /** Text keys would have to share their collation too, which the script cannot promise. */
  private boolean isReferable(Column key, String type) {
    TypeKind kind = sql.kind(key);
    return (kind.isNumeric() || kind == TypeKind.UUID) && key.type().equals(type);
  }

  // -- Removing and renaming ----------------------------------------------------------------------

  private void drop(Set<String> nouns, boolean index) throws Unclear {
    if (index) {
      dropIndex();
      return;
    }
    boolean column =
        nouns.contains("column") || nouns.contains("columns") || nouns.contains("field");
    Relation table = onlyTable();
    if (!column) {
      reading.findColumns();
      column = hasField(table);
    } else {
      reading.findColumns();
    }
    if (column) {
      dropColumns(table);
      return;
    }
    if (reading.scope().size() > 1) {
      throw new Unclear("Several tables are named: which one is to be dropped?");
    }
    useTable(table);
    for (int i = 0; i < reading.size(); i++) {
      if (reading.isWord(i, "table")) {
        reading.item(i).use();
      }
    }
    List<String> referring =
        reading.index().links(table).stream()
            .filter(
                l ->
                    l.declared()
                        && l.target().name().equals(table.name())
                        && !l.source().name().equals(table.name()))
            .map(l -> l.source().name().name() + " (" + l.name() + ")")
            .distinct()
            .toList();
    if (!referring.isEmpty()) {
      throw new Unclear(
          table.name().name()
              + " is referred to by "
              + String.join(", ", referring)
              + ": are these foreign keys to be dropped first?");
    }
    requireNoView(table, table.name().name());
    notes.refer(table, "is dropped");
    notes.step("Drop " + table.name().name());
    notes.assume(
        "Nobody needs the rows of " + table.name().name() + " any more: dropping cannot be undone.",
        0.1);
    statements.add("DROP TABLE " + sql.table(table));
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

  private void requireNoView(Relation table, String name) throws Unclear {
    List<String> views =
        reading.index().schema().relations().stream()
            .filter(r -> r.definition() != null && !r.kind().isTable())
            .filter(r -> mentions(r, table, name))
            .map(r -> r.name().name())
            .toList();
    if (!views.isEmpty()) {
      throw new Unclear("Used by " + String.join(", ", views) + ": what is to become of it?");
    }
  }

  private static boolean mentions(Relation view, Relation table, String name) {
    String definition = view.definition();
    return definition != null
        && definition.contains(table.name().name())
        && (definition.contains(name) || definition.contains("*"));
  }

  private void dropColumns(Relation table) throws Unclear {
    List<Field> fields = fieldsOf(table);
    useTable(table);
    if (fields.isEmpty()) {
      throw new Unclear("Which column of " + table.name().name() + " is to be dropped?");
    }
    List<String> parts = new ArrayList<>();
    for (Field field : fields) {
      requireUnused(table, field.column());
      parts.add("DROP COLUMN " + sql.name(field.column().name()));
      notes.refer(table, field.column(), "is dropped");
    }
    notes.refer(table, "loses " + (parts.size() == 1 ? "a column" : "columns"));
    notes.step("Drop columns of " + table.name().name());
    notes.assume("Nobody needs the values any more: dropping cannot be undone.", 0.1);
    statements.add(alter(table) + String.join(", ", parts));
  }

  private void requireUnused(Relation table, Column column) throws Unclear {
    String name = column.name();
    List<String> users = new ArrayList<>();
    if (table.primaryKey() != null && table.primaryKey().columns().contains(name)) {
      users.add("the primary key");
    }
    for (ForeignKey key : table.foreignKeys()) {
      if (key.columns().contains(name)) {
        users.add("the foreign key " + key.name());
      }
    }
    for (JoinLink link : reading.index().links(table)) {
      if (link.declared()
          && link.target().name().equals(table.name())
          && link.targetColumns().contains(name)) {
        users.add("the foreign key " + link.name() + " of " + link.source().name().name());
      }
    }
    for (Index index : table.indexes()) {
      boolean several = index.parts().size() > 1;
      if (several && index.parts().stream().anyMatch(p -> name.equals(p.column()))) {
        users.add("the index " + index.name());
      }
    }
    for (CheckConstraint check : table.checks()) {
      if (check.expression().contains(name)) {
        users.add("the check " + check.name());
      }
    }
    for (Column other : table.columns()) {
      if (other.generationExpression() != null && other.generationExpression().contains(name)) {
        users.add("the computed column " + other.name());
      }
    }
    if (table.columns().size() == 1) {
      users.add("the table, as its only column");
    }
    if (!users.isEmpty()) {
      throw new Unclear(
          "The column "
              + name
              + " is used by "
              + String.join(", ", users.stream().distinct().toList())
              + ": what is to become of that?");
    }
    requireNoView(table, name);
  }

  private void dropIndex() throws Unclear {
    reading.requireClearTables();
    for (int i = 0; i < reading.size(); i++) {
      Item item = reading.item(i);
      String name = item.text();
      for (Relation table : reading.index().schema().relations()) {
        for (Index index : table.indexes()) {
          if (index.name().equals(name) && !item.isUsed()) {
            item.use();
            useTable(table);
            dropIndex(table, index);
            return;
          }
        }
      }
    }
    if (reading.scope().isEmpty()) {
      throw new Unclear("Which index is to be dropped?");
    }
    Relation table = indexedTable();
    List<String> columns = fieldsOf(table).stream().map(f -> f.column().name()).toList();
    List<Index> found =
        table.indexes().stream()
            .filter(
                x ->
                    x.parts().stream()
                        .map(p -> p.column() == null ? "" : p.column())
                        .toList()
                        .equals(columns))
            .toList();
    if (found.size() != 1) {
      throw new Unclear(
          "Which index of "
              + table.name().name()
              + " is to be dropped: "
              + String.join(", ", table.indexes().stream().map(Index::name).toList())
              + "?");
    }
    useTable(table);
    dropIndex(table, found.getFirst());
  }

  private void dropIndex(Relation table, Index index) throws Unclear {
    if (index.constraintName() != null) {
      throw new Unclear(
          index.name()
              + " backs the constraint "
              + index.constraintName()
              + ": is the constraint to be dropped?");
    }
    String leading = index.parts().getFirst().column();
    boolean needed =
        !sql.isPostgres()
            && reading.index().links(table).stream()
                .anyMatch(
                    l ->
                        (l.source().name().equals(table.name())
                                && l.sourceColumns().getFirst().equals(leading))
                            || (l.target().name().equals(table.name())
                                && l.targetColumns().getFirst().equals(leading)));
    if (needed) {
      throw new Unclear(
          index.name()
              + " serves a foreign key, for which MySQL needs it: is the foreign key to be dropped too?");
    }
    notes.refer(table, "loses the index " + index.name());
    notes.step("Drop the index " + index.name());
    afterwards.add(
        sql.isPostgres()
            ? "DROP INDEX CONCURRENTLY "
                + (reading.index().catalog().isOnSearchPath(table)
                    ? ""
                    : sql.name(table.name().schema()) + ".")
                + sql.name(index.name())
            : "DROP INDEX " + sql.name(index.name()) + " ON " + sql.table(table));
    if (sql.isPostgres() && table.kind() == RelationKind.PARTITIONED_TABLE) {
      afterwards.clear();
      afterwards.add("DROP INDEX " + sql.name(index.name()));
    }
  }

  private void rename(int verbAt, boolean wholeTable) throws Unclear {
    reading.requireClearTables();
    int to = -1;
    for (int i = verbAt + 1; i < reading.size(); i++) {
      if (reading.isWord(i, Set.of("to", "as", "into"))) {
        to = i;
      }
    }
    if (to < 0 || to + 1 >= reading.size()) {
      throw new Unclear("What is the new name?");
    }
    int last = to + 1;
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    while (last < reading.size() && isNamePart(last, !name.isEmpty(), quoted)) {
      Item item = reading.item(last);
      quoted = item.isKind(Token.Kind.QUOTED) || item.isKind(Token.Kind.VALUE);
      for (Token token : item.tokens()) {
        name.append(name.isEmpty() ? "" : "_").append(token.text());
      }
      last++;
    }
    String newName = name.toString();
    requireName(newName);
    reading.use(to, last);
    Relation table = renamedTable(to, last);
    requireTable(table);
    if (!wholeTable) {
      reading.findColumns();
    }
    List<Field> fields = fieldsOf(table);
    useTable(table);
    for (int i = 0; i < reading.size(); i++) {
      if (reading.isWord(i, "table")) {
        reading.item(i).use();
      }
    }
    notes.refer(table, fields.isEmpty() ? "is renamed" : "has a column renamed");
    notes.assume("Whoever uses the old name is changed at the same time.", 0.05);
    if (fields.isEmpty()) {
      if (reading.index().catalog().findIn(table.name().schema(), newName).isPresent()) {
        throw new Unclear("There is already a table " + newName + ": what is the new name?");
      }
      notes.step("Rename " + table.name().name() + " to " + newName);
      statements.add(alter(table) + "RENAME TO " + sql.name(newName));
      return;
    }
    if (fields.size() > 1) {
      throw new Unclear("Which one of the columns is to be renamed?");
    }
    Column column = fields.getFirst().column();
    requireNew(table, newName);
    if (!sql.isPostgres()
        && table.checks().stream().anyMatch(c -> c.expression().contains(column.name()))) {
      throw new Unclear(
          "A check uses "
              + column.name()
              + ", which MySQL then refuses to rename: is the check to be dropped?");
    }
    notes.refer(table, column, "is renamed");
    notes.step("Rename " + table.name().name() + "." + column.name() + " to " + newName);
    statements.add(
        alter(table) + "RENAME COLUMN " + sql.name(column.name()) + " TO " + sql.name(newName));
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

  // -- Foreign keys -------------------------------------------------------------------------------

  private void addForeignKey() throws Unclear {
    reading.requireClearTables();
    if (reading.scope().size() != 2) {
      throw new Unclear("Between which two tables is the foreign key to be?");
    }
    for (int i = 0; i < reading.size(); i++) {
      if (reading.isWord(i, Set.of("foreign", "key", "constraint"))) {
        reading.item(i).use();
      }
    }
    reading.findColumns();
    Relation source = reading.scope().getFirst();
    Relation target = reading.scope().get(1);
    requireTable(source);
    requireTable(target);
    Reference key =
        types
            .reference(target)
            .orElseThrow(
                () ->
                    new Unclear(
                        target.name().name()
                            + " has no single key column: which columns are referred to?"));
    List<Field> fields = fieldsOf(source);
    fieldsOf(target);
    Column column = fields.isEmpty() ? null : fields.getFirst().column();
    if (column == null) {
      List<Column> fitting =
          source.columns().stream()
              .filter(
                  c ->
                      types
                          .reference(c.name())
                          .map(r -> r.table().name().equals(target.name()))
                          .orElse(false))
              .toList();
      if (fitting.size() != 1) {
        throw new Unclear(
            "Which column of " + source.name().name() + " refers to " + target.name().name() + "?");
      }
      column = fitting.getFirst();
    }
    useTable(source);
    useTable(target);
    Column referring = column;
    boolean known =
        source.foreignKeys().stream()
            .anyMatch(
                f ->
                    f.columns().equals(List.of(referring.name()))
                        && f.target().equals(target.name()));
    if (known) {
      throw new Unclear(
          source.name().name()
              + "."
              + referring.name()
              + " is a foreign key to "
              + target.name().name()
              + " already: is another one wanted?");
    }
    if (sql.kind(referring) != sql.kind(key.key())
        || !sql.isPostgres() && !referring.type().equals(key.key().type())) {
      throw new Unclear(
          source.name().name()
              + "."
              + referring.name()
              + " is "
              + referring.type()
              + ", "
              + target.name().name()
              + "."
              + key.key().name()
              + " is "
              + key.key().type()
              + ": which type is to be changed first?");
    }
    String name =
        indexName(source, List.of(referring.name(), "fk"), false).replaceFirst("^ix_", "fk_");
    notes.refer(source, referring, "refers to " + target.name().name());
    notes.refer(target, "is referred to");
    notes.step("Add a foreign key from " + source.name().name() + " to " + target.name().name());
    String text =
        alter(source)
            + "ADD CONSTRAINT "
            + sql.name(name)
            + " FOREIGN KEY ("
            + sql.name(referring.name())
            + ") REFERENCES "
            + sql.table(target)
            + " ("
            + sql.name(key.key().name())
            + ")";
    if (sql.isPostgres() && source.kind() == RelationKind.TABLE) {
      statements.add(text + " NOT VALID");
      afterwards.add(alter(source) + "VALIDATE CONSTRAINT " + sql.name(name));
      notes.assume(
          "Existing rows are checked in a second step, which lets others write meanwhile.", 0);
    } else {
      statements.add(text);
    }
  }

  // -- Changing columns ---------------------------------------------------------------------------

  private void changeColumn(int verbAt, Set<String> nouns) throws Unclear {
    Relation table = onlyTable();
    for (int i = verbAt + 1; i < reading.size(); i++) {
      String inner = reading.word(i);
      boolean column = Set.of("column", "columns").contains(reading.word(i + 1));
      if (inner.equals("table")) {
        reading.item(i).use();
      } else if (inner.equals("add") && reading.word(verbAt).equals("alter")) {
        reading.use(i, i + 1);
        addColumns(i);
        return;
      } else if (inner.equals("drop") && column) {
        reading.use(i, i + 1);
        reading.findColumns();
        dropColumns(table);
        return;
      }
    }
    reading.findColumns();
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null && field.isOf(table)) {
        fields.add(field);
        reading.item(i).use();
      }
    }
    if (fields.size() != 1) {
      throw new Unclear("Which column of " + table.name().name() + " is to be changed?");
    }
    Column column = fields.getFirst().column();
    notes.refer(table, column, "is changed");
    if (column.generation() != ColumnGeneration.NONE) {
      throw new Unclear(
          column.name() + " gets its values from the server: what is to become of that?");
    }
    for (int i = 0; i < reading.size(); i++) {
      if (reading.isPhrase(i, "not null") || reading.isWord(i, Set.of("required", "mandatory"))) {
        reading.use(i, reading.isPhrase(i, "not null") ? i + 2 : i + 1);
        useTable(table);
        setNullable(table, column, false);
        return;
      }
      if (reading.isWord(i, Set.of("nullable", "optional"))) {
        reading.use(i, i + 1);
        useTable(table);
        setNullable(table, column, true);
        return;
      }
      if (reading.isWord(i, "default")) {
        setDefault(table, column, i);
        return;
      }
      boolean typed =
          reading.isWord(i, Set.of("to", "as")) && ColumnTypes.isType(reading.word(i + 1));
      if (typed) {
        reading.use(i, i + 1);
        TypeAt type = typeAt(i + 1, null);
        String word = reading.word(i + 1);
        String written = type.type() == null ? types.ofWord(word, null, null) : type.type();
        reading.use(i, i + 2);
        useTable(table);
        setType(table, column, written);
        return;
      }
    }
    throw new Unclear(
        "What is to be changed of "
            + table.name().name()
            + "."
            + column.name()
            + ": its type, its default, or whether it may be NULL?");
  }

  private void setNullable(Relation table, Column column, boolean nullable) throws Unclear {
    if (column.nullable() == nullable) {
      throw new Unclear(
          table.name().name()
              + "."
              + column.name()
              + (nullable ? " may be NULL already" : " is NOT NULL already")
              + ": is another column meant?");
    }
    boolean key =
        table.primaryKey() != null && table.primaryKey().columns().contains(column.name());
    if (key) {
      throw new Unclear(
          column.name()
              + " belongs to the primary key, which is never NULL: is another column meant?");
    }
    notes.step(
        (nullable ? "Allow NULL in " : "Forbid NULL in ")
            + table.name().name()
            + "."
            + column.name());
    if (!nullable) {
      notes.ask(
          "Are there rows without a value in "
              + column.name()
              + ", and what are they to get? The script fails while there are.",
          0.1);
    }
    if (!sql.isPostgres()) {
      statements.add(
          alter(table)
              + "MODIFY COLUMN "
              + sql.name(column.name())
              + " "
              + mysqlDefinition(column, column.type())
              + (nullable ? " NULL" : " NOT NULL"));
      return;
    }
    String name = sql.name(column.name());
    if (nullable) {
      statements.add(alter(table) + "ALTER COLUMN " + name + " DROP NOT NULL");
      return;
    }
    if (table.kind() != RelationKind.TABLE) {
      statements.add(alter(table) + "ALTER COLUMN " + name + " SET NOT NULL");
      return;
    }
    // With a valid check, SET NOT NULL needs no scan under its exclusive lock (PostgreSQL 12).
    String check =
        sql.name(
            indexName(table, List.of(column.name(), "not_null"), false)
                .replaceFirst("^ix_", "ck_"));
    statements.add(
        alter(table) + "ADD CONSTRAINT " + check + " CHECK (" + name + " IS NOT NULL) NOT VALID");
    afterwards.add(alter(table) + "VALIDATE CONSTRAINT " + check);
    afterwards.add(alter(table) + "ALTER COLUMN " + name + " SET NOT NULL");
    afterwards.add(alter(table) + "DROP CONSTRAINT " + check);
    notes.assume(
        "A check is added and validated first, so that existing rows are looked through without blocking writes.",
        0);
  }

  /** MODIFY forgets what it does not repeat. */
  private String mysqlDefinition(Column column, String type) throws Unclear {
    if (column.defaultExpression() != null
        && !column.defaultExpression().equalsIgnoreCase("null")) {
      throw new Unclear(
          column.name()
              + " has the default "
              + column.defaultExpression()
              + ", which MySQL forgets unless it is repeated: is it to be kept?");
    }
    String comment = column.comment();
    if (comment != null && !comment.isEmpty()) {
      throw new Unclear(
          column.name()
              + " has a comment, which MySQL forgets unless it is repeated: is it to be kept?");
    }
    return type;
  }

  private void setDefault(Relation table, Column column, int i) throws Unclear {
    int at = i + 1;
    while (reading.isWord(at, Set.of("value", "to", "of", "is", "as", "for", "in", "on"))
        || at < reading.size()
            && (reading.item(at).isUsed() || reading.item(at).isKind(Token.Kind.SYMBOL))
        || reading.table(at) != null) {
      at++;
    }
    if (at >= reading.size()) {
      throw new Unclear("Which default is " + column.name() + " to have?");
    }
    String written = sql.storedValue(table, column, reading.item(at).text());
    reading.use(i, at + 1);
    useTable(table);
    if (!sql.isPostgres() && column.type().toLowerCase(Locale.ROOT).contains("text")) {
      throw new Unclear(
          "MySQL takes no such default for "
              + column.type()
              + ": which type is the column to have?");
    }
    notes.step("Set the default of " + table.name().name() + "." + column.name());
    notes.assume("Existing rows keep their values.", 0);
    statements.add(
        alter(table) + "ALTER COLUMN " + sql.name(column.name()) + " SET DEFAULT " + written);
  }

  private void setType(Relation table, Column column, String type) throws Unclear {
    requireUnused(table, column);
    boolean fits =
        sql.kind(column) == TypeKind.TEXT && (type.startsWith("varchar") || type.equals("text"))
            || sql.kind(column).isNumeric()
                && Set.of("bigint", "integer", "int", "smallint").contains(type)
            || sql.kind(column).isNumeric() && type.startsWith("numeric")
            || type.equals("text");
    if (!fits) {
      throw new Unclear(
          "How are the values of "
              + column.name()
              + " ("
              + column.type()
              + ") to become "
              + type
              + "?");
    }
    notes.step(
        "Change the type of "
            + table.name().name()
            + "."
            + column.name()
            + " from "
            + column.type()
            + " to "
            + type);
    notes.ask(
        "Do all values of "
            + column.name()
            + " fit "
            + type
            + "? The script fails or cuts where they do not.",
        0.1);
    if (sql.isPostgres()) {
      statements.add(alter(table) + "ALTER COLUMN " + sql.name(column.name()) + " TYPE " + type);
      return;
    }
    statements.add(
        alter(table)
            + "MODIFY COLUMN "
            + sql.name(column.name())
            + " "
            + mysqlDefinition(column, type)
            + (column.nullable() ? " NULL" : " NOT NULL"));
  }
}
