package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.NearestName;
import dev.dbsa.adapter.sqlcheck.bind.SchemaNames;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.ForeignKeyAction;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.KeyPart;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableConstraint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What keys and constraints of both servers have in common. */
final class Keys {
  private Keys() {}

  /** Refuses columns that the table does not have, and such as are named twice. */
  static void columns(List<Name> columns, TableDraft draft, boolean unique, Step step) {
    Set<String> seen = new HashSet<>();
    for (Name column : columns) {
      column(column, draft, step);
      if (unique && !seen.add(step.key(column.text()))) {
        step.refuse(
            FindingRule.DUPLICATE_COLUMN,
            column,
            "The key names the column " + column + " twice",
            null);
      }
    }
  }

  /** The column; a refusal and {@code null} where the table does not have it. */
  static @Nullable Column column(Name column, TableDraft draft, Step step) {
    Column found = draft.column(column.text());
    if (found == null && !draft.isOpen() && !isSystem(column, step)) {
      missing(column, draft, step);
    }
    return found;
  }

  private static boolean isSystem(Name column, Step step) {
    return step.state().isPostgres()
        && Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid").contains(column.text());
  }

  static void missing(Name column, TableDraft draft, Step step) {
    step.refuse(
        FindingRule.UNKNOWN_COLUMN,
        column,
        "The table " + draft.name() + " has no column " + column,
        NearestName.hint(NearestName.find(column.text(), draft.columnNames())));
  }

  static List<Name> names(List<KeyPart> parts) {
    List<Name> names = new ArrayList<>();
    for (KeyPart part : parts) {
      if (part.column() != null) {
        names.add(part.column());
      }
    }
    return names;
  }

  static List<String> texts(List<Name> names) {
    return names.stream().map(Name::text).toList();
  }

  /**
   * The columns as the table spells them.
   *
   * @param columns which the table may lack
   */
  static List<String> spelled(List<Name> columns, TableDraft draft) {
    List<String> names = new ArrayList<>();
    for (Name column : columns) {
      Column found = draft.column(column.text());
      names.add(found == null ? column.text() : found.name());
    }
    return names;
  }

  static void secondPrimaryKey(int at, TableDraft draft, Step step) {
    step.refuse(
        FindingRule.MULTIPLE_PRIMARY_KEYS,
        at,
        "The table " + draft.name() + " has a primary key already",
        null,
        draft.name());
  }

  /**
   * The table that a foreign key refers to: the draft's own as it is now, or another; a refusal and
   * {@code null} where there is none.
   */
  static @Nullable Table target(TableConstraint.ForeignKey key, TableDraft draft, Step step) {
    Table other = step.find(key.target());
    boolean self =
        other == null
            ? step.state().sameTable(key.target().getLast().text(), draft.name())
                && (key.target().size() == 1
                    || step.state()
                        .sameTable(
                            key.target().get(key.target().size() - 2).text(), draft.schema()))
            : other.fullName().equals(draft.fullName());
    return self ? draft.table() : step.need(key.target());
  }

  /** Refuses columns of the target that are not there, and another number of them. */
  static boolean targetColumns(TableConstraint.ForeignKey key, @Nullable Table target, Step step) {
    boolean all = true;
    if (target != null && !target.open()) {
      for (Name column : key.targetColumns()) {
        if (SchemaNames.findColumn(step.state(), target, column.text()) == null) {
          SchemaNames.unknownColumn(target, column, Severity.ERROR, step.reporter());
          all = false;
        }
      }
    }
    int wanted = key.targetColumns().size();
    if (wanted == 0 && target != null && !target.open()) {
      wanted = target.primaryKey().size();
    }
    if (wanted > 0 && wanted != key.columns().size()) {
      step.refuse(
          FindingRule.FOREIGN_KEY_COLUMNS,
          key.at(),
          "The foreign key has " + key.columns().size() + " columns and refers to " + wanted,
          null,
          null);
      return false;
    }
    return all;
  }

  static ForeignKey foreignKey(
      String name, TableConstraint.ForeignKey key, TableDraft draft, Table target) {
    List<String> targets =
        key.targetColumns().isEmpty() && target.relation().primaryKey() != null
            ? target.relation().primaryKey().columns()
            : texts(key.targetColumns());
    return new ForeignKey(
        name,
        spelled(key.columns(), draft),
        target.fullName(),
        targets,
        action(key.onUpdate()),
        action(key.onDelete()),
        key.timing().deferrable() || key.timing().initiallyDeferred(),
        key.timing().initiallyDeferred(),
        !key.timing().notValid() && !key.timing().notEnforced());
  }

  private static ForeignKeyAction action(TableConstraint.ForeignKey.Action action) {
    return switch (action) {
      case UNSAID, NO_ACTION -> ForeignKeyAction.NO_ACTION;
      case RESTRICT -> ForeignKeyAction.RESTRICT;
      case CASCADE -> ForeignKeyAction.CASCADE;
      case SET_NULL -> ForeignKeyAction.SET_NULL;
      case SET_DEFAULT -> ForeignKeyAction.SET_DEFAULT;
    };
  }

  /** A constraint that is written with a column, as the table's. */
  static TableConstraint ofTable(ColumnDefinition.Part.Constraint part, Name column) {
    return switch (part.constraint()) {
      case TableConstraint.Key key when key.parts().isEmpty() ->
          new TableConstraint.Key(
              key.at(),
              key.name(),
              key.primary(),
              key.indexName(),
              List.of(KeyPart.of(column)),
              key.including(),
              key.nullsNotDistinct(),
              key.method(),
              key.usingIndex(),
              key.options(),
              key.timing());
      case TableConstraint.ForeignKey key when key.columns().isEmpty() ->
          new TableConstraint.ForeignKey(
              key.at(),
              key.name(),
              key.indexName(),
              List.of(column),
              key.target(),
              key.targetColumns(),
              key.match(),
              key.onDelete(),
              key.onDeleteColumns(),
              key.onUpdate(),
              key.period(),
              key.targetPeriod(),
              key.timing());
      default -> part.constraint();
    };
  }
}
