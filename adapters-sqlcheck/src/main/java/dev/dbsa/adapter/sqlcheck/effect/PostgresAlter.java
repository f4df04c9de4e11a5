package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.ExpressionUse;
import dev.dbsa.adapter.sqlcheck.bind.NearestName;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Reference;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.UniqueConstraint;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableAction.DropColumn;
import dev.dbsa.sql.tree.TableAction.DropPart;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TableStatement.AlterTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ALTER of tables, views, indexes and sequences as PostgreSQL does it (tablecmds.c). */
final class PostgresAlter {
  private final Step step;
  private final Table before;
  private final TableDraft draft;
  private final PostgresInheritance inheritance;

  private PostgresAlter(Step step, Table before, boolean only) {
    this.step = step;
    this.before = before;
    this.draft = TableDraft.of(step.state(), before);
    this.inheritance = new PostgresInheritance(step, before, draft, only);
  }

  static void apply(AlterTable d, Step step) {
    if (d.kind() == ObjectKind.INDEX) {
      index(d, step);
      return;
    }
    if (d.kind() == ObjectKind.SEQUENCE) {
      PostgresSequences.alter(d, step);
      return;
    }
    if (d.kind() == ObjectKind.TABLE && alterOther(d, step)) {
      return;
    }
    Table table = d.ifExists() ? step.tolerate(d.name()) : step.need(d.name());
    if (table == null) {
      unknown(d, step);
      return;
    }
    kind(d, table, step);
    new PostgresAlter(step, table, d.only()).actions(d);
  }

  /** ALTER TABLE also takes indexes and sequences, for renaming and the like. */
  private static boolean alterOther(AlterTable d, Step step) {
    if (step.find(d.name()) != null) {
      return false;
    }
    String schema = step.state().homeOf(d.name());
    String name = d.name().getLast().text();
    if (step.state().ownerOfIndex(schema, name).isPresent()) {
      index(d, step);
      return true;
    }
    if (step.state().sequence(schema, name).isPresent()) {
      PostgresSequences.alter(d, step);
      return true;
    }
    return false;
  }

  /** Of a table that is not known, what comes of it is not known either. */
  private static void unknown(AlterTable d, Step step) {
    for (TableAction action : d.actions()) {
      if (action instanceof TableAction.RenameTable rename) {
        String home = step.state().homeOf(d.name());
        step.become(step.state().with(Table.unknown(home, rename.to().getLast().text())));
      }
    }
    step.become(step.state().losingNames());
  }

  private static void kind(AlterTable d, Table table, Step step) {
    boolean right =
        switch (d.kind()) {
          case VIEW -> table.kind() == RelationKind.VIEW;
          case MATERIALIZED_VIEW -> table.kind() == RelationKind.MATERIALIZED_VIEW;
          case FOREIGN_TABLE -> table.kind() == RelationKind.FOREIGN_TABLE;
          default -> true;
        };
    if (!right && !table.open()) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          d.name().getLast(),
          table.name() + " is a " + PostgresNames.kind(table) + ", not a " + d.kind().words(),
          null);
    }
  }

  // ---------------------------------------------------------------- actions

  private void actions(AlterTable d) {
    List<TableAction> sorted = new ArrayList<>(d.actions());
    sorted.sort(Comparator.comparingInt(PostgresAlter::pass));
    for (TableAction action : sorted) {
      inheritance.check(action);
      action(action);
    }
    Table after = draft.table();
    for (TableAction action : d.actions()) {
      if (action instanceof TableAction.AddColumn a) {
        PostgresColumns.expressions(a.column(), after, step);
      } else if (action instanceof TableAction.SetDefault a) {
        step.expression(ExpressionUse.DEFAULT, a.value(), after, a.column());
      } else if (action instanceof TableAction.SetExpression a) {
        PostgresGenerated.expression(a.column(), a.value(), after, step);
      }
    }
    if (!after.fullName().equals(before.fullName())) {
      step.become(step.state().without(before));
    }
    step.become(step.state().with(after));
    PostgresHeirs.carry(sorted, before, after, d.only(), step);
  }

  /** tablecmds.c: ATPrepCmd sorts the actions into passes. */
  private static int pass(TableAction action) {
    return switch (action) {
      case DropColumn _, DropPart _, TableAction.DropNotNull _, TableAction.DropDefault _ -> 0;
      case TableAction.DropIdentity _, TableAction.DropExpression _ -> 0;
      case TableAction.SetType _ -> 1;
      case TableAction.AddColumn _ -> 2;
      case TableAction.SetExpression _ -> 3;
      case TableAction.SetNotNull _, TableAction.AddIdentity _, TableAction.SetIdentity _ -> 5;
      case TableAction.AddConstraint a when a.constraint() instanceof TableConstraint.Key -> 6;
      case TableAction.AddConstraint _, TableAction.SetDefault _ -> 7;
      default -> 8;
    };
  }

  private void action(TableAction action) {
    if (!PostgresAlterTargets.takes(action, draft, step)) {
      return;
    }
    switch (action) {
      case TableAction.AddColumn a -> addColumn(a);
      case DropColumn a -> dropColumn(a);
      case TableAction.RenameColumn a -> renameColumn(a);
      case TableAction.RenameTable a -> rename(a);
      case TableAction.SetSchema a -> setSchema(a);
      case TableAction.SetType a -> setType(a);
      case TableAction.SetDefault a -> {
        Column column = need(a.column());
        if (column != null) {
          noDefault(a.at(), column, "a default");
          draft.setDefault(column.name(), Table.UNKNOWN_DEFAULT);
        }
      }
      case TableAction.DropDefault a -> {
        Column column = need(a.column());
        if (column != null) {
          noDefault(a.at(), column, "a default");
          draft.setDefault(column.name(), null);
        }
      }
      case TableAction.SetNotNull a -> {
        if (need(a.column()) != null) {
          draft.setNullable(a.column().text(), false);
        }
      }
      case TableAction.DropNotNull a -> dropNotNull(a);
      case TableAction.SetExpression a -> {
        Column column = need(a.column());
        if (column != null && !column.generation().isComputed()) {
          notGenerated(a.at(), column);
        } else if (column != null) {
          PostgresGenerated.setExpression(a.column(), column, draft, step);
        }
      }
      case TableAction.DropExpression a -> {
        Column column = need(a.column());
        if (column != null && !column.generation().isComputed() && !a.ifExists()) {
          notGenerated(a.at(), column);
        }
        if (column != null && column.generation().isComputed()) {
          PostgresGenerated.dropExpression(a.column(), column, step);
          draft.setGeneration(column.name(), ColumnGeneration.NONE);
        }
      }
      case TableAction.AddIdentity a -> addIdentity(a);
      case TableAction.SetIdentity a -> {
        Column column = need(a.column());
        if (column != null && !isIdentity(column)) {
          noIdentity(a.at(), column);
        }
      }
      case TableAction.DropIdentity a -> {
        Column column = need(a.column());
        if (column != null && !isIdentity(column) && !a.ifExists()) {
          noIdentity(a.at(), column);
        }
        if (column != null && isIdentity(column)) {
          draft.setGeneration(column.name(), ColumnGeneration.NONE);
        }
      }
      case TableAction.SetColumn a -> PostgresStorage.column(a, draft, step);
      case TableAction.AddConstraint a -> PostgresConstraints.add(a.constraint(), draft, step);
      case DropPart a -> dropConstraint(a);
      case TableAction.RenameConstraint a -> renameConstraint(a);
      case TableAction.ValidateConstraint a -> {
        if (constraint(a.constraint())) {
          PostgresConstraints.validate(a.constraint(), draft, step);
        }
      }
      case TableAction.AlterPart a -> alterConstraint(a);
      case TableAction.AttachPartition a -> attach(a);
      case TableAction.DetachPartition a -> detach(a);
      case TableAction.Inherit a -> PostgresParents.inherit(a, before, draft, step);
      case TableAction.SetOptions a -> PostgresStorage.options(a, draft, step);
      case TableAction.OwnerTo a -> step.notShown("Whether there is a role " + a.owner() + ".");
      case TableAction.Other a -> other(a);
      default -> {}
    }
  }

  private @Nullable Column need(Name column) {
    return PostgresSystemColumns.change(column, draft, step);
  }

  // ---------------------------------------------------------------- columns

  private void addColumn(TableAction.AddColumn a) {
    Name name = a.column().name();
    if (!draft.kind().isTable() && !draft.isOpen()) {
      notTable(a.at(), "columns");
      return;
    }
    if (draft.column(name.text()) != null) {
      if (!a.ifNotExists()) {
        step.refuse(
            FindingRule.OBJECT_EXISTS,
            name,
            "The table " + draft.name() + " already has a column " + name,
            null);
      }
      return;
    }
    PostgresColumns.add(a.column(), draft, step);
    PostgresNotNulls.add(a.column(), draft, step);
    PostgresTypedTables.notOfItself(draft.columns.getLast().type(), name, draft, step);
    PostgresTables.tooMany(draft, step);
    for (TableConstraint constraint : PostgresTables.ofColumn(a.column())) {
      PostgresConstraints.add(constraint, draft, step);
    }
  }

  private void notTable(int at, String what) {
    step.refuse(
        FindingRule.WRONG_OBJECT_TYPE,
        at,
        "Nothing changes the " + what + " of " + draft.name() + ", which is no table",
        null,
        draft.name());
  }

  private void dropColumn(DropColumn a) {
    Column column = draft.column(a.column().text());
    if (column == null) {
      if (!a.ifExists() || PostgresSystemColumns.isSystem(a.column(), draft)) {
        need(a.column());
      }
      return;
    }
    if (!draft.kind().isTable()) {
      notTable(a.at(), "columns");
      return;
    }
    String name = column.name();
    if (draft.partitioning() != null
        && PostgresPartitions.keyParts(draft.partitioning().key()).contains(name)) {
      step.refuse(
          FindingRule.PARTITION_RULE,
          a.column(),
          "The column " + name + " is part of the key by which the table is partitioned",
          null);
    }
    if (!a.cascade()) {
      dependents(a.column(), PostgresDependents.ofColumn(draft, name, step.state()));
    } else {
      step.become(step.state().losingObjects());
    }
    draft.columns.remove(column);
    if (draft.hasPrimaryKeyOver(name)) {
      draft.primaryKey(null);
    }
    draft.uniques.removeIf(u -> u.columns().contains(name));
    draft.foreignKeys.removeIf(k -> k.columns().contains(name));
    draft.indexes.removeIf(
        i ->
            i.parts().stream().anyMatch(p -> name.equals(p.column()))
                || i.includedColumns().contains(name));
    // Checks over the column alone go along; which those are is not known of old ones.
    step.become(step.state().losingObjects());
  }

  private void dependents(Name name, List<String> found) {
    if (!found.isEmpty() && step.state().isSureOfPresence()) {
      step.refuse(
          FindingRule.DEPENDENT_OBJECTS,
          name,
          name + " is still used by " + found.getFirst() + (found.size() > 1 ? " and others" : ""),
          "Drop or change these first, or write CASCADE.");
    }
  }

  private void renameColumn(TableAction.RenameColumn a) {
    Column column = need(a.from());
    if (column == null) {
      return;
    }
    PostgresSystemColumns.name(a.to(), step);
    if (draft.column(a.to().text()) != null) {
      step.refuse(
          FindingRule.OBJECT_EXISTS,
          a.to(),
          "The table " + draft.name() + " already has a column " + a.to(),
          null);
      return;
    }
    draft.renameColumn(a.from().text(), a.to().text());
  }

  private void setType(TableAction.SetType a) {
    String type = PostgresTypes.printed(a.type(), step);
    Column column = need(a.column());
    if (!a.collation().isEmpty()) {
      PostgresObjects.collation(a.collation(), step);
    }
    if (column == null) {
      return;
    }
    if (draft.partitioning() != null
        && PostgresPartitions.keyParts(draft.partitioning().key()).contains(column.name())) {
      step.refuse(
          FindingRule.PARTITION_RULE,
          a.column(),
          "The column " + a.column() + " is part of the key by which the table is partitioned",
          null);
    }
    if (isIdentity(column)) {
      PostgresColumns.identityType(a.at(), a.column(), type, step);
    }
    if (column.generation() == ColumnGeneration.VIRTUAL
        && PostgresTypes.find(PostgresColumns.bare(type), step.state()) != null) {
      PostgresGenerated.virtual(
          a.at(), a.column(), "cannot have the type " + a.type().type().name(), step);
    }
    if (a.using() != null && column.generation().isComputed()) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          a.column(),
          "The column " + a.column() + " is computed, so USING has nothing to convert",
          "Leave USING out.");
    } else if (a.using() != null) {
      step.expression(ExpressionUse.CONVERSION, a.using(), before, a.column());
    } else {
      converts(a, column, type);
    }
    List<String> users = PostgresDependents.ofColumnsType(draft, column.name(), step.state());
    if (!users.isEmpty() && step.state().isSureOfPresence()) {
      step.refuse(
          FindingRule.DEPENDENT_OBJECTS,
          a.column(),
          "The type of "
              + a.column()
              + " stays as long as "
              + users.getFirst()
              + (users.size() > 1 ? " and others use it" : " uses it"),
          "Drop and make it anew around the change.");
    }
    for (Table view : step.state().readers(draft.fullName())) {
      if (step.state().isSureOfPresence()) {
        step.notRead("Whether the view " + view.name() + " reads the column " + a.column() + ".");
      }
    }
    PostgresTypedTables.rowsChange(before.fullName(), a.column(), step);
    PostgresTypedTables.notOfItself(type, a.column(), draft, step);
    draft.setType(column.name(), type);
    references(a);
  }

  /** Foreign keys are made anew with the new type. */
  private void references(TableAction.SetType a) {
    for (Reference reference : step.state().references(before.fullName())) {
      Table source = reference.source();
      boolean own = source.fullName().equals(before.fullName());
      if (!own) {
        pair(reference.key(), source.relation(), draft.table().relation(), a);
      }
    }
    for (ForeignKey key : draft.foreignKeys) {
      Table target =
          key.target().equals(before.fullName())
              ? draft.table()
              : step.state().find(key.target()).orElse(null);
      if (target != null) {
        pair(key, draft.table().relation(), target.relation(), a);
      }
    }
  }

  private void pair(ForeignKey key, Relation source, Relation target, TableAction.SetType a) {
    for (int i = 0; i < key.columns().size() && i < key.targetColumns().size(); i++) {
      String from = key.columns().get(i);
      String to = key.targetColumns().get(i);
      boolean concerned =
          source.name().equals(before.fullName()) && from.equals(a.column().text())
              || target.name().equals(before.fullName()) && to.equals(a.column().text());
      Optional<Column> one = source.findColumn(from);
      Optional<Column> other = target.findColumn(to);
      if (concerned
          && one.isPresent()
          && other.isPresent()
          && PostgresConstraints.cannotRefer(one.get().type(), other.get().type())) {
        step.refuse(
            FindingRule.FOREIGN_KEY_TYPES,
            a.column(),
            "The foreign key "
                + key.name()
                + " would compare "
                + one.get().type()
                + " with "
                + other.get().type(),
            "Drop the foreign key first, and change both of its columns.");
        return;
      }
    }
  }

  /** tablecmds.c: ATPrepAlterColumnType: without USING there must be a cast for assignments. */
  private void converts(TableAction.SetType a, Column column, String type) {
    if (PostgresConversions.isRefused(column.type(), type, step.state())) {
      step.refuse(
          FindingRule.INVALID_CAST,
          a.column(),
          "Values of type " + column.type() + " are not converted to " + type + " unasked",
          "Say how: USING " + a.column() + "::" + type + ".");
    }
  }

  private void noDefault(int at, Column column, String what) {
    if (column.generation() != ColumnGeneration.NONE) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          at,
          "The column "
              + column.name()
              + " is "
              + (isIdentity(column) ? "an identity" : "generated")
              + " and has no place for "
              + what,
          isIdentity(column) ? "Write DROP IDENTITY first." : "Write DROP EXPRESSION first.",
          column.name());
    }
  }

  private static boolean isIdentity(Column column) {
    return column.generation() == ColumnGeneration.IDENTITY_ALWAYS
        || column.generation() == ColumnGeneration.IDENTITY_BY_DEFAULT;
  }

  private void notGenerated(int at, Column column) {
    step.refuse(
        FindingRule.INVALID_COLUMN,
        at,
        "The column " + column.name() + " is not generated",
        null,
        column.name());
  }

  private void noIdentity(int at, Column column) {
    step.refuse(
        FindingRule.INVALID_COLUMN,
        at,
        "The column " + column.name() + " is no identity",
        null,
        column.name());
  }

  private void dropNotNull(TableAction.DropNotNull a) {
    Column column = need(a.column());
    if (column == null) {
      return;
    }
    if (draft.hasPrimaryKeyOver(column.name())) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          a.column(),
          "The column " + column.name() + " is in the primary key, so it cannot be NULL",
          null);
    } else if (isIdentity(column)) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          a.column(),
          "The column " + column.name() + " is an identity, so it cannot be NULL",
          null);
    }
    draft.setNullable(column.name(), true);
  }

  private void addIdentity(TableAction.AddIdentity a) {
    Column column = need(a.column());
    if (column == null) {
      return;
    }
    String why = null;
    if (column.nullable()) {
      why = "it must be NOT NULL first";
    } else if (isIdentity(column)) {
      why = "it is one already";
    } else if (column.defaultExpression() != null) {
      why = "it has a default";
    }
    if (why != null) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          a.column(),
          "The column " + column.name() + " cannot become an identity: " + why,
          null);
    }
    PostgresColumns.identityType(a.at(), a.column(), column.type(), step);
    draft.setGeneration(
        column.name(),
        a.always() ? ColumnGeneration.IDENTITY_ALWAYS : ColumnGeneration.IDENTITY_BY_DEFAULT);
  }

  // ---------------------------------------------------------------- constraints

  /** Whether the table has the constraint, or may have it; a refusal where it has not. */
  private boolean constraint(Name name) {
    if (draft.hasConstraint(name.text()) || mayHave(name.text())) {
      return true;
    }
    step.missing(FindingRule.UNKNOWN_CONSTRAINT, "constraint", name, draft.constraintNames());
    return false;
  }

  private boolean mayHave(String name) {
    // The names of NOT NULL constraints are not kept, nor are those of constraint triggers.
    return draft.isOpen()
        || PostgresInheritance.isFolded(before, step.state())
        || step.server().version() >= 180000 && name.contains("not_null")
        || step.state().isUncertain();
  }

  private void dropConstraint(DropPart a) {
    Name name = a.name();
    if (name == null) {
      return;
    }
    if (!draft.hasConstraint(name.text())) {
      if (!a.ifExists()) {
        constraint(name);
      }
      return;
    }
    List<String> columns = keyColumns(name.text());
    if (!a.cascade() && !columns.isEmpty()) {
      List<String> users =
          new ArrayList<>(PostgresDependents.ofKey(draft, columns, step.state(), null));
      users.addAll(PostgresDependents.ofConstraint(draft, name.text(), step.state()));
      dependents(name, users);
      step.state()
          .readers(draft.fullName())
          .forEach(v -> step.notRead("Whether the view " + v.name() + " groups by " + name + "."));
    }
    if (a.cascade()) {
      step.become(step.state().losingObjects());
    }
    draft.dropConstraint(name.text());
  }

  private List<String> keyColumns(String constraint) {
    if (draft.primaryKey() != null && draft.primaryKey().name().equals(constraint)) {
      return draft.primaryKey().columns();
    }
    return draft.uniques.stream()
        .filter(u -> u.name().equals(constraint))
        .findFirst()
        .map(UniqueConstraint::columns)
        .orElse(List.of());
  }

  private void renameConstraint(TableAction.RenameConstraint a) {
    if (!constraint(a.from())) {
      return;
    }
    String to = a.to().text();
    String from = a.from().text();
    if (draft.hasConstraint(to)) {
      step.refuse(
          FindingRule.OBJECT_EXISTS,
          a.to(),
          "The table " + draft.name() + " already has a constraint " + to,
          null);
      return;
    }
    if (draft.primaryKey() != null && draft.primaryKey().name().equals(from)) {
      draft.primaryKey(new PrimaryKey(to, draft.primaryKey().columns()));
    }
    draft.uniques.replaceAll(
        u -> u.name().equals(from) ? new UniqueConstraint(to, u.columns(), u.nullsDistinct()) : u);
    draft.foreignKeys.replaceAll(k -> k.name().equals(from) ? ForeignKeys.renamed(k, to) : k);
    draft.checks.replaceAll(
        c ->
            c.name().equals(from)
                ? new dev.dbsa.domain.schema.CheckConstraint(
                    to, c.expression(), c.validated(), c.enforced(), c.noInherit(), c.inherited())
                : c);
    draft.indexes.replaceAll(
        i -> from.equals(i.constraintName()) ? IndexChanges.renamed(i, to) : i);
    for (Column column : List.copyOf(draft.columns)) {
      if (from.equals(column.notNullConstraint())) {
        draft.setNotNull(column.name(), to);
      }
    }
  }

  private void alterConstraint(TableAction.AlterPart a) {
    if (!constraint(a.name())) {
      return;
    }
    boolean foreignKey = draft.foreignKeys.stream().anyMatch(k -> k.name().equals(a.name().text()));
    boolean inherit = a.options().stream().anyMatch(o -> o.name().contains("inherit"));
    if (draft.hasConstraint(a.name().text()) && !foreignKey && !inherit) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          a.name(),
          "The constraint " + a.name() + " is no foreign key, so it stays as it is",
          null);
    }
  }

  // ---------------------------------------------------------------- name and place

  private void rename(TableAction.RenameTable a) {
    Name to = a.to().getLast();
    PostgresNames.taken(step.state(), draft.schema(), to.text())
        .ifPresent(kind -> step.exists(kind, to, null));
    draft.rename(new ObjectName(draft.schema(), to.text()));
  }

  private void setSchema(TableAction.SetSchema a) {
    SchemaState state = step.state();
    if (!state.hasSchema(a.schema().text())
        && !state.isUncertain()
        && !state.isSystemSchema(a.schema().text())) {
      step.missing(FindingRule.UNKNOWN_SCHEMA, "schema", a.schema(), state.schemaNames());
    } else if (!state.isSystemSchema(a.schema().text())
        && !draft.schema().equals(a.schema().text())) {
      Optional<String> taken = PostgresNames.taken(state, a.schema().text(), draft.name());
      taken.ifPresent(
          kind -> step.exists(kind, new Name(a.schema().at(), draft.name(), false), null));
    }
    draft.rename(new ObjectName(a.schema().text(), draft.name()));
  }

  // ---------------------------------------------------------------- partitions

  private void attach(TableAction.AttachPartition a) {
    Table partition = step.need(a.partition());
    if (!PostgresPartitions.isPartitioned(before, a.partition().getLast(), step)) {
      return;
    }
    if (partition == null) {
      draft.open();
      return;
    }
    if (!PostgresParents.attach(before, a.partition().getLast(), partition, step)) {
      return;
    }
    PostgresPartitions.attach(
        before,
        partition.fullName(),
        a.bound(),
        partition.kind() == RelationKind.PARTITIONED_TABLE,
        step);
    step.state()
        .find(draft.fullName())
        .ifPresent(t -> draft.partitioning(t.relation().partitioning()));
  }

  private void detach(TableAction.DetachPartition a) {
    Table partition = step.need(a.partition());
    if (a.concurrently()) {
      PostgresTransactions.notInside(a.at(), "DETACH PARTITION CONCURRENTLY", step);
    }
    if (PostgresPartitions.isPartitioned(before, a.partition().getLast(), step)) {
      PostgresPartitions.detach(before, a.partition(), partition, step);
      step.state()
          .find(partition == null ? before.fullName() : partition.fullName())
          .ifPresent(
              t -> step.become(step.state().with(TableDraft.standingAlone(step.state(), t))));
      step.state()
          .find(draft.fullName())
          .ifPresent(t -> draft.partitioning(t.relation().partitioning()));
    }
  }

  // ---------------------------------------------------------------- others

  private void other(TableAction.Other a) {
    if (a.kind().equals("of")) {
      PostgresTypedTables.become(a.names(), draft, step);
    } else if (a.kind().equals("not of")) {
      draft.traits(draft.traits().withType(null));
    } else if (a.kind().equals("set logged") || a.kind().equals("set unlogged")) {
      inheritance.logged(a.at(), a.kind().equals("set unlogged"));
    } else if (a.kind().contains("trigger") && !a.names().isEmpty()) {
      trigger(a);
    } else if ((a.kind().startsWith("cluster on") || a.kind().startsWith("replica identity"))
        && !a.names().isEmpty()
        && step.state().isSureOfNames()
        && !draft.isOpen()
        && draft.index(a.names().getLast().text()) == null) {
      step.missing(
          FindingRule.UNKNOWN_INDEX,
          "index",
          a.names().getLast(),
          draft.indexes.stream().map(Index::name).toList());
    }
  }

  private void trigger(TableAction.Other a) {
    Name name = a.names().getLast();
    if (!Triggers.mayHave(step.state(), before, name.text()) && !draft.isOpen()) {
      step.missing(
          FindingRule.UNKNOWN_OBJECT, "trigger", name, Triggers.names(step.state(), before));
    }
  }

  // ---------------------------------------------------------------- indexes

  private static void index(AlterTable d, Step step) {
    SchemaState state = step.state();
    Name name = d.name().getLast();
    Optional<Table> owner = PostgresDrops.ownerOfIndex(d.name(), step);
    if (owner.isEmpty()) {
      if (step.find(d.name()) != null) {
        // ALTER INDEX also renames tables.
        apply(
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
          new PostgresAlter(step, owner.get(), false)
              .renameBacked(draft, index.constraintName(), name.text(), to.text());
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
  private void renameBacked(TableDraft owner, String constraint, String index, String to) {
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
