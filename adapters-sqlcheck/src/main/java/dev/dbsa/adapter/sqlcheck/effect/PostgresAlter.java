package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.ExpressionUse;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.RelationKind;
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
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** ALTER of tables, views, indexes and sequences as PostgreSQL does it (tablecmds.c). */
final class PostgresAlter {
  private final Step step;
  private final Table before;
  private final TableDraft draft;
  private final boolean only;
  private final PostgresInheritance inheritance;
  private final PostgresAlterConstraints constraints;

  private PostgresAlter(Step step, Table before, boolean only) {
    this.step = step;
    this.before = before;
    this.only = only;
    this.draft = TableDraft.of(step.state(), before);
    this.inheritance = new PostgresInheritance(step, before, draft, only);
    this.constraints = new PostgresAlterConstraints(step, before, draft);
  }

  static void apply(AlterTable d, Step step) {
    if (d.kind() == ObjectKind.INDEX) {
      PostgresAlterIndex.apply(d, step);
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
      PostgresAlterIndex.apply(d, step);
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
      step.become(Triggers.moved(step.state().without(before), before, after));
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
      case TableAction.SetType a -> new PostgresColumnTypes(step, before, draft).set(a);
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
          PostgresNotNulls.set(a.column(), !only, draft, step);
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
      case DropPart a -> constraints.drop(a);
      case TableAction.RenameConstraint a -> constraints.rename(a);
      case TableAction.ValidateConstraint a -> constraints.validate(a);
      case TableAction.AlterPart a -> constraints.alter(a);
      case TableAction.AttachPartition a -> attach(a);
      case TableAction.DetachPartition a -> detach(a);
      case TableAction.Inherit a -> PostgresParents.inherit(a, before, draft, step);
      case TableAction.SetOptions a -> PostgresStorage.options(a, draft, step);
      case TableAction.OwnerTo a -> PostgresRoles.need(a.owner(), false, step);
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
    PostgresTimings.ofColumn(a.column(), step);
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
        && PartitionKey.of(draft.partitioning().key(), draft.columns).uses(name)) {
      step.refuse(
          FindingRule.PARTITION_RULE,
          a.column(),
          "The column " + name + " is part of the key by which the table is partitioned",
          null);
    }
    if (!a.cascade()) {
      PostgresDependents.refuse(
          a.column(), PostgresDependents.ofColumn(draft, name, step.state()), step);
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
    if (mayTakeOthersAlong(column)) {
      step.become(step.state().losingObjects());
    }
  }

  /**
   * Whether what is kept apart from a column may go with it: a sequence that feeds it, a check that
   * names it, and what the tables that inherit it have over it.
   */
  private boolean mayTakeOthersAlong(Column column) {
    String fed = column.defaultExpression();
    Pattern named =
        Pattern.compile(
            "(?<![\\p{L}\\p{N}_$])" + Pattern.quote(column.name()) + "(?![\\p{L}\\p{N}_$])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    return isIdentity(column)
        || fed != null && fed.toLowerCase(Locale.ROOT).contains("nextval")
        || draft.checks.stream()
            .map(CheckConstraint::expression)
            .anyMatch(e -> e.equals(PostgresConstraints.NOT_KEPT) || named.matcher(e).find())
        || !step.state().heirs(draft.fullName()).isEmpty();
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

  static boolean isIdentity(Column column) {
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
      if (PostgresInheritance.isFolded(before, step.state())) {
        step.notShown("Whether a partition has an index " + a.names().getLast() + ".");
        return;
      }
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
}
