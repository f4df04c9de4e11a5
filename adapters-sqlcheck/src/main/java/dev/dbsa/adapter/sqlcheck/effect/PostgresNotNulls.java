package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TableStatement.CreateTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * NOT NULL as PostgreSQL 18 keeps it: one named constraint a column (parse_utilcmd.c, heap.c:
 * AddRelationNotNullConstraints). Before, it was a mark of the column whose name was forgotten.
 */
final class PostgresNotNulls {
  private static final int SINCE = 180000;

  private PostgresNotNulls() {}

  /**
   * Something that keeps NULL out of a column.
   *
   * @param name {@code null} where the server chooses one
   */
  private record Demand(int at, @Nullable Name name, boolean noInherit) {}

  /** Refuses demands of a new table that contradict each other; keeps their names. */
  static void create(CreateTable d, TableDraft draft, Step step) {
    if (step.server().version() < SINCE) {
      return;
    }
    Map<String, List<Demand>> demands = new LinkedHashMap<>();
    d.columns().forEach(c -> ofColumn(c, demands));
    for (TableConstraint constraint : d.constraints()) {
      if (constraint instanceof TableConstraint.NotNull n) {
        put(demands, n.column().text(), new Demand(n.at(), n.name(), n.timing().noInherit()));
      } else if (constraint instanceof TableConstraint.Key key && key.primary()) {
        Keys.names(key.parts())
            .forEach(c -> put(demands, c.text(), new Demand(key.at(), null, false)));
      }
    }
    Set<String> names = new HashSet<>();
    demands.forEach(
        (column, all) -> {
          agree(column, all, draft, step);
          Name name = firstName(all);
          if (name != null && !names.add(name.text())) {
            taken(name, draft, step);
          } else if (name != null) {
            draft.setNotNull(column, name.text());
          }
          if (all.getFirst().noInherit()) {
            draft.setLoose(column, true, true);
          }
        });
  }

  private static void put(Map<String, List<Demand>> demands, String column, Demand demand) {
    demands.computeIfAbsent(column, _ -> new ArrayList<>(2)).add(demand);
  }

  private static void ofColumn(ColumnDefinition column, Map<String, List<Demand>> demands) {
    String name = column.name().text();
    if (column.type() != null && PostgresTypes.ofSerial(column.type()) != null) {
      put(demands, name, new Demand(column.at(), null, false));
    }
    for (Part part : column.parts()) {
      if (part instanceof Part.NotNull n) {
        put(demands, name, new Demand(n.at(), n.name(), n.timing().noInherit()));
      } else if (part instanceof Part.Identity i) {
        put(demands, name, new Demand(i.at(), null, false));
      } else if (part instanceof Part.Constraint c
          && c.constraint() instanceof TableConstraint.Key key
          && key.primary()) {
        put(demands, name, new Demand(key.at(), null, false));
      } else if (part instanceof Part.Constraint c
          && c.constraint() instanceof TableConstraint.NotNull n) {
        put(demands, name, new Demand(n.at(), n.name(), n.timing().noInherit()));
      }
    }
  }

  private static @Nullable Name firstName(List<Demand> demands) {
    for (Demand demand : demands) {
      if (demand.name() != null) {
        return demand.name();
      }
    }
    return null;
  }

  private static void agree(String column, List<Demand> all, TableDraft draft, Step step) {
    Column known = draft.column(column);
    boolean fromParent =
        known != null
            && known.inherited()
            && Lineage.inheritsNotNull(draft.traits(), column, step.state());
    String copied = known == null || known.inherited() ? null : known.notNullConstraint();
    Name name = firstName(all);
    for (Demand demand : all) {
      String why = null;
      if (demand.noInherit() && draft.partitioning() != null) {
        why = "is for the partitions too, so it is not NO INHERIT";
      } else if (demand.noInherit() && fromParent) {
        why = "comes from a parent, so it is not NO INHERIT";
      } else if (demand.noInherit() != all.getFirst().noInherit()) {
        why = "cannot be both NO INHERIT and not";
      } else if (demand.name() != null
          && name != null
          && !(demand.name().text().equals(name.text())
              && (copied == null || copied.equals(name.text())))) {
        why = "cannot have two names";
      }
      if (why != null) {
        refuse(demand.at(), column, why, step);
        return;
      }
    }
  }

  private static void refuse(int at, String column, String why, Step step) {
    step.refuse(
        FindingRule.INVALID_COLUMN,
        at,
        "NOT NULL of the column " + column + " " + why,
        null,
        column);
  }

  private static void taken(Name name, TableDraft draft, Step step) {
    step.refuse(
        FindingRule.OBJECT_EXISTS,
        name,
        "The table " + draft.name() + " already has a constraint " + name,
        null);
  }

  /** The name of NOT NULL of a column that is added. */
  static void add(ColumnDefinition column, TableDraft draft, Step step) {
    Part.NotNull part = column.find(Part.NotNull.class).orElse(null);
    if (part == null || part.name() == null || step.server().version() < SINCE) {
      return;
    }
    if (draft.hasConstraint(part.name().text()) && step.state().isSureOfPresence()) {
      taken(part.name(), draft, step);
    } else {
      draft.setNotNull(column.name().text(), part.name().text());
    }
  }

  /**
   * Whether NOT NULL is added to a column that keeps NULL out by a constraint already, which takes
   * it in; a refusal where it cannot.
   */
  static boolean joins(TableConstraint.NotNull added, TableDraft draft, Step step) {
    Column column = draft.column(added.column().text());
    if (column == null || column.nullable() || step.server().version() < SINCE) {
      return false;
    }
    if (draft.traits().keepsNotNull(column.name()) != added.timing().noInherit()) {
      refuse(added.at(), column.name(), "is there already, for other tables than this", step);
      return true;
    }
    if (column.notNullConstraint() == null) {
      return false;
    }
    if (added.name() != null && added.name().text().equals(column.notNullConstraint())) {
      return true;
    }
    if (added.name() != null) {
      refuse(added.at(), column.name(), "is there already as " + column.notNullConstraint(), step);
    }
    return true;
  }

  /** How a constraint that was added holds. */
  static void added(TableConstraint.NotNull notNull, TableDraft draft) {
    draft.setLoose(
        notNull.column().text(), notNull.timing().noInherit(), !notNull.timing().notValid());
  }

  /** pg_constraint.c: AdjustNotNullInheritance: no heir keeps the constraint for itself. */
  static void heirsTake(Name column, TableDraft draft, Step step) {
    for (ObjectName name : Lineage.tree(draft.formerName(), step.state())) {
      if (!name.equals(draft.formerName())
          && step.state()
              .find(name)
              .filter(t -> t.relation().traits().keepsNotNull(column.text()))
              .isPresent()) {
        refuse(
            column.at(), column.text(), "is for " + name.name() + " alone, which inherits", step);
        return;
      }
    }
  }

  /** tablecmds.c: verifyNotNullPKCompatible: a primary key is inherited and holds for all rows. */
  static void fitsKey(Name column, TableDraft draft, Step step) {
    String why =
        draft.traits().keepsNotNull(column.text())
            ? "is for the table alone, which a primary key is not"
            : draft.traits().mayHoldOldNulls(column.text())
                ? "is not validated, which a primary key must be"
                : null;
    if (why != null) {
      refuse(column.at(), column.text(), why, step);
      return;
    }
    for (Table heir : step.state().heirs(draft.formerName())) {
      if (heir.relation().traits().mayHoldOldNulls(column.text())) {
        refuse(column.at(), column.text(), "is not validated in " + heir.name(), step);
        return;
      }
    }
    heirsTake(column, draft, step);
  }

  /** SET NOT NULL: ATExecSetNotNull. */
  static void set(Name column, boolean recurses, TableDraft draft, Step step) {
    if (recurses && draft.traits().keepsNotNull(column.text())) {
      refuse(column.at(), column.text(), "is for the table alone, and stays so", step);
    } else if (recurses) {
      heirsTake(column, draft, step);
    }
    draft.setLoose(column.text(), draft.traits().keepsNotNull(column.text()), true);
  }
}
