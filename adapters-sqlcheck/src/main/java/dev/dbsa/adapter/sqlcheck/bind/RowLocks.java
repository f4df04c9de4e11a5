package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Lookup;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.Query.Lock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What FOR UPDATE and its kin can lock on PostgreSQL: rows of tables that are seen one by one
 * (analyze.c: transformLockingClause).
 */
final class RowLocks {
  private final SchemaState schema;
  private final Reporter reporter;
  private final Routines routines;
  private final Binders parts;

  RowLocks(Binding binding, Binders parts) {
    this.schema = binding.schema;
    this.reporter = binding.reporter;
    this.routines = new Routines(binding.schema);
    this.parts = parts;
  }

  void check(Query query, CommonTables ctes) {
    for (Lock lock : query.locks()) {
      lock(query, lock, ctes);
    }
    if (query.body() instanceof Query.SetOperation operation) {
      for (Query arm : operation.arms()) {
        Lock inside = lockOf(arm);
        if (inside != null) {
          report(inside, inside.words() + " does not go with " + words(operation));
        }
      }
    }
  }

  private static @Nullable Lock lockOf(Query arm) {
    if (arm.locking()) {
      return arm.locks().getFirst();
    }
    return arm.body() instanceof Query.Nested nested ? lockOf(nested.query()) : null;
  }

  private static String words(Query.SetOperation operation) {
    return operation.operators().getFirst().replace(" all", "").toUpperCase(java.util.Locale.ROOT);
  }

  private void report(Lock lock, String message) {
    reporter.report(
        FindingRule.ROW_LOCK, lock.at(), message, "Lock the rows of the table itself.", null);
  }

  private boolean lock(Query query, Lock lock, CommonTables ctes) {
    switch (query.body()) {
      case Query.SetOperation operation -> {
        report(lock, lock.words() + " does not go with " + words(operation));
        return false;
      }
      case Query.Values _ -> {
        report(lock, lock.words() + " does not go with VALUES");
        return false;
      }
      case Query.Nested nested -> {
        return lock(nested.query(), lock, ctes);
      }
      case Query.Table table -> {
        return items(List.of(table.table()), lock, ctes);
      }
      case Query.Select select -> {
        String with = merging(select, query);
        if (with != null) {
          report(lock, lock.words() + " does not go with " + with);
          return false;
        }
        return items(select.from(), lock, ctes)
            && (select.where() != null || nullable(select.from(), lock));
      }
    }
  }

  /** What makes one row out of several, or the reverse. */
  private @Nullable String merging(Query.Select select, Query query) {
    if (select.distinct()) {
      return "DISTINCT";
    }
    if (select.groupBy() != null) {
      return "GROUP BY";
    }
    if (select.having() != null) {
      return "HAVING";
    }
    for (Query.Item item : select.items()) {
      String found = merging(item.expr(), true);
      if (found != null) {
        return found;
      }
    }
    for (Expr.SortKey key : query.orderBy()) {
      String found = merging(key.expr(), false);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable String merging(Expr expr, boolean selected) {
    if (expr instanceof Expr.Call call) {
      if (call.over() != null) {
        return "window functions";
      }
      if (parts.calls.isAggregate(call)) {
        return "aggregates";
      }
      if (selected && routines.isSetReturning(call)) {
        return "functions that yield rows";
      }
    }
    for (Expr child : expr.children()) {
      String found = merging(child, selected);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  // ---------------------------------------------------------------- tables

  private boolean items(List<FromItem> from, Lock lock, CommonTables ctes) {
    if (lock.of().isEmpty()) {
      for (FromItem item : from) {
        if (!all(item, lock, ctes)) {
          return false;
        }
      }
      return true;
    }
    for (List<Name> name : lock.of()) {
      if (name.size() > 1) {
        report(lock, lock.words() + " OF takes names without a schema");
        return false;
      }
      FromItem item = find(from, name.getFirst().text());
      if (item == null) {
        Name missing = name.getFirst();
        reporter.report(
            FindingRule.UNKNOWN_ALIAS,
            missing.at(),
            "No table of this FROM is called " + missing,
            "A table with an alias is called by it.",
            missing.text());
        return false;
      }
      if (!one(item, lock, ctes)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable FromItem find(List<FromItem> from, String name) {
    for (FromItem item : from) {
      FromItem found = find(item, name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable FromItem find(FromItem item, String name) {
    return switch (item) {
      case FromItem.Join join -> find(List.of(join.left(), join.right()), name);
      case FromItem.Grouped grouped when grouped.alias() == null -> find(grouped.inner(), name);
      default -> name.equals(alias(item)) ? item : null;
    };
  }

  private static @Nullable String alias(FromItem item) {
    Name alias =
        switch (item) {
          case FromItem.TableReference t -> t.alias() != null ? t.alias() : t.name().getLast();
          case FromItem.Derived d -> d.alias();
          case FromItem.Function f ->
              f.alias() == null && f.calls().getFirst() instanceof Expr.Call call
                  ? call.name().getLast()
                  : f.alias();
          case FromItem.Declared d -> d.alias();
          case FromItem.Grouped g -> g.alias();
          case FromItem.Join _ -> null;
        };
    return alias == null ? null : alias.text();
  }

  /** What has no rows to lock is passed over where no name asks for it. */
  private boolean all(FromItem item, Lock lock, CommonTables ctes) {
    return switch (item) {
      case FromItem.Join join -> all(join.left(), lock, ctes) && all(join.right(), lock, ctes);
      case FromItem.Grouped grouped -> all(grouped.inner(), lock, ctes);
      case FromItem.Derived d -> isValues(d) || below(d, lock, ctes);
      case FromItem.TableReference t -> isCommon(t, ctes) || table(t, lock);
      case FromItem.Function _, FromItem.Declared _ -> true;
    };
  }

  private boolean one(FromItem item, Lock lock, CommonTables ctes) {
    String what =
        switch (item) {
          case FromItem.Grouped _, FromItem.Join _ -> "a join";
          case FromItem.Function _, FromItem.Declared _ -> "a function";
          case FromItem.TableReference t when isCommon(t, ctes) -> "a query of WITH";
          default -> null;
        };
    if (what != null) {
      report(lock, lock.words() + " does not go with " + what);
      return false;
    }
    return all(item, lock, ctes);
  }

  private boolean below(FromItem.Derived derived, Lock lock, CommonTables ctes) {
    return lock(derived.query(), new Lock(lock.at(), lock.words(), List.of()), ctes);
  }

  private static boolean isValues(FromItem.Derived derived) {
    return derived.query().body() instanceof Query.Values;
  }

  private boolean isCommon(FromItem.TableReference table, CommonTables ctes) {
    return table.name().size() == 1
        && parts.commonTables.findCommonTable(ctes, table.name().getFirst().text()) != null;
  }

  private boolean table(FromItem.TableReference reference, Lock lock) {
    boolean stored =
        schema.find(reference.name()) instanceof Lookup.Found found
            && found.table().kind() == RelationKind.MATERIALIZED_VIEW;
    if (stored) {
      report(lock, lock.words() + " does not go with a materialized view");
    }
    return !stored;
  }

  /** Rows that an outer join may make up cannot be locked; a condition may rule that out. */
  private boolean nullable(List<FromItem> from, Lock lock) {
    for (FromItem item : from) {
      if (!(item instanceof FromItem.Join join)) {
        continue;
      }
      boolean fails =
          switch (join.kind()) {
            case "left" -> isMeant(join.right(), lock);
            case "right" -> isMeant(join.left(), lock);
            case "full" -> isMeant(join.left(), lock) || isMeant(join.right(), lock);
            default -> false;
          };
      if (fails) {
        report(lock, lock.words() + " does not go with the optional side of an outer join");
        return false;
      }
    }
    return true;
  }

  private boolean isMeant(FromItem item, Lock lock) {
    return item instanceof FromItem.TableReference table
        && schema.find(table.name()) instanceof Lookup.Found found
        && found.table().kind().isTable()
        && (lock.of().isEmpty()
            || lock.of().stream().anyMatch(n -> n.getFirst().text().equals(alias(item))));
  }
}
