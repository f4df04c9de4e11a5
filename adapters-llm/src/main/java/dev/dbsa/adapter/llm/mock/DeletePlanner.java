package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.mock.ChangePlan.DeleteDuplicates;
import dev.dbsa.adapter.llm.mock.ChangePlan.DeleteRows;
import dev.dbsa.adapter.llm.mock.ChangePlan.EmptyTable;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Plans which rows are deleted, and tells what hangs on them. */
final class DeletePlanner {
  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final Relation target;

  DeletePlanner(Reading reading, Sql sql, Relation target) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.target = target;
  }

  ChangePlan plan(ChangeIntent intent) throws Unclear {
    if (reading.hasWord(Set.of("duplicate", "duplicates", "duplicated"))) {
      return duplicates();
    }
    requireNoColumn(intent.verb());
    boolean all =
        EveryRow.isSaid(reading, target)
            || Set.of("truncate", "wipe", "empty").contains(intent.verb());
    RowSelection rows = new RowConditions(reading, sql, target).read();
    if (rows.isEveryRow()) {
      EveryRow.require(reading, target, all, "deleted");
    }
    if (intent.verb().equals("truncate")) {
      return truncation(rows);
    }
    tellDependents(target);
    return new DeleteRows(target, rows);
  }

  /** remove the phone of customer 5: no row, a value. */
  private void requireNoColumn(String verb) throws Unclear {
    requireNoLink(verb);
    Field first = null;
    for (int i = 0; i < reading.size() && reading.item(i).table() == null; i++) {
      first = reading.field(i) == null ? first : reading.field(i);
    }
    boolean value =
        first != null
            && first.isOf(target)
            && sql.kind(first.column()) != TypeKind.BOOLEAN
            && Set.of("delete", "remove", "erase").contains(verb);
    if (value && first != null) {
      throw new Unclear(
          "Is the value of "
              + target.name().name()
              + "."
              + first.column().name()
              + " to be emptied, or are whole rows to be deleted?");
    }
  }

  /** remove the tag from post 7: what joins both goes, and not the tag. */
  private void requireNoLink(String verb) throws Unclear {
    for (int i = 1; i < reading.size(); i++) {
      Relation from = reading.table(i);
      if (from == null
          || from.name().equals(target.name())
          || !reading.isWord(i - 1, "from")
          || !Set.of("remove", "delete").contains(verb)) {
        continue;
      }
      Relation between = new Joins(target, reading, sql).bridgeTo(from);
      if (between != null) {
        throw new Unclear(
            "Are rows of "
                + target.name().name()
                + " to be deleted, or only rows of "
                + between.name().name()
                + ", which join them with "
                + from.name().name()
                + "?");
      }
    }
  }

  private ChangePlan truncation(RowSelection rows) throws Unclear {
    if (!rows.isEveryRow()) {
      throw new Unclear(
          "TRUNCATE empties a whole table, but the request names some rows: are only these to be"
              + " deleted?");
    }
    List<String> referring =
        reading.index().links(target).stream()
            .filter(JoinLink::declared)
            .filter(l -> l.target().name().equals(target.name()))
            .map(l -> l.source().name().name())
            .distinct()
            .toList();
    if (!referring.isEmpty()) {
      throw new Unclear(
          "A foreign key of "
              + String.join(", ", referring)
              + " refers to "
              + target.name().name()
              + ", which the server then refuses to truncate: are the rows to be deleted one by one?");
    }
    return new EmptyTable(target);
  }

  /** Foreign keys that refer to the rows: what becomes of the others. */
  void tellDependents(Relation table) {
    for (JoinLink link : reading.index().links(table)) {
      if (!link.target().name().equals(table.name()) || !link.declared()) {
        continue;
      }
      String source = link.source().name().name();
      String action =
          link.source().foreignKeys().stream()
              .filter(k -> k.name().equals(link.name()))
              .map(ForeignKey::onDelete)
              .map(Enum::name)
              .findFirst()
              .orElse("");
      String told =
          switch (action) {
            case "CASCADE" ->
                "Rows of " + source + " that refer to the deleted rows are deleted too";
            case "SET_NULL", "SET_DEFAULT" ->
                "Rows of " + source + " that refer to the deleted rows lose the reference";
            default -> "The script fails while rows of " + source + " refer to the deleted rows";
          };
      notes.assume(told + " (" + link.name() + ").", 0.01);
    }
  }

  private ChangePlan duplicates() throws Unclear {
    reading.useWords(
        Set.of("duplicate", "duplicates", "duplicated", "same", "keep", "keeping", "one", "rows"));
    List<Column> equal = new ArrayList<>();
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null && field.isOf(target)) {
        equal.add(field.column());
        reading.item(i).use("what duplicates share");
      }
    }
    for (int i = 0; i < reading.size(); i++) {
      Relation other = reading.table(i);
      References.Link link =
          other == null || other.name().equals(target.name())
              ? null
              : new References(reading).to(target, other);
      if (link != null) {
        equal.add(link.column());
        reading.item(i).use("what duplicates share");
      }
    }
    if (equal.isEmpty()) {
      throw new Unclear(
          "In which columns of " + target.name().name() + " are duplicate rows the same?");
    }
    Column key = reading.columns().identifier(target).orElse(null);
    if (key == null) {
      throw new Unclear(
          target.name().name() + " has no single key column: which of the duplicates is to stay?");
    }
    boolean newest = reading.hasWord(Set.of("newest", "latest", "last", "highest"));
    reading.useWords(
        Set.of("newest", "latest", "last", "highest", "oldest", "first", "lowest", "earliest"));
    reading.useTable(target);
    notes.assume(
        "Of the rows that are equal in "
            + String.join(", ", equal.stream().map(Column::name).toList())
            + ", the one with the "
            + (newest ? "greatest " : "least ")
            + key.name()
            + " stays; rows without a value there are no duplicates.",
        0.06);
    tellDependents(target);
    return new DeleteDuplicates(target, equal, key, newest);
  }
}
