package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.sql.tree.TableAction;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which actions of ALTER which kinds of relations take (tablecmds.c: ATSimplePermissions). */
final class PostgresAlterTargets {
  private static final Set<RelationKind> TABLES =
      EnumSet.of(RelationKind.TABLE, RelationKind.PARTITIONED_TABLE, RelationKind.FOREIGN_TABLE);
  private static final Set<RelationKind> TABLES_AND_VIEWS =
      EnumSet.of(
          RelationKind.TABLE,
          RelationKind.PARTITIONED_TABLE,
          RelationKind.FOREIGN_TABLE,
          RelationKind.VIEW);
  private static final Set<RelationKind> STORED =
      EnumSet.of(
          RelationKind.TABLE,
          RelationKind.PARTITIONED_TABLE,
          RelationKind.FOREIGN_TABLE,
          RelationKind.MATERIALIZED_VIEW);

  private PostgresAlterTargets() {}

  /** Whether the relation takes the action; a refusal where its kind does not. */
  static boolean takes(TableAction action, TableDraft draft, Step step) {
    Set<RelationKind> kinds = kinds(action);
    if (kinds == null || draft.isOpen() || kinds.contains(draft.kind())) {
      return true;
    }
    step.refuse(
        FindingRule.WRONG_OBJECT_TYPE,
        action.at(),
        "A "
            + draft.kind().label().replace('_', ' ')
            + " such as "
            + draft.name()
            + " does not take this change",
        null,
        draft.name());
    return false;
  }

  private static @Nullable Set<RelationKind> kinds(TableAction action) {
    return switch (action) {
      case TableAction.SetNotNull _,
          TableAction.DropNotNull _,
          TableAction.SetExpression _,
          TableAction.DropExpression _,
          TableAction.SetType _,
          TableAction.Inherit _ ->
          TABLES;
      case TableAction.SetDefault _, TableAction.DropDefault _ -> TABLES_AND_VIEWS;
      case TableAction.SetColumn _ -> STORED;
      default -> null;
    };
  }
}
