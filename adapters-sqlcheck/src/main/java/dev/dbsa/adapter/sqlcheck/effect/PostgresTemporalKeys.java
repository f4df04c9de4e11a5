package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.BuiltInTypes;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.sql.tree.KeyPart;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TableConstraint.ForeignKey.Action;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keys that hold for a period each: WITHOUT OVERLAPS and PERIOD (PostgreSQL 18). */
final class PostgresTemporalKeys {
  private PostgresTemporalKeys() {}

  /** Whether the key ends in a period. */
  static boolean is(TableConstraint.Key key) {
    return !key.parts().isEmpty() && key.parts().getLast().withoutOverlaps();
  }

  /** A key has a column beside its period, which is a range or a multirange. */
  static void key(TableConstraint.Key key, TableDraft draft, Step step) {
    if (!is(key)) {
      return;
    }
    KeyPart period = key.parts().getLast();
    if (key.parts().size() < 2) {
      step.refuse(
          FindingRule.INVALID_KEY,
          period.at(),
          "A key WITHOUT OVERLAPS has a column beside its period",
          null,
          draft.name());
      return;
    }
    Column column = period.column() == null ? null : draft.column(period.column().text());
    if (column != null && isNoRange(column.type(), step)) {
      step.refuse(
          FindingRule.INVALID_KEY,
          period.at(),
          "The period "
              + column.name()
              + " has the type "
              + column.type()
              + ", which is no range or multirange",
          null,
          column.name());
    }
  }

  private static boolean isNoRange(String printed, Step step) {
    String bare = PostgresColumns.bare(printed);
    UserType own = PostgresTypes.find(bare, step.state());
    if (own instanceof UserType.Domain domain) {
      return isNoRange(domain.baseType(), step);
    }
    if (own != null) {
      return own instanceof UserType.Enumeration || own instanceof UserType.Composite;
    }
    return !bare.isEmpty()
        && BuiltInTypes.isKnown(bare)
        && (printed.endsWith("[]") || !bare.endsWith("range"));
  }

  /** The only action that a period allows is none. */
  static void actions(TableConstraint.ForeignKey key, Step step) {
    Set<Action> none = Set.of(Action.UNSAID, Action.NO_ACTION);
    if (key.period() && !(none.contains(key.onDelete()) && none.contains(key.onUpdate()))) {
      step.refuse(
          FindingRule.INVALID_KEY,
          key.at(),
          "A foreign key with PERIOD knows no action but NO ACTION",
          "Leave ON DELETE and ON UPDATE out.",
          null);
    }
  }

  /** A foreign key and the key that it refers to both have a period, or neither. */
  static void foreignKey(
      TableConstraint.ForeignKey key, Table target, TableDraft draft, Step step) {
    if (!key.targetColumns().isEmpty() && key.period() != key.targetPeriod()) {
      step.refuse(
          FindingRule.FOREIGN_KEY_TARGET,
          key.at(),
          "PERIOD stands on one side of the foreign key alone",
          "Write it before the last column on both sides.",
          target.name());
      return;
    }
    List<String> wanted =
        key.targetColumns().isEmpty() && target.relation().primaryKey() != null
            ? target.relation().primaryKey().columns()
            : Keys.texts(key.targetColumns());
    Optional<Index> index =
        target.relation().indexes().stream()
            .filter(
                i ->
                    i.unique()
                        && i.predicate() == null
                        && Set.copyOf(PostgresNames.parts(i)).equals(Set.copyOf(wanted)))
            .findFirst();
    if (index.isEmpty() || step.isRefused()) {
      return;
    }
    boolean temporal = index.get().method().equals("gist");
    if (temporal && !key.period()) {
      step.refuse(
          FindingRule.FOREIGN_KEY_TARGET,
          key.at(),
          "The key of " + target.name() + " has a period, which the foreign key has not",
          "Write PERIOD before the last column on both sides.",
          target.name());
    } else if (!temporal && key.period()) {
      step.refuse(
          FindingRule.FOREIGN_KEY_TARGET,
          key.at(),
          "The key of " + target.name() + " has no period",
          "Add WITHOUT OVERLAPS to the key.",
          target.name());
    } else if (key.period() && !key.columns().isEmpty()) {
      Name last = key.columns().getLast();
      Column column = draft.column(last.text());
      if (column != null && isNoRange(column.type(), step)) {
        step.refuse(
            FindingRule.INVALID_KEY,
            last,
            "The period " + last + " has the type " + column.type() + ", which is no range",
            null);
      }
    }
  }
}
