package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.mock.ChangePlan.CreateIndex;
import dev.dbsa.adapter.llm.mock.ChangePlan.DropIndex;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Item.Label;
import dev.dbsa.adapter.llm.mock.NewIndex.Part;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans new indexes, from their columns or from the searches that they are for. */
final class IndexPlanner {
  /** Longer keys than this many characters do not fit an InnoDB index in utf8mb4. */
  private static final int MYSQL_INDEXED_CHARACTERS = 191;

  private static final int MYSQL_WHOLE_VARCHAR = 768;

  private static final Set<String> SERVING =
      Set.of(
          "finding",
          "find",
          "searching",
          "search",
          "searches",
          "lookup",
          "lookups",
          "looking",
          "filtering",
          "filter",
          "sorting",
          "sort",
          "sorted",
          "ordering",
          "speed",
          "up",
          "queries",
          "query",
          "fast",
          "faster",
          "listing",
          "list",
          "joining",
          "joins",
          "join",
          "quickly",
          "their",
          "a",
          "composite",
          "covering",
          "combined",
          "new",
          "need",
          "we",
          "first",
          "then",
          "accelerate",
          "getting",
          "get",
          "fetching",
          "retrieving",
          "support",
          "partial",
          "only");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ChangeTarget target;
  private final NewNames names;
  private final References references;

  IndexPlanner(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.target = new ChangeTarget(reading);
    this.names = new NewNames(reading, sql);
    this.references = new References(reading);
  }

  List<ChangePlan> plan() throws Unclear {
    String name = readName();
    boolean unique = reading.hasWord(Set.of("unique"));
    boolean keys = reading.hasWord(Set.of("foreign"));
    Relation table = target.indexedTable();
    if (keys) {
      return planForeignKeys(table);
    }
    String predicate = predicate(table, unique);
    List<Part> parts = parts(table);
    target.use(table);
    reading.useWords(SERVING);
    if (parts.isEmpty()) {
      throw new Unclear("Which columns of " + table.name().name() + " is the index to have?");
    }
    return List.of(create(table, parts, unique, predicate, name));
  }

  /** An index that lets no two rows share a value of the column. */
  CreateIndex unique(Relation table, String column) throws Unclear {
    return create(table, List.of(Part.of(column)), true, null, null);
  }

  private List<ChangePlan> planForeignKeys(Relation table) throws Unclear {
    target.use(table);
    reading.useWords(SERVING);
    reading.useWords(Set.of("keys", "foreign", "key", "all", "missing", "unindexed"));
    List<ChangePlan> plans = new ArrayList<>();
    for (References.Link link : references.of(table)) {
      boolean known = table.indexes().stream().anyMatch(i -> i.leadsWith(link.column().name()));
      if (!known) {
        plans.add(create(table, List.of(Part.of(link.column().name())), false, null, null));
      }
    }
    if (plans.isEmpty()) {
      throw new Unclear(
          "Every foreign key of "
              + table.name().name()
              + " has an index already: which further index is wanted?");
    }
    return plans;
  }

  // -- Keys --------------------------------------------------------------------------------------

  private List<Part> parts(Relation table) throws Unclear {
    List<Part> parts = new ArrayList<>();
    Set<String> folding = Set.of("lower", "insensitive", "case");
    boolean lower = reading.hasWord(folding);
    reading.useWords(folding);
    for (int i = 0; i < reading.size(); i++) {
      if (reading.item(i).isUsed()) {
        continue;
      }
      List<Column> columns = columnsAt(i, table);
      for (Column column : columns) {
        int at = i + 1;
        boolean descending =
            reading.isWord(at, Set.of("desc", "descending"))
                || reading.isPhrase(at, "newest first")
                || reading.isPhrase(at, "latest first");
        if (descending || reading.isWord(at, Set.of("asc", "ascending"))) {
          reading.use(at, reading.isWord(at, Set.of("newest", "latest")) ? at + 2 : at + 1);
        }
        boolean folded = lower && sql.kind(column) == TypeKind.TEXT;
        Part part = new Part(column.name(), folded, descending, prefix(column));
        if (parts.stream().noneMatch(p -> p.column().equals(part.column()))) {
          requireIndexable(table, column, parts.isEmpty());
          parts.add(part);
          notes.refer(table, column, "is indexed");
        }
      }
      if (!columns.isEmpty()) {
        reading.item(i).use("a key of the index");
      }
    }
    return parts;
  }

  /** The columns that the words here name: by their name, or by the table that they refer to. */
  private List<Column> columnsAt(int i, Relation table) {
    Field field = reading.field(i);
    if (field != null) {
      if (field.isOf(table)) {
        List<Field> several = reading.item(i).fields();
        return several.isEmpty()
            ? List.of(field.column())
            : several.stream().map(Field::column).toList();
      }
      // searches by the name of what is referred to: its key stands in the table.
      return List.of();
    }
    Relation other = reading.table(i);
    if (other != null && !other.name().equals(table.name())) {
      References.Link link = references.to(table, other);
      return link == null ? List.of() : List.of(link.column());
    }
    if (reading.item(i).isPlainWord()) {
      References.Link role = references.byRole(table, reading.item(i).first().stems());
      if (role != null) {
        return List.of(role.column());
      }
      if (reading.isWord(i, Set.of("date", "time", "newest", "latest", "recent", "creation"))) {
        Optional<Column> day = reading.columns().creationDate(table);
        day.ifPresent(
            c ->
                notes.assume(
                    "“"
                        + reading.item(i).text()
                        + "” is "
                        + table.name().name()
                        + "."
                        + c.name()
                        + ".",
                    0.05));
        return day.map(List::of).orElse(List.of());
      }
    }
    return List.of();
  }

  private void requireIndexable(Relation table, Column column, boolean first) throws Unclear {
    boolean gin = first && isDocument(column);
    if (!sql.kind(column).isComparable() && !gin) {
      throw new Unclear(
          "A column of type "
              + column.type()
              + " ("
              + table.name().name()
              + "."
              + column.name()
              + ") needs an index of a special kind: which queries is it for?");
    }
  }

  /** Whether PostgreSQL indexes the column by its content. */
  private boolean isDocument(Column column) {
    return sql.isPostgres() && column.type().equals("jsonb") && sql.kind(column) == TypeKind.JSON;
  }

  /** MySQL indexes long text by its beginning only. */
  private int prefix(Column column) {
    if (sql.isPostgres()) {
      return 0;
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
      return MYSQL_INDEXED_CHARACTERS;
    }
    return 0;
  }

  private static String digits(String type) {
    String inside = type.substring(type.indexOf('(') + 1, type.indexOf(')'));
    return inside.length() > 6 ? "999999" : inside;
  }

  // -- Some rows only ----------------------------------------------------------------------------

  /** open tickets: the rows that the searches are for. */
  private @Nullable String predicate(Relation table, boolean unique) throws Unclear {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < reading.size(); i++) {
      Item item = reading.item(i);
      Label label = item.isUsed() ? null : item.label();
      Field field = reading.field(i);
      boolean before = i + 1 < reading.size() && reading.item(i + 1).table() != null;
      if (label != null && label.field().isOf(table)) {
        boolean not = label.negated() != reading.isWord(i - 1, "not");
        conditions.add(
            sql.name(label.field().column().name())
                + (not ? " <> " : " = ")
                + sql.value(table, label.field().column(), label.value()));
        reading.use(not && !label.negated() ? i - 1 : i, i + 1, "which rows are indexed");
      } else if (field != null
          && field.isOf(table)
          && before
          && sql.kind(field.column()) == TypeKind.BOOLEAN) {
        conditions.add((item.isNegatedFlag() ? "NOT " : "") + sql.name(field.column().name()));
        item.use("which rows are indexed");
      }
    }
    if (conditions.isEmpty()) {
      return null;
    }
    if (!sql.isPostgres()) {
      throw new Unclear(
          (sql.isMariaDb() ? "MariaDB" : "MySQL")
              + " has no indexes of some rows only ("
              + String.join(" and ", conditions)
              + "): is the column of the condition to be the first of the index, or are all rows to"
              + " be indexed?");
    }
    notes.assume("Only rows with " + String.join(" and ", conditions) + " are indexed.", 0.03);
    return String.join(" AND ", conditions);
  }

  // -- Names and what is there -------------------------------------------------------------------

  private CreateIndex create(
      Relation table,
      List<Part> parts,
      boolean unique,
      @Nullable String predicate,
      @Nullable String given)
      throws Unclear {
    List<String> columns = parts.stream().map(Part::column).toList();
    boolean folded = parts.stream().anyMatch(Part::lower);
    if (folded && (sql.isMariaDb() || !sql.isPostgres() && !sql.isRelease(8, 0, 13))) {
      throw new Unclear(
          "The server indexes no expressions such as lower("
              + columns.getFirst()
              + "): is a plain index meant, which goes by the column's collation?");
    }
    boolean plain = predicate == null && parts.stream().noneMatch(Part::lower);
    if (plain) {
      requireUncovered(table, parts, unique);
    }
    String name = given == null ? names.indexName(table, columns, unique) : given;
    boolean taken =
        sql.isPostgres()
            ? names.namesIn(table.name().schema()).contains(name)
            : table.indexes().stream().anyMatch(i -> i.name().equalsIgnoreCase(name));
    if (taken) {
      throw new Unclear(
          "There is already something called " + name + ": what is the index to be called?");
    }
    notes.refer(table, "gets an index");
    notes.step("Build the index " + name + " on " + table.name().name());
    if (unique) {
      notes.assume("No two rows share a value today; otherwise the index cannot be built.", 0.03);
    }
    boolean gin =
        parts.size() == 1
            && !unique
            && table.findColumn(columns.getFirst()).filter(this::isDocument).isPresent();
    return new CreateIndex(new NewIndex(table, name, parts, unique, predicate, gin));
  }

  /** Asks where an index of the table does what the new one would. */
  private static void requireUncovered(Relation table, List<Part> parts, boolean unique)
      throws Unclear {
    for (Index known : table.indexes()) {
      if (covers(known, parts, unique)) {
        throw new Unclear(
            "The index "
                + known.name()
                + " ("
                + String.join(", ", columnsOf(known))
                + ") of "
                + table.name().name()
                + " serves this already: is another one wanted?");
      }
    }
  }

  private static boolean covers(Index known, List<Part> parts, boolean unique) {
    List<String> columns = columnsOf(known);
    int wanted = parts.size();
    boolean sorted = parts.size() > 1 && parts.stream().anyMatch(Part::descending);
    return known.valid()
        && known.predicate() == null
        && !sorted
        && columns.size() >= wanted
        && columns.subList(0, wanted).equals(parts.stream().map(Part::column).toList())
        && (!unique || known.unique() && columns.size() == wanted);
  }

  /** The columns of an index; an empty text in the place of an expression. */
  static List<String> columnsOf(Index index) {
    return index.parts().stream().map(p -> p.column() == null ? "" : p.column()).toList();
  }

  /** The name that the request gives; {@code null} where it gives none. */
  private @Nullable String readName() throws Unclear {
    String name = null;
    for (int i = 0; i + 1 < reading.size(); i++) {
      boolean announced = reading.isWord(i, Set.of("named", "called"));
      Item next = reading.item(i + 1);
      if (announced
          && (next.isKind(Token.Kind.WORD)
              || next.isKind(Token.Kind.QUOTED)
              || next.isKind(Token.Kind.VALUE))) {
        name = next.text();
        names.requireName(name);
        reading.use(i, i + 2, "the name of the index");
      }
    }
    return name;
  }

  // -- Dropping ----------------------------------------------------------------------------------

  private record IndexOf(Relation table, Index index) {}

  ChangePlan planDrop() throws Unclear {
    new TableResolver(reading).requireClearTables();
    Optional<IndexOf> named = named();
    IndexOf dropped = named.isPresent() ? named.get() : byColumns();
    target.use(dropped.table());
    requireDroppable(dropped.table(), dropped.index());
    notes.refer(dropped.table(), "loses the index " + dropped.index().name());
    notes.step("Drop the index " + dropped.index().name());
    return new DropIndex(dropped.table(), dropped.index());
  }

  private Optional<IndexOf> named() {
    for (int i = 0; i < reading.size(); i++) {
      Item item = reading.item(i);
      for (Relation table : reading.index().schema().relations()) {
        for (Index index : table.indexes()) {
          if (index.name().equals(item.text()) && !item.isUsed()) {
            item.use("the index");
            return Optional.of(new IndexOf(table, index));
          }
        }
      }
    }
    return Optional.empty();
  }

  private IndexOf byColumns() throws Unclear {
    if (reading.scope().isEmpty()) {
      throw new Unclear("Which index is to be dropped?");
    }
    Relation table = target.indexedTable();
    List<String> columns = target.fieldsOf(table).stream().map(f -> f.column().name()).toList();
    List<Index> found = table.indexes().stream().filter(x -> columnsOf(x).equals(columns)).toList();
    if (found.size() != 1) {
      throw new Unclear(
          "Which index of "
              + table.name().name()
              + " is to be dropped: "
              + String.join(", ", table.indexes().stream().map(Index::name).toList())
              + "?");
    }
    return new IndexOf(table, found.getFirst());
  }

  private void requireDroppable(Relation table, Index index) throws Unclear {
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
              + " serves a foreign key, for which MySQL needs it: is the foreign key to be dropped"
              + " too?");
    }
  }
}
