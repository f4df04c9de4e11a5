package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes CREATE INDEX. */
final class IndexWriter {
  /** Longer keys than this many characters do not fit an InnoDB index in utf8mb4. */
  private static final int MYSQL_INDEXED_CHARACTERS = 191;

  private static final int MYSQL_WHOLE_VARCHAR = 768;

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final DdlScript script;
  private final NewNames names;

  IndexWriter(Reading reading, Sql sql, DdlScript script) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.script = script;
    this.names = new NewNames(reading, sql);
  }

  /** Adds the statement that builds the index; asks where the server could not build it. */
  void write(NewIndex index) throws Unclear {
    Relation table = index.table();
    requireUncovered(index);
    String parts = parts(index);
    String name = name(index);
    notes.refer(table, "gets an index");
    for (String column : index.columns()) {
      table.findColumn(column).ifPresent(c -> notes.refer(table, c, "is indexed"));
    }
    notes.step("Build the index " + name + " on " + table.name().name());
    if (index.unique()) {
      notes.assume("No two rows share a value today; otherwise the index cannot be built.", 0.03);
    }
    String what = index.unique() ? "UNIQUE INDEX " : "INDEX ";
    script.addAfterwards(
        sql.isPostgres()
            ? "CREATE "
                + what
                + concurrently(table)
                + sql.name(name)
                + on(table)
                + method(index)
                + parts
            : "CREATE "
                + what
                + sql.name(name)
                + on(table)
                + parts
                + " ALGORITHM=INPLACE LOCK=NONE");
    noteLocks(table);
  }

  private String on(Relation table) {
    return " ON " + sql.table(table) + " ";
  }

  /** Asks where an index of the table does what the new one would. */
  private void requireUncovered(NewIndex index) throws Unclear {
    for (Index known : index.table().indexes()) {
      if (covers(known, index)) {
        throw new Unclear(
            "The index "
                + known.name()
                + " ("
                + String.join(", ", columnsOf(known))
                + ") of "
                + index.table().name().name()
                + " serves this already: is another one wanted?");
      }
    }
  }

  private static boolean covers(Index known, NewIndex index) {
    List<String> columns = columnsOf(known);
    int wanted = index.columns().size();
    return known.valid()
        && known.predicate() == null
        && columns.size() >= wanted
        && columns.subList(0, wanted).equals(index.columns())
        && (!index.unique() || known.unique() && columns.size() == wanted);
  }

  /** The columns of an index; an empty text in the place of an expression. */
  static List<String> columnsOf(Index index) {
    return index.parts().stream().map(p -> p.column() == null ? "" : p.column()).toList();
  }

  private String parts(NewIndex index) throws Unclear {
    List<String> parts = new ArrayList<>();
    for (String name : index.columns()) {
      Column column = index.table().findColumn(name).orElse(null);
      if (column == null) {
        parts.add(sql.name(name));
        continue;
      }
      if (!sql.kind(column).isComparable() && !isGin(index)) {
        throw new Unclear(
            "A column of type "
                + column.type()
                + " ("
                + column.name()
                + ") needs an index of a special kind: which queries is it for?");
      }
      parts.add(sql.name(name) + prefix(column));
    }
    return "(" + String.join(", ", parts) + ")";
  }

  private String method(NewIndex index) {
    return isGin(index) ? "USING gin " : "";
  }

  /** Whether the index is on a document, which PostgreSQL indexes by its content. */
  private boolean isGin(NewIndex index) {
    return sql.isPostgres()
        && index.columns().size() == 1
        && !index.unique()
        && index
            .table()
            .findColumn(index.columns().getFirst())
            .filter(c -> c.type().equals("jsonb") && sql.kind(c) == TypeKind.JSON)
            .isPresent();
  }

  private String name(NewIndex index) throws Unclear {
    Relation table = index.table();
    String name =
        index.name() == null
            ? names.indexName(table, index.columns(), index.unique())
            : index.name();
    boolean taken =
        sql.isPostgres()
            ? names.namesIn(table.name().schema()).contains(name)
            : table.indexes().stream().anyMatch(i -> i.name().equalsIgnoreCase(name));
    if (taken) {
      throw new Unclear(
          "There is already something called " + name + ": what is the index to be called?");
    }
    return name;
  }

  private static String concurrently(Relation table) {
    return table.kind() == RelationKind.PARTITIONED_TABLE ? "" : "CONCURRENTLY ";
  }

  private void noteLocks(Relation table) {
    if (!sql.isPostgres()) {
      notes.assume(
          "The index is built while rows are read and written; the statement fails at once where"
              + " that is impossible.",
          0);
    } else if (table.kind() == RelationKind.PARTITIONED_TABLE) {
      notes.assume(
          "PostgreSQL builds no index concurrently on a partitioned table: writes wait meanwhile.",
          0.05);
    } else {
      notes.assume(
          "CREATE INDEX CONCURRENTLY runs outside a transaction and leaves an invalid index behind"
              + " if it fails.",
          0);
    }
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
}
