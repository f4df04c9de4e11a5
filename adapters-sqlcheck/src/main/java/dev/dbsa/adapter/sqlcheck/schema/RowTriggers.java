package dev.dbsa.adapter.sqlcheck.schema;

import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.Trigger;
import dev.dbsa.sql.tree.ObjectKind;

/**
 * Triggers that make of a change of rows something else. Those that a script made count whatever
 * they belong to: scripts that make triggers rarely go on with rows.
 */
public final class RowTriggers {
  private RowTriggers() {}

  /**
   * Whether a trigger may change a row before it is stored.
   *
   * @param event in lower case: {@code insert} or {@code update}
   */
  public static boolean mayRewriteRows(Table table, String event, SchemaState state) {
    for (Trigger trigger : state.snapshot().triggers()) {
      boolean here = trigger.table().equals(table.fullName());
      // A partition may have triggers of its own.
      boolean below = table.kind() == RelationKind.PARTITIONED_TABLE;
      if ((here || below) && fires(trigger, "before", event)) {
        return true;
      }
    }
    return state.hasMade(ObjectKind.TRIGGER);
  }

  /** Whether a trigger may do something else instead of changing the rows of a view. */
  public static boolean mayReplace(Table view, String event, SchemaState state) {
    return state.hasMade(ObjectKind.TRIGGER)
        || state.snapshot().triggers().stream()
            .anyMatch(t -> t.table().equals(view.fullName()) && fires(t, "instead of", event));
  }

  private static boolean fires(Trigger trigger, String timing, String event) {
    return trigger.enabled() && trigger.timing().equals(timing) && trigger.events().contains(event);
  }
}
