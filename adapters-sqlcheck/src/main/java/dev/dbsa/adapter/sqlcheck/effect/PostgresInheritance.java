package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableConstraint;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What ALTER TABLE may not do to tables that inherit, are inherited from, are partitions or are
 * typed (tablecmds.c).
 */
final class PostgresInheritance {
  private static final int IDENTITY_OF_PARTITIONS = 170000;
  private static final int NOT_NULL_CONSTRAINTS = 180000;

  private final Step step;
  private final Table before;
  private final TableDraft draft;
  private final boolean only;
  private final boolean partition;
  private final boolean partitioned;

  PostgresInheritance(Step step, Table before, TableDraft draft, boolean only) {
    this.step = step;
    this.before = before;
    this.draft = draft;
    this.only = only;
    this.partition = Lineage.isPartition(before.relation().traits(), step.state());
    this.partitioned = before.kind() == RelationKind.PARTITIONED_TABLE;
  }

  /** Whether a constraint of the snapshot's partition is kept with its root alone. */
  static boolean isFolded(Table table, SchemaState state) {
    return table.isOld() && Lineage.isPartition(table.relation().traits(), state);
  }

  /** Refuses what an action may not do, before it is done. */
  void check(TableAction action) {
    switch (action) {
      case TableAction.AddColumn a -> addColumn(a);
      case TableAction.DropColumn a -> dropColumn(a);
      case TableAction.RenameColumn a -> renameColumn(a);
      case TableAction.SetType a -> setType(a);
      case TableAction.SetNotNull a -> setNotNull(a);
      case TableAction.DropNotNull a -> dropNotNull(a);
      case TableAction.DropExpression a -> dropExpression(a);
      case TableAction.AddIdentity a -> identity(a.column(), "becomes an identity");
      case TableAction.SetIdentity a -> identity(a.column(), "changes its identity");
      case TableAction.DropIdentity a -> identity(a.column(), "loses its identity");
      case TableAction.AddConstraint a -> addConstraint(a.constraint());
      case TableAction.DropPart a -> {
        Name name = a.name();
        if (name != null) {
          dropConstraint(name);
        }
      }
      case TableAction.RenameConstraint a -> renameConstraint(a.from());
      case TableAction.SetOptions a when partitioned && !a.reset() ->
          refuse(a.at(), "A partitioned table holds no rows and takes no storage parameters", null);
      default -> {}
    }
  }

  private List<Table> heirs() {
    return step.state().heirs(before.fullName());
  }

  private boolean onlyOfMany() {
    return only && !heirs().isEmpty();
  }

  private boolean isTyped() {
    return before.relation().traits().ofType() != null;
  }

  private void refuse(int at, String message, @Nullable String hint) {
    FindingRule rule =
        partition || partitioned ? FindingRule.PARTITION_RULE : FindingRule.INHERITANCE_RULE;
    step.refuse(rule, at, message, hint, draft.name());
  }

  private void typed(int at) {
    refuse(
        at,
        "The columns of " + draft.name() + " are those of its type",
        "Change the type with ALTER TYPE … CASCADE.");
  }

  private void inherited(Name column, String what) {
    refuse(
        column.at(),
        "The column "
            + column
            + " comes from a parent of "
            + draft.name()
            + ", where alone it "
            + what,
        "Change the parent.");
  }

  private void childrenToo(int at, String what) {
    refuse(
        at,
        "The tables that inherit from " + draft.name() + " must " + what + " too",
        "Leave ONLY out.");
  }

  private boolean isInherited(Name column) {
    Column found = draft.column(column.text());
    return found != null
        && (found.inherited()
            || partition && Lineage.inheritsColumn(draft.traits(), column.text(), step.state()));
  }

  // ---------------------------------------------------------------- columns

  private void addColumn(TableAction.AddColumn a) {
    Name name = a.column().name();
    if (a.ifNotExists() && draft.column(name.text()) != null) {
      return;
    }
    if (isTyped()) {
      typed(name.at());
    } else if (partition) {
      refuse(name.at(), "A partition has the columns of its table alone", "Add it to the parent.");
    } else if (onlyOfMany()) {
      childrenToo(name.at(), "get the column " + name);
    } else if (a.column().has(ColumnDefinition.Part.Identity.class)
        && !(partitioned && step.server().version() >= IDENTITY_OF_PARTITIONS)
        && !heirs().isEmpty()) {
      refuse(name.at(), "No identity is added to a table that others inherit from", null);
    } else if (a.column().type() != null) {
      String type =
          PostgresTypes.ofSerial(a.column().type()) == null
              ? PostgresTypes.printed(a.column().type(), step)
              : Table.UNKNOWN_TYPE;
      for (Table heir : heirs()) {
        Optional<Column> own = heir.relation().findColumn(name.text());
        if (own.isPresent() && PostgresParents.differ(own.get().type(), type)) {
          refuse(
              name.at(),
              "The column " + name + " of " + heir.name() + " is of type " + own.get().type(),
              null);
        }
      }
    }
  }

  private void dropColumn(TableAction.DropColumn a) {
    if (draft.column(a.column().text()) == null) {
      return;
    }
    if (isTyped()) {
      typed(a.column().at());
    } else if (isInherited(a.column())) {
      inherited(a.column(), "is dropped");
    } else if (partitioned && onlyOfMany()) {
      childrenToo(a.column().at(), "lose the column " + a.column());
    } else {
      partitionKeysBelow(a.column());
    }
  }

  /** A column stays as long as a partition is divided by it. */
  private void partitionKeysBelow(Name column) {
    for (ObjectName name : Lineage.tree(before.fullName(), step.state())) {
      Relation relation = step.state().find(name).map(Table::relation).orElse(null);
      Partitioning partitioning = relation == null ? null : relation.partitioning();
      boolean key =
          relation != null
              && !name.equals(before.fullName())
              && PartitionKey.of(relation).uses(column.text());
      if (partitioning != null && partitioning.strategy().isEmpty()) {
        step.notShown("By what " + name.name() + " is partitioned.");
      }
      if (key) {
        refuse(
            column.at(),
            "The column "
                + column
                + " is part of the key by which "
                + name.name()
                + " is partitioned",
            null);
        return;
      }
    }
  }

  private void renameColumn(TableAction.RenameColumn a) {
    if (draft.column(a.from().text()) == null) {
      return;
    }
    if (isTyped()) {
      typed(a.from().at());
    } else if (isInherited(a.from())) {
      inherited(a.from(), "is renamed");
    } else if (onlyOfMany()) {
      childrenToo(a.from().at(), "rename the column " + a.from());
    } else {
      otherParents(a.from());
    }
  }

  /** A column that a child has from several parents changes with none of them. */
  private void otherParents(Name column) {
    Set<ObjectName> tree = Lineage.tree(before.fullName(), step.state());
    for (ObjectName name : tree) {
      Optional<Table> table = step.state().find(name);
      if (table.isEmpty() || table.get().relation().traits().parents().size() < 2) {
        continue;
      }
      for (Table parent : Lineage.parents(table.get().relation().traits(), step.state())) {
        if (!tree.contains(parent.fullName())
            && parent.relation().findColumn(column.text()).isPresent()) {
          refuse(
              column.at(),
              name.name() + " has the column " + column + " from " + parent.name() + " as well",
              null);
          return;
        }
      }
    }
  }

  private void setType(TableAction.SetType a) {
    if (draft.column(a.column().text()) == null) {
      return;
    }
    if (isTyped()) {
      typed(a.column().at());
    } else if (isInherited(a.column())) {
      inherited(a.column(), "changes its type");
    } else if (onlyOfMany()) {
      childrenToo(a.column().at(), "change the type of " + a.column());
    } else {
      otherParents(a.column());
      partitionKeysBelow(a.column());
    }
  }

  private void setNotNull(TableAction.SetNotNull a) {
    Column column = draft.column(a.column().text());
    if (column == null || !column.nullable() || !partitioned || !onlyOfMany()) {
      return;
    }
    if (step.server().version() >= NOT_NULL_CONSTRAINTS) {
      childrenToo(a.column().at(), "keep NULL out of " + a.column());
    } else {
      step.notShown(
          "Whether the partitions of " + draft.name() + " keep NULL out of " + a.column());
    }
  }

  private void dropNotNull(TableAction.DropNotNull a) {
    Column column = draft.column(a.column().text());
    if (column == null) {
      return;
    }
    boolean named = step.server().version() >= NOT_NULL_CONSTRAINTS;
    if (!named && partitioned && onlyOfMany()) {
      childrenToo(a.column().at(), "let NULL into " + a.column());
    } else if (!column.nullable()
        && (named || partition)
        && Lineage.inheritsNotNull(draft.traits(), a.column().text(), step.state())) {
      refuse(
          a.column().at(),
          "A parent of " + draft.name() + " keeps NULL out of " + a.column(),
          "Change the parent.");
    }
  }

  private void dropExpression(TableAction.DropExpression a) {
    Column column = draft.column(a.column().text());
    if (column == null || !column.generation().isComputed()) {
      return;
    }
    if (isInherited(a.column())) {
      inherited(a.column(), "loses its expression");
    } else if (onlyOfMany()) {
      childrenToo(a.column().at(), "lose the expression of " + a.column());
    }
  }

  private void identity(Name column, String what) {
    if (step.server().version() < IDENTITY_OF_PARTITIONS || draft.column(column.text()) == null) {
      return;
    }
    if (partition) {
      inherited(column, what);
    } else if (partitioned && only) {
      refuse(
          column.at(),
          "The identity of " + column + " is that of its partitions too",
          "Leave ONLY out.");
    }
  }

  // ---------------------------------------------------------------- constraints

  private void addConstraint(TableConstraint constraint) {
    TableConstraint.Timing timing = constraint.timing();
    switch (constraint) {
      case TableConstraint.Check check -> {
        if (partitioned && timing.noInherit()) {
          refuse(
              check.at(),
              "The constraints of a partitioned table are for its partitions",
              "Leave NO INHERIT out.");
        } else if (onlyOfMany() && !timing.noInherit()) {
          childrenToo(check.at(), "get the constraint");
        } else if (check.name() != null && !timing.noInherit()) {
          merge(check, check.name());
        }
      }
      case TableConstraint.NotNull notNull -> {
        Column column = draft.column(notNull.column().text());
        boolean there = column != null && !column.nullable();
        if (partitioned && timing.noInherit()) {
          refuse(
              notNull.at(),
              "The constraints of a partitioned table are for its partitions",
              "Leave NO INHERIT out.");
        } else if (onlyOfMany() && !timing.noInherit() && !there) {
          childrenToo(notNull.at(), "get the constraint");
        }
      }
      case TableConstraint.ForeignKey key -> {
        if (partitioned && only) {
          refuse(
              key.at(),
              "A foreign key of a partitioned table is for its partitions too",
              "Leave ONLY out.");
        } else if (partitioned
            && timing.notValid()
            && step.server().version() < NOT_NULL_CONSTRAINTS) {
          refuse(
              key.at(),
              "A foreign key of a partitioned table is checked at once",
              "Leave NOT VALID out.");
        }
      }
      default -> {}
    }
  }

  /** tablecmds.c: MergeWithExistingConstraint, in the children. */
  private void merge(TableConstraint.Check check, Name name) {
    boolean enforced = !check.timing().notEnforced();
    boolean valid = enforced && !check.timing().notValid();
    for (ObjectName heir : Lineage.tree(before.fullName(), step.state())) {
      Optional<CheckConstraint> own =
          step.state()
              .find(heir)
              .filter(t -> !heir.equals(before.fullName()))
              .flatMap(t -> find(t.relation().checks(), name.text()));
      if (own.isEmpty()) {
        continue;
      }
      String why = null;
      if (own.get().noInherit()) {
        why = "is its own, which is not inherited";
      } else if (enforced && !own.get().enforced()) {
        why = "is not enforced";
      } else if (valid && !own.get().validated()) {
        why = "is not validated";
      }
      if (why != null) {
        refuse(name.at(), "The constraint " + name + " of " + heir.name() + " " + why, null);
        return;
      }
      step.notRead("Whether the constraint " + name + " of " + heir.name() + " says the same.");
    }
  }

  private static Optional<CheckConstraint> find(List<CheckConstraint> checks, String name) {
    return checks.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /** What kind of constraint a table has from a parent by this name. */
  private boolean isInheritedConstraint(String name) {
    boolean check =
        find(draft.checks, name)
            .filter(c -> c.inherited() || partition && !c.noInherit())
            .filter(_ -> Lineage.inheritsCheck(draft.traits(), name, step.state()))
            .isPresent();
    boolean foreignKey =
        partition
            && draft.foreignKeys.stream().anyMatch(k -> k.name().equals(name))
            && Lineage.parents(draft.traits(), step.state()).stream()
                .flatMap(p -> p.relation().foreignKeys().stream())
                .anyMatch(k -> k.name().equals(name));
    return check || foreignKey || isInheritedNotNull(name);
  }

  private boolean isInheritedNotNull(String name) {
    return draft.columns.stream()
        .filter(c -> name.equals(c.notNullConstraint()))
        .anyMatch(c -> Lineage.inheritsNotNull(draft.traits(), c.name(), step.state()));
  }

  /** Whether a constraint of the table is one of its children as well. */
  private boolean isForChildren(String name) {
    return find(draft.checks, name).filter(c -> !c.noInherit()).isPresent()
        || draft.columns.stream().anyMatch(c -> name.equals(c.notNullConstraint()));
  }

  private void dropConstraint(Name name) {
    if (isInheritedConstraint(name.text())) {
      refuse(
          name.at(),
          "The constraint " + name + " comes from a parent of " + draft.name(),
          "Drop it there.");
    } else if (step.server().version() < NOT_NULL_CONSTRAINTS
        && partitioned
        && onlyOfMany()
        && isForChildren(name.text())) {
      childrenToo(name.at(), "lose the constraint " + name);
    }
  }

  private void renameConstraint(Name name) {
    if (isInheritedConstraint(name.text())) {
      refuse(
          name.at(),
          "The constraint " + name + " comes from a parent of " + draft.name(),
          "Rename it there.");
    } else if (onlyOfMany() && isForChildren(name.text())) {
      childrenToo(name.at(), "rename the constraint " + name);
    }
  }

  // ---------------------------------------------------------------- logging

  /** SET LOGGED and SET UNLOGGED: a logged table refers to logged ones alone. */
  void logged(int at, boolean unlogged) {
    String other = null;
    if (draft.temporary()) {
      refuse(at, "A temporary table is neither logged nor unlogged", null);
    } else if (unlogged) {
      other =
          step.state().references(before.fullName()).stream()
              .map(SchemaState.Reference::source)
              .filter(t -> !t.fullName().equals(before.fullName()))
              .filter(t -> !t.relation().traits().unlogged())
              .map(Table::name)
              .findFirst()
              .orElse(null);
    } else {
      other =
          draft.foreignKeys.stream()
              .filter(k -> !k.target().equals(before.fullName()))
              .flatMap(k -> step.state().find(k.target()).stream())
              .filter(t -> t.relation().traits().unlogged())
              .map(Table::name)
              .findFirst()
              .orElse(null);
    }
    if (other != null) {
      step.refuse(
          FindingRule.FOREIGN_KEY_TARGET,
          at,
          "A foreign key between " + draft.name() + " and " + other + " wants both logged alike",
          null,
          draft.name());
    }
    draft.traits(draft.traits().withUnlogged(unlogged));
  }
}
