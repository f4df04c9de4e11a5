package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.NearestName;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.UniqueConstraint;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableStatement.AlterTable;
import java.util.List;
import java.util.Optional;

/** ALTER INDEX as PostgreSQL does it. */
final class PostgresAlterIndex {
  private PostgresAlterIndex() {}

  static void apply(AlterTable d, Step step) {
    SchemaState state = step.state();
    Name name = d.name().getLast();
    Optional<Table> owner = PostgresDrops.ownerOfIndex(d.name(), step);
    if (owner.isEmpty()) {
      if (step.find(d.name()) != null) {
        // ALTER INDEX also renames tables.
        PostgresAlter.apply(
            new AlterTable(
                d.at(),
                d.name(),
                ObjectKind.TABLE,
                d.ifExists(),
                d.only(),
                d.online(),
                d.ignore(),
                d.actions()),
            step);
      } else if (d.ifExists()) {
        step.remark(FindingRule.UNKNOWN_INDEX, Severity.INFO, name, "There is no index " + name);
      } else if (state.hasFoldedPartitions()) {
        step.notShown("Whether a partition has an index " + name + ".");
      } else if (state.isSureOfNames()) {
        step.missing(
            FindingRule.UNKNOWN_INDEX, "index", name, NearestName.find(name.text(), List.of()));
      }
      return;
    }
    TableDraft draft = TableDraft.of(state, owner.get());
    Index altered = draft.index(name.text());
    for (TableAction action : d.actions()) {
      if (altered != null) {
        PostgresStorage.index(action, altered, step);
      }
      if (action instanceof TableAction.RenameTable rename) {
        Name to = rename.to().getLast();
        PostgresNames.taken(state, draft.schema(), to.text())
            .ifPresent(kind -> step.exists(kind, to, null));
        Index index = draft.index(name.text());
        if (index != null && index.constraintName() != null) {
          renameBacked(draft, index.constraintName(), name.text(), to.text());
        }
        draft.indexes.replaceAll(
            i -> i.name().equals(name.text()) ? IndexChanges.renamed(i, to.text()) : i);
      } else if (action instanceof TableAction.AttachPartition attach
          && PostgresDrops.ownerOfIndex(attach.partition(), step).isEmpty()
          && state.isSureOfNames()
          && !state.hasFoldedPartitions()) {
        step.missing(FindingRule.UNKNOWN_INDEX, "index", attach.partition().getLast(), List.of());
      }
    }
    step.become(state.with(draft.table()));
  }

  /** An index of a constraint takes the constraint's name along. */
  private static void renameBacked(TableDraft owner, String constraint, String index, String to) {
    if (!constraint.equals(index)) {
      return;
    }
    if (owner.primaryKey() != null && owner.primaryKey().name().equals(constraint)) {
      owner.primaryKey(new PrimaryKey(to, owner.primaryKey().columns()));
    }
    owner.uniques.replaceAll(
        u ->
            u.name().equals(constraint)
                ? new UniqueConstraint(to, u.columns(), u.nullsDistinct())
                : u);
  }
}
