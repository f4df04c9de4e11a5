package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.ChangePlan.ArchiveRows;
import dev.dbsa.adapter.llm.mock.NameReader.NameAt;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.sql.ScriptMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans rows that are moved to another table. */
final class ArchivePlanner {
  private static final Set<String> ARCHIVES =
      Set.of("old", "archiv", "archived", "histori", "backup", "hist");

  /** From so many rows on, one transaction for all of them would hold up others. */
  private static final long MANY_ROWS = 100_000;

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ScriptMode mode;

  ArchivePlanner(Reading reading, Sql sql, ScriptMode mode) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.mode = mode;
  }

  /** The table that the request names to take the rows; {@code null} where it names none. */
  @Nullable Relation namedArchive() {
    for (int i = 1; i < reading.size(); i++) {
      Relation table = reading.table(i);
      boolean taking =
          reading.isWord(i - 1, Set.of("to", "into", "in"))
              || reading.isWord(i - 1, "table")
                  && reading.isWord(i - 2, Set.of("to", "into", "in"));
      int end = reading.isWord(i + 1, "table") ? i + 2 : i + 1;
      boolean described = end < reading.size() && (reading.isNumber(end) || isName(end));
      if (table != null && taking && !described) {
        return table;
      }
    }
    return null;
  }

  private boolean isName(int i) {
    Item item = reading.item(i);
    return item.isQuotedValue() || item.isCapitalised() && item.isPlainWord();
  }

  ArchiveRows plan(Relation target) throws Unclear {
    Relation named = namedArchive();
    Relation archive = named == null ? likelyArchive(target) : named;
    String name = archive == null ? newName(target) : archive.name().name();
    if (archive != null) {
      reading.useTable(archive);
    }
    reading.useWords(Set.of("table", "archive", "rows"));
    Column key =
        reading
            .columns()
            .identifier(target)
            .orElseThrow(
                () ->
                    new Unclear(
                        target.name().name()
                            + " has no single key column: what tells its rows apart?"));
    List<Column> columns = shared(target, archive);
    if (!columns.contains(key)) {
      throw new Unclear(
          name + " has no column " + key.name() + ": is it the table for the archived rows?");
    }
    boolean all = EveryRow.isSaid(reading, target);
    RowSelection rows = new RowConditions(reading, sql, target).read();
    if (rows.isEveryRow()) {
      EveryRow.require(reading, target, all, "archived");
    }
    boolean batches = target.statistics().rowEstimate() > MANY_ROWS;
    tell(target, archive, columns, batches);
    return new ArchiveRows(target, archive, name, columns, key, rows, batches);
  }

  private void tell(
      Relation target, @Nullable Relation archive, List<Column> columns, boolean batches) {
    if (archive != null) {
      notes.refer(archive, "takes the archived rows");
      List<String> lost =
          target.columns().stream()
              .filter(c -> !columns.contains(c) && !c.generation().isComputed())
              .map(Column::name)
              .toList();
      if (!lost.isEmpty()) {
        notes.assume(
            archive.name().name() + " has no place for " + String.join(", ", lost) + ".", 0.1);
      }
    }
    if (batches) {
      notes.assume(
          "The script moves "
              + RowChangeWriter.BATCH
              + " rows at a time: run it until it inserts none.",
          0.03);
    }
    new DeletePlanner(reading, sql, target).tellDependents(target);
  }

  /** The columns that both tables have. */
  private List<Column> shared(Relation target, @Nullable Relation archive) throws Unclear {
    List<Column> columns =
        target.columns().stream()
            .filter(c -> archive != null || sql.isPostgres() || !c.generation().isComputed())
            .filter(c -> archive == null || isWritable(archive, c.name()))
            .toList();
    if (archive != null) {
      List<String> missing =
          archive.columns().stream()
              .filter(c -> c.isRequiredOnInsert() && target.findColumn(c.name()).isEmpty())
              .map(Column::name)
              .toList();
      if (!missing.isEmpty()) {
        throw new Unclear(
            archive.name().name()
                + " also needs values for "
                + String.join(", ", missing)
                + ": which ones?");
      }
    }
    return columns;
  }

  private static boolean isWritable(Relation archive, String name) {
    Optional<Column> column = archive.findColumn(name);
    return column.isPresent() && !column.get().generation().isComputed();
  }

  /** orders_archive, old_orders: called after the table, and with its columns. */
  private @Nullable Relation likelyArchive(Relation target) {
    List<String> own = Words.stems(target.name().name());
    List<Relation> found =
        reading.index().schema().relations().stream()
            .filter(r -> r.kind().isTable() && !r.name().equals(target.name()))
            .filter(
                r -> {
                  List<String> words = new ArrayList<>(Words.stems(r.name().name()));
                  boolean archive = words.removeIf(ARCHIVES::contains);
                  return archive && words.equals(own);
                })
            .toList();
    if (found.size() == 1) {
      notes.assume("The archive is " + found.getFirst().name().name() + ".", 0.06);
      return found.getFirst();
    }
    return null;
  }

  /** Where there is no archive: a migration makes it, any other script cannot. */
  private String newName(Relation target) throws Unclear {
    String name = target.name().name() + "_archive";
    for (int i = 1; i < reading.size(); i++) {
      if (reading.isWord(i, Set.of("to", "into", "in", "called", "named"))
          && i + 1 < reading.size()) {
        int at = i + 1;
        while (reading.isWord(at, Set.of("new", "table", "called", "named", "separate"))) {
          at++;
        }
        NameAt given = new NameReader(reading).nameAt(at, reading.size());
        boolean plain = at < reading.size() && (reading.item(at).isPlainWord() || given.quoted());
        if (plain && (at > i + 1 || given.text().contains("_")) && !given.text().isEmpty()) {
          name = given.text();
          reading.use(i, given.end(), "the archive");
          break;
        }
      }
    }
    if (mode == ScriptMode.DML) {
      throw new Unclear(
          "No table called "
              + name
              + " is there to take the rows of "
              + target.name().name()
              + ": into which table are they to be moved? In the mode migration it can be made first.");
    }
    new NewNames(reading, sql).requireName(name);
    notes.assume(
        "The table "
            + name
            + " is made with the columns and indexes of "
            + target.name().name()
            + ", without its foreign keys.",
        0.05);
    return name;
  }
}
