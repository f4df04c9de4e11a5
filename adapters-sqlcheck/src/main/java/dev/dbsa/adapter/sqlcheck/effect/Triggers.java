package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.ObjectKey;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Trigger;
import dev.dbsa.sql.tree.ObjectKind;
import java.util.List;

/** The triggers of tables. */
final class Triggers {
  private Triggers() {}

  static ObjectKey key(Table table, String trigger) {
    return new ObjectKey(ObjectKind.TRIGGER, table.fullName().toString(), trigger);
  }

  /** Whether the table has a trigger of this name, or may have it. */
  static boolean mayHave(SchemaState state, Table table, String name) {
    Boolean made = state.other(key(table, name));
    if (made != null) {
      return made;
    }
    boolean partition = state.catalog().findRoot(table.fullName()).isPresent();
    return state.isUncertain()
        || partition
        || name.startsWith("RI_ConstraintTrigger")
        || names(state, table).stream().anyMatch(n -> state.sameColumn(n, name))
        || state.snapshot().omissions().stream().anyMatch(o -> o.subject().contains("trigger"));
  }

  /** PostgreSQL: the triggers, policies and rules of a table go with it to its new name. */
  static SchemaState moved(SchemaState state, Table before, Table after) {
    SchemaState moved = state;
    for (String name : names(state, before)) {
      if (state.other(key(before, name)) == null) {
        moved = moved.with(key(after, name), true);
      }
    }
    return moved.withOwner(before.fullName().toString(), after.fullName().toString());
  }

  /** Those of the snapshot. */
  static List<String> names(SchemaState state, Table table) {
    return state.snapshot().triggers().stream()
        .filter(t -> t.table().equals(table.fullName()))
        .map(Trigger::name)
        .toList();
  }
}
