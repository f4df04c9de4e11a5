package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.UniqueConstraint;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableAction.DropPart;
import java.util.ArrayList;
import java.util.List;

/** What ALTER TABLE does to constraints that are there (tablecmds.c). */
final class PostgresAlterConstraints {
  private final Step step;
  private final Table before;
  private final TableDraft draft;

  /**
   * @param before the table before all actions of the statement
   * @param draft the table so far
   */
  PostgresAlterConstraints(Step step, Table before, TableDraft draft) {
    this.step = step;
    this.before = before;
    this.draft = draft;
  }

  void validate(TableAction.ValidateConstraint a) {
    if (has(a.constraint())) {
      PostgresConstraints.validate(a.constraint(), draft, step);
      for (Column column : List.copyOf(draft.columns)) {
        if (a.constraint().text().equals(column.notNullConstraint())) {
          draft.setLoose(column.name(), draft.traits().keepsNotNull(column.name()), true);
        }
      }
    }
  }

  /** Whether the table has the constraint, or may have it; a refusal where it has not. */
  private boolean has(Name name) {
    if (draft.hasConstraint(name.text()) || mayHave(name.text())) {
      return true;
    }
    step.missing(FindingRule.UNKNOWN_CONSTRAINT, "constraint", name, draft.constraintNames());
    return false;
  }

  private boolean mayHave(String name) {
    // The names of NOT NULL constraints are not kept, nor are those of constraint triggers.
    return draft.isOpen()
        || PostgresInheritance.isFolded(before, step.state())
        || step.server().version() >= 180000 && name.contains("not_null")
        || step.state().isUncertain();
  }

  void drop(DropPart a) {
    Name name = a.name();
    if (name == null) {
      return;
    }
    if (!draft.hasConstraint(name.text())) {
      if (!a.ifExists()) {
        has(name);
      }
      return;
    }
    List<String> columns = keyColumns(name.text());
    if (!a.cascade() && !columns.isEmpty()) {
      List<String> users =
          new ArrayList<>(PostgresDependents.ofKey(draft, columns, step.state(), null));
      users.addAll(PostgresDependents.ofConstraint(draft, name.text(), step.state()));
      PostgresDependents.refuse(name, users, step);
      step.state()
          .readers(draft.fullName())
          .forEach(v -> step.notRead("Whether the view " + v.name() + " groups by " + name + "."));
    }
    if (a.cascade()) {
      step.become(step.state().losingObjects());
    }
    draft.dropConstraint(name.text());
  }

  private List<String> keyColumns(String constraint) {
    if (draft.primaryKey() != null && draft.primaryKey().name().equals(constraint)) {
      return draft.primaryKey().columns();
    }
    return draft.uniques.stream()
        .filter(u -> u.name().equals(constraint))
        .findFirst()
        .map(UniqueConstraint::columns)
        .orElse(List.of());
  }

  void rename(TableAction.RenameConstraint a) {
    if (!has(a.from())) {
      return;
    }
    String to = a.to().text();
    String from = a.from().text();
    if (draft.hasConstraint(to)) {
      step.refuse(
          FindingRule.OBJECT_EXISTS,
          a.to(),
          "The table " + draft.name() + " already has a constraint " + to,
          null);
      return;
    }
    if (draft.primaryKey() != null && draft.primaryKey().name().equals(from)) {
      draft.primaryKey(new PrimaryKey(to, draft.primaryKey().columns()));
    }
    draft.uniques.replaceAll(
        u -> u.name().equals(from) ? new UniqueConstraint(to, u.columns(), u.nullsDistinct()) : u);
    draft.foreignKeys.replaceAll(k -> k.name().equals(from) ? ForeignKeys.renamed(k, to) : k);
    draft.checks.replaceAll(
        c ->
            c.name().equals(from)
                ? new dev.dbsa.domain.schema.CheckConstraint(
                    to, c.expression(), c.validated(), c.enforced(), c.noInherit(), c.inherited())
                : c);
    draft.indexes.replaceAll(
        i -> from.equals(i.constraintName()) ? IndexChanges.renamed(i, to) : i);
    for (Column column : List.copyOf(draft.columns)) {
      if (from.equals(column.notNullConstraint())) {
        draft.setNotNull(column.name(), to);
      }
    }
  }

  /** tablecmds.c: ATExecAlterConstraint. */
  void alter(TableAction.AlterPart a) {
    Name name = a.name();
    if (!has(name) || !draft.hasConstraint(name.text())) {
      return;
    }
    boolean foreignKey = draft.foreignKeys.stream().anyMatch(k -> k.name().equals(name.text()));
    Column column =
        draft.columns.stream()
            .filter(c -> name.text().equals(c.notNullConstraint()))
            .findFirst()
            .orElse(null);
    boolean inherit = a.options().stream().anyMatch(o -> o.name().contains("inherit"));
    boolean others = a.options().stream().anyMatch(o -> !o.name().contains("inherit"));
    String why = null;
    if (others && !foreignKey) {
      why = "is no foreign key, so it stays as it is";
    } else if (inherit && column == null) {
      why = "does not keep NULL out of a column, so nothing changes who inherits it";
    } else if (inherit && column != null && column.inherited() && comesFromParent(column)) {
      why = "comes from a parent, so it stays as it is";
    } else if (a.options().stream().anyMatch(o -> o.name().equals("no inherit"))
        && draft.kind() == RelationKind.PARTITIONED_TABLE) {
      why = "is for the partitions too";
    }
    if (why != null) {
      step.refuse(FindingRule.WRONG_OBJECT_TYPE, name, "The constraint " + name + " " + why, null);
    } else if (inherit && column != null) {
      boolean none = a.options().stream().anyMatch(o -> o.name().equals("no inherit"));
      boolean validated = !draft.traits().mayHoldOldNulls(column.name());
      if (!none && draft.traits().keepsNotNull(column.name())) {
        PostgresNotNulls.heirsTake(new Name(name.at(), column.name(), true), draft, step);
      }
      draft.setLoose(column.name(), none, validated);
    }
  }

  private boolean comesFromParent(Column column) {
    return Lineage.parents(draft.traits(), step.state()).stream()
        .flatMap(p -> p.relation().findColumn(column.name()).stream())
        .anyMatch(c -> c.notNullConstraint() != null);
  }
}
