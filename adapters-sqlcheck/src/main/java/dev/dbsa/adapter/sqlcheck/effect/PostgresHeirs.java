package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableConstraint;
import java.util.List;
import java.util.Optional;

/** Carries what ALTER TABLE did to a table to those that inherit from it (tablecmds.c). */
final class PostgresHeirs {
  private PostgresHeirs() {}

  /**
   * @param before the table before its actions
   * @param after the table after them, as the state has it
   * @param only whether the table alone was meant; its heirs then only learn its new name
   */
  static void carry(List<TableAction> actions, Table before, Table after, boolean only, Step step) {
    for (Table heir : step.state().heirs(before.fullName())) {
      TableDraft draft = TableDraft.of(step.state(), heir);
      if (!only) {
        actions.forEach(action -> carry(action, after, draft, step.state()));
      }
      if (!before.fullName().equals(after.fullName())) {
        renamed(draft, before.fullName(), after.fullName());
      }
      Table changed = draft.table();
      step.become(step.state().with(changed));
      if (!only) {
        carry(actions, heir, changed, false, step);
      }
    }
  }

  /** Partitions get the indexes of their table under names of the server's choice. */
  static void indexed(TableDraft draft, Step step) {
    if (draft.kind() == RelationKind.PARTITIONED_TABLE
        && !step.state().heirs(draft.fullName()).isEmpty()) {
      step.become(step.state().losingNames());
    }
  }

  private static void renamed(TableDraft draft, ObjectName from, ObjectName to) {
    draft.traits(
        draft
            .traits()
            .withParents(
                draft.traits().parents().stream().map(p -> p.equals(from) ? to : p).toList()));
  }

  private static void carry(TableAction action, Table parent, TableDraft draft, SchemaState state) {
    switch (action) {
      case TableAction.AddColumn a ->
          parent.relation().findColumn(a.column().name().text()).ifPresent(c -> add(c, draft));
      case TableAction.DropColumn a -> {
        Column own = draft.column(a.column().text());
        if (own != null && !Lineage.inheritsColumn(draft.traits(), own.name(), state)) {
          draft.columns.remove(own);
        }
      }
      case TableAction.RenameColumn a -> draft.renameColumn(a.from().text(), a.to().text());
      case TableAction.SetType a ->
          parent
              .relation()
              .findColumn(a.column().text())
              .ifPresent(c -> draft.setType(c.name(), c.type()));
      case TableAction.SetNotNull a -> draft.setNullable(a.column().text(), false);
      case TableAction.DropNotNull a -> draft.setNullable(a.column().text(), true);
      case TableAction.DropExpression a ->
          draft.setGeneration(a.column().text(), ColumnGeneration.NONE);
      case TableAction.AddConstraint a -> constraint(a.constraint(), parent, draft);
      case TableAction.DropPart a -> {
        Name name = a.name();
        if (name != null && !Lineage.inheritsCheck(draft.traits(), name.text(), state)) {
          draft.checks.removeIf(c -> c.inherited() && c.name().equals(name.text()));
        }
      }
      case TableAction.RenameConstraint a ->
          draft.checks.replaceAll(
              c ->
                  c.name().equals(a.from().text())
                      ? new CheckConstraint(
                          a.to().text(),
                          c.expression(),
                          c.validated(),
                          c.enforced(),
                          c.noInherit(),
                          c.inherited())
                      : c);
      default -> {}
    }
  }

  private static void add(Column column, TableDraft draft) {
    if (draft.column(column.name()) != null) {
      draft.change(column.name(), c -> c.asInherited(true));
    } else {
      draft.columns.add(column.asInherited(true));
    }
  }

  private static void constraint(TableConstraint constraint, Table parent, TableDraft draft) {
    switch (constraint) {
      case TableConstraint.Check check when !check.timing().noInherit() -> {
        // What the parent has got last is what was added.
        Optional<CheckConstraint> added =
            check.name() == null
                ? parent.relation().checks().reversed().stream().findFirst()
                : parent.relation().checks().stream()
                    .filter(c -> c.name().equals(check.name().text()))
                    .findFirst();
        added.ifPresent(
            c -> {
              draft.checks.removeIf(own -> own.name().equals(c.name()));
              draft.checks.add(PostgresParents.inherited(c, true));
            });
      }
      case TableConstraint.NotNull notNull when !notNull.timing().noInherit() ->
          draft.setNullable(notNull.column().text(), false);
      case TableConstraint.Key key when key.primary() ->
          Keys.names(key.parts()).forEach(c -> draft.setNullable(c.text(), false));
      default -> {}
    }
  }
}
