package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Reference;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.IndexPart;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.sql.tree.Name;
import java.util.ArrayList;
import java.util.List;

/** What existing foreign keys keep from being changed (sql_table.cc, InnoDB). */
final class MySqlReferences {
  private MySqlReferences() {}

  /** Refuses to drop the last index that a foreign key, of the table or to it, relies on. */
  static void keepsKeys(int at, Table before, Table after, Step step) {
    if (!step.state().referencesChecked() || before.open() || after.open()) {
      return;
    }
    Relation was = before.relation();
    Relation is = after.relation();
    for (ForeignKey key : is.foreignKeys()) {
      if (isIndexed(was, key.columns()) && !isIndexed(is, key.columns())) {
        needed(at, key, is.name().name(), step);
        return;
      }
    }
    for (Reference reference : step.state().references(was.name())) {
      boolean own = reference.source().fullName().equals(was.name());
      List<String> columns = reference.key().targetColumns();
      if (!own
          && step.state().isSureOfPresence()
          && hasColumns(is, columns, step)
          && isIndexed(was, columns)
          && !isIndexed(is, columns)) {
        needed(at, reference.key(), reference.source().name(), step);
        return;
      }
    }
  }

  private static boolean hasColumns(Relation relation, List<String> columns, Step step) {
    return columns.stream()
        .allMatch(n -> relation.columns().stream().anyMatch(c -> step.same(c.name(), n)));
  }

  private static void needed(int at, ForeignKey key, String table, Step step) {
    step.refuse(
        FindingRule.DEPENDENT_OBJECTS,
        at,
        "The foreign key " + key.name() + " of " + table + " needs an index that would be gone",
        "Drop the foreign key first, or make another index over its columns.",
        key.name());
  }

  /** Whether an index begins with the columns; each goes on with those of the primary key. */
  private static boolean isIndexed(Relation relation, List<String> columns) {
    PrimaryKey primary = relation.primaryKey();
    List<IndexPart> hidden = new ArrayList<>();
    if (primary != null) {
      primary.columns().forEach(c -> hidden.add(IndexPart.ofColumn(c)));
      if (MySqlKeys.leads(IndexChanges.ofColumns("", primary.columns(), true, null), columns)) {
        return true;
      }
    }
    for (Index index : relation.indexes()) {
      List<IndexPart> parts = new ArrayList<>(index.parts());
      parts.addAll(hidden);
      Index whole =
          IndexChanges.of("", parts, List.of(), false, index.method(), index.predicate(), null);
      if (MySqlKeys.leads(index, columns) || MySqlKeys.leads(whole, columns)) {
        return true;
      }
    }
    return false;
  }

  /** Refuses to change a column that a foreign key ties to another one. */
  static void modified(Name name, Column from, Column to, Table before, Step step) {
    if (!step.state().referencesChecked() || from.type().isEmpty() || to.type().isEmpty()) {
      return;
    }
    boolean changed = MySqlOnline.changesData(from, to, step);
    if (!changed) {
      return;
    }
    for (ForeignKey key : before.relation().foreignKeys()) {
      if (key.columns().stream().anyMatch(c -> step.same(c, from.name()))) {
        tied(name, key, before.name(), step);
        return;
      }
    }
    for (Reference reference : step.state().references(before.fullName())) {
      if (step.state().isSureOfPresence()
          && reference.key().targetColumns().stream().anyMatch(c -> step.same(c, from.name()))) {
        tied(name, reference.key(), reference.source().name(), step);
        return;
      }
    }
  }

  private static void tied(Name name, ForeignKey key, String table, Step step) {
    step.refuse(
        FindingRule.DEPENDENT_OBJECTS,
        name,
        "The type of "
            + name
            + " cannot change: the foreign key "
            + key.name()
            + " of "
            + table
            + " uses it",
        "Drop the foreign key first, and make it again behind the change.");
  }
}
