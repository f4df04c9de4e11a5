package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.RelationTraits;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a table under a parent and takes it away again: INHERIT, NO INHERIT and ATTACH PARTITION
 * (tablecmds.c: MergeAttributesIntoExisting, MergeConstraintsIntoExisting).
 */
final class PostgresParents {
  /** Since this version no child computes what its parent does not. */
  static final int PLAIN_COLUMNS_STAY_PLAIN = 160000;

  private PostgresParents() {}

  /** Whether two printed types are known to be different ones. */
  static boolean differ(String one, String other) {
    if (one.equals(Table.UNKNOWN_TYPE) || other.equals(Table.UNKNOWN_TYPE)) {
      return false;
    }
    return !one.equals(other) && !one.endsWith("." + other) && !other.endsWith("." + one);
  }

  /** Whether two columns are known to be ordered by different collations. */
  static boolean haveOtherCollations(Column one, Column other) {
    return !one.type().equals(Table.UNKNOWN_TYPE)
        && one.type().equals(other.type())
        && !bare(one.collation()).equals(bare(other.collation()));
  }

  private static String bare(@Nullable String collation) {
    return collation == null ? "" : collation.substring(collation.lastIndexOf('.') + 1);
  }

  private static void refuse(boolean partition, Name name, String message, Step step) {
    step.refuse(
        partition ? FindingRule.PARTITION_RULE : FindingRule.INHERITANCE_RULE, name, message, null);
  }

  // ---------------------------------------------------------------- INHERIT

  /** ALTER TABLE … INHERIT and NO INHERIT. */
  static void inherit(TableAction.Inherit a, Table child, TableDraft draft, Step step) {
    Table parent = step.need(a.parent());
    Name name = a.parent().getLast();
    RelationTraits traits = draft.traits();
    if (parent == null) {
      draft.open();
      return;
    }
    boolean isChild = traits.parents().contains(parent.fullName());
    String own = whyNotChild(draft, step.state());
    if (own != null) {
      refuse(false, name, draft.name() + " " + own + ", so its parents stay as they are", step);
      return;
    }
    if (a.no()) {
      if (!isChild && !draft.isOpen()) {
        refuse(false, name, parent.name() + " is no parent of " + draft.name(), step);
        return;
      }
      leave(parent, draft, step);
      return;
    }
    if (isChild) {
      refuse(false, name, draft.name() + " inherits from " + parent.name() + " already", step);
    } else if (Lineage.tree(child.fullName(), step.state()).contains(parent.fullName())) {
      refuse(
          false,
          name,
          parent.name() + " inherits from " + draft.name() + ", not the reverse",
          step);
    } else if (isParent(parent, name, draft.temporary(), step)) {
      match(parent, name, draft, false, step);
      List<dev.dbsa.domain.schema.ObjectName> parents = new ArrayList<>(traits.parents());
      parents.add(parent.fullName());
      draft.traits(traits.withParents(parents));
    }
  }

  private static @Nullable String whyNotChild(TableDraft draft, SchemaState state) {
    if (draft.traits().ofType() != null) {
      return "is a typed table";
    }
    if (draft.kind() == RelationKind.PARTITIONED_TABLE) {
      return "is partitioned";
    }
    return Lineage.isPartition(draft.traits(), state) ? "is a partition" : null;
  }

  /** Whether others may inherit from the table; a refusal where they may not. */
  static boolean isParent(Table parent, Name name, boolean temporary, Step step) {
    String why = null;
    if (parent.open()) {
      return true;
    }
    if (parent.kind() == RelationKind.PARTITIONED_TABLE) {
      why = "is partitioned";
    } else if (Lineage.isPartition(parent.relation().traits(), step.state())) {
      why = "is a partition";
    } else if (!parent.kind().isTable()) {
      why = "is no table";
    } else if (parent.temporary() && !temporary) {
      why = "is a temporary table";
    }
    if (why != null) {
      step.refuse(
          FindingRule.INHERITANCE_RULE,
          name,
          "Nothing inherits from " + parent.name() + ", which " + why,
          null);
    }
    return why == null;
  }

  /** Takes a table from its parent; it keeps what it has, as its own. */
  static void leave(Table parent, TableDraft draft, Step step) {
    List<dev.dbsa.domain.schema.ObjectName> parents = new ArrayList<>(draft.traits().parents());
    parents.remove(parent.fullName());
    draft.traits(draft.traits().withParents(parents));
    for (Column column : List.copyOf(draft.columns)) {
      draft.change(
          column.name(),
          c ->
              c.asInherited(
                  c.inherited() && Lineage.inheritsColumn(draft.traits(), c.name(), step.state())));
    }
    draft.checks.replaceAll(
        c ->
            c.inherited() && !Lineage.inheritsCheck(draft.traits(), c.name(), step.state())
                ? inherited(c, false)
                : c);
  }

  static CheckConstraint inherited(CheckConstraint check, boolean inherited) {
    return new CheckConstraint(
        check.name(),
        check.expression(),
        check.validated(),
        check.enforced(),
        check.noInherit(),
        inherited);
  }

  // ---------------------------------------------------------------- columns and checks

  /** The child must have what the parent has; what it has is inherited from now on. */
  static void match(Table parent, Name name, TableDraft child, boolean partition, Step step) {
    for (Column column : parent.relation().columns()) {
      Column own = child.column(column.name());
      if (own == null) {
        if (!child.isOpen()) {
          refuse(partition, name, child.name() + " has no column " + column.name(), step);
        }
        continue;
      }
      boolean kept = parent.relation().traits().keepsNotNull(column.name());
      String why = unlike(column, own, kept, step.server().version());
      if (why == null && !kept && !column.nullable()) {
        why = loose(column.name(), parent, child);
      }
      if (why != null) {
        refuse(
            partition,
            name,
            "The column "
                + column.name()
                + " of "
                + child.name()
                + " "
                + why
                + " as in "
                + parent.name(),
            step);
        return;
      }
      child.change(column.name(), c -> c.asInherited(true));
    }
    for (CheckConstraint check : parent.relation().checks()) {
      if (!check.noInherit() && !checks(check, parent, name, child, partition, step)) {
        return;
      }
    }
  }

  /** tablecmds.c: MergeConstraintsIntoExisting, of NOT NULL. */
  private static @Nullable String loose(String column, Table parent, TableDraft child) {
    if (child.traits().keepsNotNull(column)) {
      return "keeps NULL out for itself alone, not";
    }
    return child.traits().mayHoldOldNulls(column)
            && !parent.relation().traits().mayHoldOldNulls(column)
        ? "may hold NULL from before, not"
        : null;
  }

  /**
   * @param kept whether the parent keeps NULL out for itself alone
   */
  private static @Nullable String unlike(Column parent, Column own, boolean kept, int version) {
    if (differ(parent.type(), own.type())) {
      return "is of type " + own.type() + ", not " + parent.type();
    }
    if (!parent.nullable() && !kept && own.nullable()) {
      return "lets NULL in, not";
    }
    if (haveOtherCollations(parent, own)) {
      return "has not the same collation";
    }
    if (parent.generation().isComputed() && !own.generation().isComputed()) {
      return "is not generated";
    }
    if (version >= PLAIN_COLUMNS_STAY_PLAIN
        && !parent.generation().isComputed()
        && own.generation().isComputed()) {
      return "is generated, not plain";
    }
    if (parent.generation().isComputed() && parent.generation() != own.generation()) {
      return "is not generated the same way";
    }
    return null;
  }

  private static boolean checks(
      CheckConstraint check,
      Table parent,
      Name name,
      TableDraft child,
      boolean partition,
      Step step) {
    Optional<CheckConstraint> own =
        child.checks.stream().filter(c -> c.name().equals(check.name())).findFirst();
    String why = null;
    if (own.isEmpty()) {
      why = child.isOpen() ? null : "is missing there";
    } else if (own.get().noInherit()) {
      why = "is not inherited there";
    } else if (check.enforced() && !own.get().enforced()) {
      why = "is not enforced there";
    } else if (check.validated() && !own.get().validated()) {
      why = "is not validated there";
    } else if (isKnown(check)
        && isKnown(own.get())
        && !own.get().expression().equals(check.expression())) {
      why = "says something else there";
    } else if (!isKnown(check) || !isKnown(own.get())) {
      step.notRead(
          "Whether the constraint " + check.name() + " says the same in " + child.name() + ".");
    }
    if (why != null) {
      refuse(
          partition,
          name,
          child.name()
              + " must have the constraint "
              + check.name()
              + " of "
              + parent.name()
              + ", which "
              + why,
          step);
      return false;
    }
    child.checks.replaceAll(c -> c.name().equals(check.name()) ? inherited(c, true) : c);
    return true;
  }

  private static boolean isKnown(CheckConstraint check) {
    return !check.expression().equals("…");
  }

  // ---------------------------------------------------------------- ATTACH PARTITION

  /** Whether a table can become a partition; a refusal where it cannot. */
  static boolean attach(Table parent, Name name, Table partition, Step step) {
    TableDraft draft = TableDraft.of(step.state(), partition);
    RelationTraits traits = partition.relation().traits();
    String why = null;
    if (!partition.kind().isTable() && !partition.open()) {
      why = "is no table";
    } else if (Lineage.isPartition(traits, step.state())) {
      why = "is a partition already";
    } else if (traits.ofType() != null) {
      why = "is a typed table";
    } else if (!traits.parents().isEmpty()) {
      why = "inherits from another table";
    } else if (partition.kind() != RelationKind.PARTITIONED_TABLE
        && !step.state().heirs(partition.fullName()).isEmpty()) {
      why = "has tables that inherit from it";
    } else if (partition.temporary() != parent.temporary() && !partition.open() && !parent.open()) {
      why = partition.temporary() ? "is temporary" : "is permanent";
    } else if (Lineage.tree(partition.fullName(), step.state()).contains(parent.fullName())) {
      why = "holds " + parent.name() + " itself";
    } else if (step.server().version() >= 170000
        && partition.relation().columns().stream()
            .anyMatch(c -> c.generation().name().startsWith("IDENTITY"))) {
      why = "has an identity column";
    }
    if (why != null) {
      refuse(true, name, partition.name() + " cannot become a partition: it " + why, step);
      return false;
    }
    if (!parent.open() && !partition.open()) {
      for (Column column : partition.relation().columns()) {
        if (parent.relation().findColumn(column.name()).isEmpty()) {
          refuse(
              true,
              name,
              partition.name()
                  + " has a column "
                  + column.name()
                  + ", which "
                  + parent.name()
                  + " lacks",
              step);
          return false;
        }
      }
    }
    match(parent, name, draft, true, step);
    draft.traits(traits.withParents(List.of(parent.fullName())));
    step.become(step.state().with(draft.table()));
    return true;
  }
}
