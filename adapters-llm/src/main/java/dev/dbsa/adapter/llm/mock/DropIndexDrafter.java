package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import java.util.List;
import java.util.Optional;

/** Drafts DROP INDEX. */
final class DropIndexDrafter {
  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final DdlScript script;
  private final ChangeTarget target;

  DropIndexDrafter(Reading reading, Sql sql, DdlScript script) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.script = script;
    this.target = new ChangeTarget(reading);
  }

  private record IndexOf(Relation table, Index index) {}

  void draft() throws Unclear {
    new TableResolver(reading).requireClearTables();
    Optional<IndexOf> named = named();
    IndexOf dropped = named.isPresent() ? named.get() : byColumns();
    target.use(dropped.table());
    requireDroppable(dropped.table(), dropped.index());
    notes.refer(dropped.table(), "loses the index " + dropped.index().name());
    notes.step("Drop the index " + dropped.index().name());
    script.addAfterwards(statement(dropped.table(), dropped.index()));
  }

  private Optional<IndexOf> named() {
    for (int i = 0; i < reading.size(); i++) {
      Item item = reading.item(i);
      for (Relation table : reading.index().schema().relations()) {
        for (Index index : table.indexes()) {
          if (index.name().equals(item.text()) && !item.isUsed()) {
            item.use();
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
    List<Index> found =
        table.indexes().stream().filter(x -> IndexWriter.columnsOf(x).equals(columns)).toList();
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

  private String statement(Relation table, Index index) {
    String name = sql.name(index.name());
    if (!sql.isPostgres()) {
      return "DROP INDEX " + name + " ON " + sql.table(table);
    }
    if (table.kind() == RelationKind.PARTITIONED_TABLE) {
      return "DROP INDEX " + name;
    }
    return "DROP INDEX CONCURRENTLY "
        + (reading.index().catalog().isOnSearchPath(table)
            ? ""
            : sql.name(table.name().schema()) + ".")
        + name;
  }
}
