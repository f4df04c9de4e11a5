package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableStatement.CreateTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Columns and checks of a new table that come from its parents (tablecmds.c: MergeAttributes). */
final class PostgresMerge {
  private final CreateTable definition;
  private final TableDraft draft;
  private final Step step;
  private final boolean partition;

  /** Columns whose parents have different defaults, by name, with the second parent. */
  private final Map<String, Name> defaults = new LinkedHashMap<>();

  PostgresMerge(CreateTable definition, TableDraft draft, Step step) {
    this.definition = definition;
    this.draft = draft;
    this.step = step;
    this.partition = definition.partitionOf() != null;
  }

  /** Gives the new table what its parents have. */
  void parents() {
    for (List<Name> parent : definition.inherits()) {
      Table table = step.need(parent);
      Name name = parent.getLast();
      if (table != null
          && PostgresParents.isParent(table, name, definition.temporary(), step)
          && draft.traits().parents().contains(table.fullName())) {
        refuse(name, draft.name() + " would inherit from " + name + " twice");
      } else {
        add(table, name);
      }
    }
    if (definition.partitionOf() != null) {
      Name name = definition.partitionOf().parent().getLast();
      Table parent = step.need(definition.partitionOf().parent());
      if (parent != null
          && PostgresPartitions.isPartitioned(parent, name, step)
          && parent.temporary() != definition.temporary()
          && !parent.open()) {
        refuse(name, "Permanent and temporary tables cannot be partitions of each other");
      }
      add(parent, name);
    } else if (definition.partitionBy() != null && !definition.inherits().isEmpty()) {
      refuse(definition.inherits().getFirst().getLast(), "A partitioned table inherits from none");
    }
  }

  private void refuse(Name name, String message) {
    step.refuse(
        partition ? FindingRule.PARTITION_RULE : FindingRule.INHERITANCE_RULE, name, message, null);
  }

  private void add(@Nullable Table parent, Name name) {
    if (parent == null) {
      draft.open();
      return;
    }
    if (parent.open()) {
      draft.open();
    }
    List<ObjectName> parents = new ArrayList<>(draft.traits().parents());
    parents.add(parent.fullName());
    draft.traits(draft.traits().withParents(parents));
    for (Column column : parent.relation().columns()) {
      Column other = draft.column(column.name());
      if (other == null) {
        draft.columns.add(inherited(column));
        if (parent.relation().traits().keepsNotNull(column.name())) {
          draft.setNullable(column.name(), true);
        }
      } else {
        both(other, column, name);
      }
    }
    for (CheckConstraint check : parent.relation().checks()) {
      if (!check.noInherit()) {
        check(check, name);
      }
    }
  }

  private Column inherited(Column column) {
    boolean identity =
        column.generation() == ColumnGeneration.IDENTITY_ALWAYS
            || column.generation() == ColumnGeneration.IDENTITY_BY_DEFAULT;
    Column own = column.asInherited(true);
    if (!identity || partition && step.server().version() >= 170000) {
      return own;
    }
    return new Column(
        own.name(),
        own.position(),
        own.type(),
        own.nullable(),
        null,
        ColumnGeneration.NONE,
        null,
        own.collation(),
        null,
        false,
        null,
        own.notNullConstraint(),
        true);
  }

  /** A column that two parents have. */
  private void both(Column first, Column second, Name parent) {
    if (PostgresParents.differ(first.type(), second.type())) {
      refuse(
          parent,
          "The column "
              + first.name()
              + " would be of type "
              + first.type()
              + " and of type "
              + second.type());
    } else if (PostgresParents.haveOtherCollations(first, second)) {
      refuse(parent, "The column " + first.name() + " would have two collations");
    } else if (first.generation().isComputed() != second.generation().isComputed()
        || first.generation().isComputed() && first.generation() != second.generation()) {
      refuse(parent, "The column " + first.name() + " is generated in one parent alone");
    } else if (haveDifferentDefaults(first, second)) {
      defaults.put(first.name(), parent);
    } else if (first.defaultExpression() != null
        && second.defaultExpression() != null
        && !(isKnown(first.defaultExpression()) && isKnown(second.defaultExpression()))
        && definition.columns().stream().noneMatch(c -> c.name().text().equals(first.name()))) {
      step.notRead("Whether the parents have the same default of " + first.name() + ".");
    }
    if (!second.nullable() && first.nullable()) {
      draft.setNullable(first.name(), false);
    }
  }

  private static boolean haveDifferentDefaults(Column first, Column second) {
    String one =
        first.generation().isComputed() ? first.generationExpression() : first.defaultExpression();
    String other =
        second.generation().isComputed()
            ? second.generationExpression()
            : second.defaultExpression();
    return isKnown(one) && isKnown(other) && !java.util.Objects.equals(one, other);
  }

  private static boolean isKnown(@Nullable String expression) {
    return expression != null
        && !expression.equals(Table.UNKNOWN_DEFAULT)
        && !expression.contains("…");
  }

  private void check(CheckConstraint check, Name parent) {
    for (CheckConstraint other : draft.checks) {
      if (other.name().equals(check.name())) {
        if (isKnown(other.expression())
            && isKnown(check.expression())
            && !other.expression().equals(check.expression())) {
          refuse(
              parent,
              "Two parents have a constraint " + check.name() + " that says different things");
        }
        return;
      }
    }
    draft.checks.add(PostgresParents.inherited(check, true));
  }

  // ---------------------------------------------------------------- own columns

  /** A column of the definition that a parent has as well: both become one. */
  void own(ColumnDefinition column, Column inherited) {
    Name name = column.name();
    generation(column, inherited);
    defaults.remove(
        column.has(Part.Default.class) || column.has(Part.Generated.class) ? name.text() : "");
    if (column.type() == null) {
      // Only partitions and typed tables name columns without their types.
      if (column.has(Part.NotNull.class)) {
        draft.setNullable(inherited.name(), false);
      }
      if (column.has(Part.Default.class)) {
        draft.setDefault(inherited.name(), Table.UNKNOWN_DEFAULT);
      }
      if (column.has(Part.Identity.class)) {
        refuse(name, "A partition has no identity columns of its own");
      }
      return;
    }
    int place = draft.indexOf(name.text());
    draft.columns.remove(place);
    PostgresColumns.add(column, draft, step);
    Column own = draft.columns.removeLast();
    draft.columns.add(place, own.asInherited(true));
    if (PostgresParents.differ(inherited.type(), own.type())) {
      refuse(
          name,
          "The column "
              + name
              + " is of type "
              + inherited.type()
              + " in a parent, not "
              + own.type());
    } else if (PostgresParents.haveOtherCollations(inherited, own)) {
      refuse(name, "The column " + name + " has another collation in a parent");
    }
    if (!inherited.nullable()) {
      draft.setNullable(name.text(), false);
    }
    if (own.defaultExpression() == null && own.generation() == ColumnGeneration.NONE) {
      draft.change(
          name.text(),
          c ->
              new Column(
                  c.name(),
                  c.position(),
                  c.type(),
                  c.nullable(),
                  inherited.defaultExpression(),
                  inherited.generation(),
                  inherited.generationExpression(),
                  c.collation(),
                  null,
                  false,
                  null,
                  c.notNullConstraint(),
                  true));
    }
  }

  private void generation(ColumnDefinition column, Column inherited) {
    boolean computed = inherited.generation().isComputed();
    Part.Generated own = column.find(Part.Generated.class).orElse(null);
    boolean old = step.server().version() < PostgresParents.PLAIN_COLUMNS_STAY_PLAIN;
    String why = null;
    if (old) {
      if (own != null && (computed || partition)) {
        why = "is generated in a parent, if at all";
      } else if (computed && !partition && column.has(Part.Default.class)) {
        why = "is generated in a parent and has no default";
      } else if (computed && !partition && column.has(Part.Identity.class)) {
        why = "is generated in a parent and is no identity";
      }
    } else if (computed && column.has(Part.Default.class)) {
      why = "is generated in a parent and has no default";
    } else if (computed && column.has(Part.Identity.class)) {
      why = "is generated in a parent and is no identity";
    } else if (!computed && own != null && !inherited.type().equals(Table.UNKNOWN_TYPE)) {
      why = "is not generated in a parent";
    } else if (own != null
        && (inherited.generation() == ColumnGeneration.STORED)
            != Boolean.TRUE.equals(own.stored())) {
      why = "is generated in another way in a parent";
    }
    if (why != null) {
      refuse(column.name(), "The column " + column.name() + " " + why);
    }
  }

  /** Refuses columns whose default nothing decides. */
  void finish() {
    defaults.forEach(
        (column, parent) ->
            refuse(parent, "The column " + column + " has different defaults in its parents"));
  }
}
