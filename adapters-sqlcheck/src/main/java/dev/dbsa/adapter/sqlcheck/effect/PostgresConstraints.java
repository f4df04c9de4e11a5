package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.BuiltInTypes;
import dev.dbsa.adapter.sqlcheck.bind.ColumnNames;
import dev.dbsa.adapter.sqlcheck.bind.ExpressionUse;
import dev.dbsa.adapter.sqlcheck.effect.PostgresStorageParameters.Holder;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.IndexPart;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.UniqueConstraint;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.KeyPart;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TreeWalk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys, checks and references as PostgreSQL defines them (parse_utilcmd.c, tablecmds.c). */
final class PostgresConstraints {
  /** The expression of a check that the script makes: only its name is asked for later. */
  static final String NOT_KEPT = "…";

  private PostgresConstraints() {}

  /** Adds a constraint to the draft. */
  static void add(TableConstraint constraint, TableDraft draft, Step step) {
    Name name = constraint.name();
    if (constraint instanceof TableConstraint.Check check && mergesInto(check, draft, step)) {
      return;
    }
    if (constraint instanceof TableConstraint.NotNull notNull
        && PostgresNotNulls.joins(notNull, draft, step)) {
      return;
    }
    if (name != null && draft.hasConstraint(name.text()) && step.state().isSureOfPresence()) {
      step.refuse(
          FindingRule.OBJECT_EXISTS,
          name,
          "The table " + draft.name() + " already has a constraint " + name,
          null);
    }
    if (!draft.kind().isTable() && !draft.isOpen()) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          constraint.at(),
          "Only a table has constraints, which " + draft.name() + " is not",
          null,
          draft.name());
      return;
    }
    switch (constraint) {
      case TableConstraint.Key key -> key(key, draft, step);
      case TableConstraint.ForeignKey key -> foreignKey(key, draft, step);
      case TableConstraint.Check check -> check(check, draft, step);
      case TableConstraint.Exclude exclude -> exclude(exclude, draft, step);
      case TableConstraint.NotNull notNull -> {
        Keys.column(notNull.column(), draft, step);
        if (notNull.name() == null) {
          draft.setNullable(notNull.column().text(), false);
        } else {
          draft.setNotNull(notNull.column().text(), notNull.name().text());
        }
        PostgresNotNulls.added(notNull, draft);
        if (!notNull.timing().noInherit()) {
          PostgresNotNulls.heirsTake(notNull.column(), draft, step);
        }
      }
    }
  }

  /**
   * heap.c: MergeWithExistingConstraint: an inherited check takes an equal one of the same name.
   */
  private static boolean mergesInto(TableConstraint.Check check, TableDraft draft, Step step) {
    Name name = check.name();
    CheckConstraint inherited =
        draft.checks.stream()
            .filter(c -> c.inherited() && name != null && c.name().equals(name.text()))
            .findFirst()
            .orElse(null);
    if (name == null || inherited == null) {
      return false;
    }
    boolean enforced = !check.timing().notEnforced();
    String why = null;
    if (check.timing().noInherit()) {
      why = "inherited";
    } else if (!enforced && inherited.enforced()) {
      why = "enforced";
    } else if (enforced
        && inherited.enforced()
        && !inherited.validated()
        && !check.timing().notValid()) {
      why = "not validated";
    }
    if (why != null) {
      step.refuse(
          FindingRule.INHERITANCE_RULE,
          name,
          "The constraint " + name + " of a parent is " + why + ", so this one cannot join it",
          null);
    } else {
      step.expression(ExpressionUse.CHECK, check.condition(), draft.table(), null);
      step.notRead("Whether the constraint " + name + " says the same as that of the parent.");
    }
    return true;
  }

  // ---------------------------------------------------------------- keys

  private static void key(TableConstraint.Key key, TableDraft draft, Step step) {
    if (key.primary() && draft.primaryKey() != null) {
      Keys.secondPrimaryKey(key.at(), draft, step);
    }
    if (key.usingIndex() != null) {
      usingIndex(key, key.usingIndex(), draft, step);
      return;
    }
    PostgresStorageParameters.ofNew(key.options(), Holder.BTREE, step);
    List<Name> columns = Keys.names(key.parts());
    Keys.columns(columns, draft, true, step);
    key.including().forEach(c -> Keys.column(c, draft, step));
    for (Name column : columns) {
      PostgresSystemColumns.inKey(column, draft, step);
      PostgresGenerated.inKey(
          column, key.primary() ? "primary key" : "unique constraint", draft, step);
      PostgresOperatorClasses.standard(
          column, PostgresTemporalKeys.is(key) ? "gist" : "btree", draft, step);
    }
    PostgresTemporalKeys.key(key, draft, step);
    PostgresPartitions.keyHoldsPartitionKey(
        key.at(), key.primary() ? "primary key" : "unique constraint", columns, draft, step);
    String name = keyName(key, columns, draft, step);
    List<String> spelled = Keys.spelled(columns, draft);
    if (key.primary()) {
      if (draft.primaryKey() == null) {
        draft.primaryKey(new PrimaryKey(name, spelled));
      }
      columns.forEach(c -> PostgresNotNulls.fitsKey(c, draft, step));
      spelled.forEach(c -> draft.setNullable(c, false));
    } else {
      draft.uniques.add(new UniqueConstraint(name, spelled, !key.nullsNotDistinct()));
    }
    draft.indexes.add(
        IndexChanges.of(
            name,
            spelled.stream().map(IndexPart::ofColumn).toList(),
            Keys.texts(key.including()),
            true,
            PostgresTemporalKeys.is(key) ? "gist" : "btree",
            null,
            name));
    PostgresHeirs.indexed(draft, step);
  }

  private static String keyName(
      TableConstraint.Key key, List<Name> columns, TableDraft draft, Step step) {
    if (key.name() != null) {
      relationName(key.name(), draft, step);
      return key.name().text();
    }
    if (key.primary()) {
      return PostgresNames.relation(step.state(), draft, null, "pkey");
    }
    List<String> parts = new ArrayList<>(Keys.texts(columns));
    parts.addAll(Keys.texts(key.including()));
    return PostgresNames.relation(step.state(), draft, PostgresNames.addition(parts), "key");
  }

  /** The index of a key takes its name, which no relation may have. */
  static void relationName(Name name, TableDraft draft, Step step) {
    boolean own = draft.index(name.text()) != null || draft.name().equals(name.text());
    if (own && !draft.hasConstraint(name.text())) {
      step.exists("relation", name, "Choose another name.");
    } else if (!own) {
      PostgresNames.taken(step.state(), draft, name.text())
          .ifPresent(kind -> step.exists(kind, name, "Choose another name."));
    }
  }

  private static void usingIndex(TableConstraint.Key key, Name index, TableDraft draft, Step step) {
    Index found = draft.index(index.text());
    if (found == null) {
      if (draft.isOld() && Lineage.isPartition(draft.traits(), step.state())) {
        step.notShown("Whether a partition has an index " + index + ".");
      } else if (step.state().isSureOfNames() && !draft.isOpen()) {
        step.missing(
            FindingRule.UNKNOWN_INDEX,
            "index",
            index,
            draft.indexes.stream().map(Index::name).toList());
      }
      return;
    }
    if (draft.kind() == RelationKind.PARTITIONED_TABLE) {
      step.refuse(
          FindingRule.PARTITION_RULE,
          index,
          "No index becomes a key of the partitioned table " + draft.name(),
          null);
      return;
    }
    String why = null;
    if (found.constraintName() != null) {
      why = "it belongs to a constraint already";
    } else if (!found.unique()) {
      why = "it is not unique";
    } else if (found.predicate() != null) {
      why = "it covers part of the rows alone";
    } else if (found.parts().stream().anyMatch(p -> p.column() == null)) {
      why = "it holds expressions";
    } else if (!found.valid()) {
      why = "it is invalid";
    } else if (found.parts().stream()
        .anyMatch(
            p ->
                p.descending()
                    || p.nullsReversed()
                    || p.collation() != null
                    || p.operatorClass() != null)) {
      why = "it is not sorted as usual";
    } else if (key.primary() && found.nullsEqual() && step.server().version() >= 180000) {
      why = "it holds one NULL at most, which a primary key does not";
    }
    if (why != null) {
      step.refuse(
          FindingRule.INVALID_KEY,
          index,
          "The index " + index + " cannot become a key: " + why,
          null);
      return;
    }
    String name = key.name() == null ? found.name() : key.name().text();
    List<String> columns = PostgresNames.parts(found);
    draft.indexes.remove(found);
    draft.indexes.add(
        IndexChanges.of(
            name, found.parts(), found.includedColumns(), true, found.method(), null, name));
    if (key.primary()) {
      draft.primaryKey(new PrimaryKey(name, columns));
      columns.forEach(c -> draft.setNullable(c, false));
    } else {
      draft.uniques.add(new UniqueConstraint(name, columns, true));
    }
  }

  // ---------------------------------------------------------------- checks

  private static void check(TableConstraint.Check check, TableDraft draft, Step step) {
    PostgresSystemColumns.in(check.condition(), "a check", false, draft.table(), step);
    step.expression(ExpressionUse.CHECK, check.condition(), draft.table(), null);
    if (check.timing().noInherit() && draft.partitioning() != null && !draft.isOld()) {
      step.refuse(
          FindingRule.PARTITION_RULE,
          check.at(),
          "The constraints of a partitioned table are for its partitions",
          "Leave NO INHERIT out.",
          draft.name());
    }
    String name =
        check.name() == null
            ? PostgresNames.constraint(draft, onlyColumn(check.condition()), "check")
            : check.name().text();
    boolean enforced = !check.timing().notEnforced();
    draft.checks.add(
        new CheckConstraint(
            name,
            NOT_KEPT,
            enforced && !check.timing().notValid(),
            enforced,
            check.timing().noInherit(),
            false));
  }

  /** The column of a condition that names but one; {@code null} otherwise. */
  private static @Nullable String onlyColumn(Expr condition) {
    Set<String> names = new HashSet<>();
    TreeWalk.walk(
        condition,
        e -> {
          if (e instanceof Expr.Column column) {
            names.add(column.last().text());
          }
        });
    return names.size() == 1 ? names.iterator().next() : null;
  }

  /** VALIDATE, which only checks and foreign keys take that are enforced. */
  static void validate(Name name, TableDraft draft, Step step) {
    boolean key =
        draft.primaryKey() != null && draft.primaryKey().name().equals(name.text())
            || draft.uniques.stream().anyMatch(u -> u.name().equals(name.text()));
    boolean ignored =
        draft.checks.stream().anyMatch(c -> c.name().equals(name.text()) && !c.enforced());
    if (key) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          name,
          "The constraint " + name + " is a key, which always holds",
          null);
    } else if (ignored) {
      step.refuse(
          FindingRule.INVALID_OBJECT,
          name,
          "The constraint " + name + " is NOT ENFORCED, so it is not validated",
          null);
    }
  }

  private static void exclude(TableConstraint.Exclude exclude, TableDraft draft, Step step) {
    Holder holder = Holder.ofMethod(exclude.method().isEmpty() ? "btree" : exclude.method());
    if (holder != null) {
      PostgresStorageParameters.ofNew(exclude.options(), holder, step);
    }
    List<IndexPart> parts = new ArrayList<>();
    for (TableConstraint.Exclusion exclusion : exclude.parts()) {
      KeyPart part = exclusion.part();
      PostgresOperatorClasses.check(part, exclude.method(), draft, step);
      if (part.column() != null) {
        Keys.column(part.column(), draft, step);
        parts.add(IndexPart.ofColumn(part.column().text()));
      } else if (part.expression() != null) {
        step.expression(ExpressionUse.INDEX_KEY, part.expression(), draft.table(), null);
        parts.add(new IndexPart(null, ColumnNames.ofIndexPart(part.expression()), false, null));
      }
    }
    exclude.including().forEach(c -> Keys.column(c, draft, step));
    if (exclude.where() != null) {
      step.expression(ExpressionUse.INDEX_PREDICATE, exclude.where(), draft.table(), null);
    }
    String name;
    if (exclude.name() != null) {
      relationName(exclude.name(), draft, step);
      name = exclude.name().text();
    } else {
      List<String> names =
          parts.stream()
              .map(p -> p.column() == null ? String.valueOf(p.expression()) : p.column())
              .toList();
      name = PostgresNames.relation(step.state(), draft, PostgresNames.addition(names), "excl");
    }
    String method = exclude.method().isEmpty() ? "btree" : exclude.method();
    draft.indexes.add(
        IndexChanges.of(
            name,
            parts.isEmpty() ? List.of(IndexPart.ofColumn("?")) : parts,
            Keys.texts(exclude.including()),
            false,
            method,
            exclude.where() == null ? null : "…",
            name));
  }

  // ---------------------------------------------------------------- references

  private static void foreignKey(TableConstraint.ForeignKey key, TableDraft draft, Step step) {
    Keys.columns(key.columns(), draft, false, step);
    key.columns().forEach(c -> PostgresSystemColumns.inKey(c, draft, step));
    PostgresGenerated.foreignKey(key, draft, step);
    onDeleteColumns(key, draft, step);
    Table target = Keys.target(key, draft, step);
    boolean columns = Keys.targetColumns(key, target, step);
    if (target == null) {
      return;
    }
    if (!target.kind().isTable() && !target.open()) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          key.target().getLast(),
          "A foreign key refers to a table, which " + target.name() + " is not",
          null);
      return;
    }
    if (target.temporary() != draft.temporary() && !target.open()) {
      step.refuse(
          FindingRule.FOREIGN_KEY_TARGET,
          key.target().getLast(),
          "Permanent and temporary tables cannot refer to each other",
          null);
    }
    PostgresTemporalKeys.actions(key, step);
    if (target.relation().traits().unlogged()
        && !draft.traits().unlogged()
        && !draft.temporary()
        && !draft.fullName().equals(target.fullName())) {
      step.refuse(
          FindingRule.FOREIGN_KEY_TARGET,
          key.target().getLast(),
          "A logged table cannot refer to the unlogged table " + target.name(),
          null);
    }
    if (columns && !target.open()) {
      unique(key, target, step);
      PostgresTemporalKeys.foreignKey(key, target, draft, step);
      types(key, target, draft, step);
    }
    if (draft.kind().isTable()) {
      String name =
          key.name() == null
              ? PostgresNames.constraint(
                  draft, PostgresNames.addition(Keys.texts(key.columns())), "fkey")
              : key.name().text();
      draft.foreignKeys.add(Keys.foreignKey(name, key, draft, target));
    }
  }

  /** SET NULL (…) and SET DEFAULT (…) name columns of the foreign key. */
  private static void onDeleteColumns(TableConstraint.ForeignKey key, TableDraft draft, Step step) {
    List<String> own = Keys.texts(key.columns());
    for (Name column : key.onDeleteColumns()) {
      if (Keys.column(column, draft, step) != null && !own.contains(column.text())) {
        step.refuse(
            FindingRule.INVALID_KEY,
            column,
            "ON DELETE sets the column " + column + ", which is not in the foreign key",
            null);
      }
    }
  }

  /** PostgreSQL wants a unique constraint or index over exactly these columns. */
  private static void unique(TableConstraint.ForeignKey key, Table target, Step step) {
    Set<String> wanted = new LinkedHashSet<>(Keys.texts(key.targetColumns()));
    if (wanted.isEmpty() ? !target.primaryKey().isEmpty() : target.primaryKey().equals(wanted)) {
      return;
    }
    boolean unique =
        !wanted.isEmpty()
            && (target.relation().uniqueConstraints().stream()
                    .anyMatch(u -> Set.copyOf(u.columns()).equals(wanted))
                || target.relation().indexes().stream()
                    .anyMatch(
                        i ->
                            i.unique()
                                && i.predicate() == null
                                && new HashSet<>(PostgresNames.parts(i)).equals(wanted)));
    if (!unique) {
      step.refuse(
          FindingRule.FOREIGN_KEY_TARGET,
          key.at(),
          "No unique key of "
              + target.name()
              + " has exactly the columns that the foreign key refers to",
          target.primaryKey().isEmpty()
              ? "Add a unique constraint to them first."
              : "Refer to the primary key: " + String.join(", ", target.primaryKey()) + ".",
          target.name());
    }
  }

  private static void types(
      TableConstraint.ForeignKey key, Table target, TableDraft draft, Step step) {
    List<String> targets =
        key.targetColumns().isEmpty() && target.relation().primaryKey() != null
            ? target.relation().primaryKey().columns()
            : Keys.texts(key.targetColumns());
    for (int i = 0; i < key.columns().size() && i < targets.size(); i++) {
      Column from = draft.column(key.columns().get(i).text());
      Column to = target.relation().findColumn(targets.get(i)).orElse(null);
      if (from != null && to != null) {
        PostgresCollations.ofForeignKey(key.columns().get(i), from, to, step);
      }
      if (from != null
          && to != null
          && (cannotRefer(from.type(), to.type())
              || isOtherEnum(from.type(), to.type(), step.state()))) {
        step.refuse(
            FindingRule.FOREIGN_KEY_TYPES,
            key.columns().get(i).at(),
            "The column "
                + from.name()
                + " of type "
                + from.type()
                + " cannot refer to "
                + to.name()
                + " of type "
                + to.type(),
            "Give both the same type.",
            from.name());
      }
    }
  }

  /** An enumeration is equal to values of its own type alone. */
  private static boolean isOtherEnum(String from, String to, SchemaState state) {
    StoredType one = StoredType.of(from, state);
    StoredType other = StoredType.of(to, state);
    boolean concerned =
        one.kind() == StoredType.Kind.ENUM && other.isKnown()
            || other.kind() == StoredType.Kind.ENUM && one.isKnown();
    return concerned && !state.isUncertain() && !one.equals(other);
  }

  static boolean cannotRefer(String from, String to) {
    if (from.endsWith("[]") || to.endsWith("[]")) {
      return false;
    }
    String source = PostgresColumns.bare(from);
    String target = PostgresColumns.bare(to);
    return !from.isEmpty()
        && !to.isEmpty()
        && BuiltInTypes.isKnown(source)
        && BuiltInTypes.isKnown(target)
        && !BuiltInTypes.canRefer(source, target);
  }
}
