package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.UniqueConstraint;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Statement.Conflict;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for the unique key that ON CONFLICT speaks of. */
final class ConflictTargets {
  private final Reporter reporter;
  private final ColumnResolver columns;

  ConflictTargets(Reporter reporter, ColumnResolver columns) {
    this.reporter = reporter;
    this.columns = columns;
  }

  void check(Conflict conflict, @Nullable Table target) {
    if (conflict.update() && conflict.target().isEmpty() && conflict.constraint() == null) {
      refuse(
          conflict.at(),
          "ON CONFLICT DO UPDATE does not say which key it is about",
          "Name its columns: ON CONFLICT (…) DO UPDATE.",
          null);
    }
    if (target == null || target.open() || !target.kind().isTable()) {
      return;
    }
    if (conflict.constraint() != null) {
      constraint(conflict.constraint(), target);
    } else if (!conflict.target().isEmpty()) {
      columns(conflict, target);
    }
  }

  private void constraint(Name name, Table target) {
    Relation relation = target.relation();
    boolean found = false;
    boolean deferrable = false;
    PrimaryKey key = relation.primaryKey();
    if (key != null && key.name().equals(name.text())) {
      found = true;
      deferrable = key.deferrable();
    }
    for (UniqueConstraint constraint : relation.uniqueConstraints()) {
      if (constraint.name().equals(name.text())) {
        found = true;
        deferrable = constraint.deferrable();
      }
    }
    for (var exclusion : relation.traits().exclusions()) {
      if (exclusion.name().equals(name.text())) {
        found = true;
        deferrable = exclusion.deferrable();
      }
    }
    if (!found) {
      refuse(
          name.at(),
          target.name() + " has no unique or exclusion constraint " + name,
          "Name the columns of the key instead: ON CONFLICT (…).",
          target);
    } else if (deferrable) {
      deferrable(name.at(), target);
    }
  }

  private void columns(Conflict conflict, Table target) {
    Set<String> wanted = new LinkedHashSet<>();
    boolean expressions = false;
    for (Expr expr : conflict.target()) {
      if (!(expr instanceof Expr.Column column)) {
        expressions = true;
      } else if (columns.findColumn(target, column.last().text()) == null) {
        return;
      } else {
        wanted.add(column.last().text());
      }
    }
    Match best = Match.NONE;
    Relation relation = target.relation();
    PrimaryKey key = relation.primaryKey();
    if (key != null && Set.copyOf(key.columns()).equals(wanted)) {
      best = best.or(key.deferrable());
    }
    for (UniqueConstraint constraint : relation.uniqueConstraints()) {
      if (Set.copyOf(constraint.columns()).equals(wanted)) {
        best = best.or(constraint.deferrable());
      }
    }
    for (Index index : relation.indexes()) {
      if (index.unique()
          && index.constraintName() == null
          && index.valid()
          && isOver(index, wanted, expressions)
          && (index.predicate() == null || conflict.targetWhere() != null)) {
        best = Match.FOUND;
      }
    }
    if (best == Match.DEFERRABLE) {
      deferrable(conflict.at(), target);
    } else if (best == Match.NONE) {
      refuse(
          conflict.at(),
          "No unique constraint or index of "
              + target.name()
              + " covers exactly "
              + (expressions ? "these expressions" : String.join(", ", wanted)),
          "Name the columns of a primary key, unique constraint or unique index; of a partial one"
              + " with its condition.",
          target);
    }
  }

  private enum Match {
    NONE,
    DEFERRABLE,
    FOUND;

    Match or(boolean deferrable) {
      return this == FOUND || !deferrable ? FOUND : DEFERRABLE;
    }
  }

  /** Whether the key parts are these columns, and expressions where there are some. */
  private static boolean isOver(Index index, Set<String> wanted, boolean expressions) {
    Set<String> parts = new HashSet<>();
    boolean computed = false;
    for (var part : index.parts()) {
      if (part.column() == null) {
        computed = true;
      } else {
        parts.add(part.column());
      }
    }
    return computed == expressions && parts.equals(wanted);
  }

  private void deferrable(int at, Table target) {
    refuse(
        at,
        "The key that ON CONFLICT speaks of is deferrable, which it cannot use",
        "Use a key that is checked at once.",
        target);
  }

  private void refuse(int at, String message, String hint, @Nullable Table target) {
    reporter.report(
        FindingRule.CONFLICT_TARGET, at, message, hint, target == null ? null : target.name());
  }
}
