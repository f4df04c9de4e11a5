package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Reference;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.ForeignKeyAction;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.IndexPart;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.sql.tree.Name;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What existing foreign keys keep from being changed (sql_table.cc, InnoDB). */
final class MySqlReferences {
  private MySqlReferences() {}

  /** Refuses to drop the last index that a foreign key, of the table or to it, relies on. */
  static void keepsKeys(int at, Table before, Table after, Step step) {
    if (!step.state().referencesChecked() || before.open() || after.open()) {
      return;
    }
    Relation was = before.relation();
    Relation is = after.relation();
    for (ForeignKey key : is.foreignKeys()) {
      if (isIndexed(was, key.columns()) && !isIndexed(is, key.columns())) {
        needed(at, key, is.name().name(), step);
        return;
      }
    }
    for (Reference reference : step.state().references(was.name())) {
      boolean gone =
          reference.source().fullName().equals(was.name())
              && is.foreignKeys().stream()
                  .noneMatch(k -> step.same(k.name(), reference.key().name()));
      List<String> columns = reference.key().targetColumns();
      if (!gone
          && step.state().isSureOfPresence()
          && hasColumns(is, columns, step)
          && (isIndexed(was, columns) && !isIndexed(is, columns)
              || isStrict(step) && isKey(was, columns, step) && !isKey(is, columns, step))) {
        needed(at, reference.key(), reference.source().name(), step);
        return;
      }
    }
  }

  /** Since 8.4 the target of a foreign key is a unique key with its columns. */
  private static boolean isStrict(Step step) {
    return !step.isMariaDb() && step.server().version() >= 80400;
  }

  private static boolean isKey(Relation relation, List<String> columns, Step step) {
    PrimaryKey primary = relation.primaryKey();
    if (primary != null && same(primary.columns(), columns, step)) {
      return true;
    }
    for (Index index : relation.indexes()) {
      List<String> parts = new ArrayList<>();
      index.parts().forEach(p -> parts.add(String.valueOf(p.column())));
      if (index.unique() && same(parts, columns, step)) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(List<String> a, List<String> b, Step step) {
    return a.size() == b.size()
        && a.stream().allMatch(x -> b.stream().anyMatch(y -> step.same(x, y)));
  }

  private static boolean hasColumns(Relation relation, List<String> columns, Step step) {
    return columns.stream()
        .allMatch(n -> relation.columns().stream().anyMatch(c -> step.same(c.name(), n)));
  }

  private static void needed(int at, ForeignKey key, String table, Step step) {
    step.refuse(
        FindingRule.DEPENDENT_OBJECTS,
        at,
        "The foreign key " + key.name() + " of " + table + " needs an index that would be gone",
        "Drop the foreign key first, or make another index over its columns.",
        key.name());
  }

  /** Whether an index begins with the columns; each goes on with those of the primary key. */
  private static boolean isIndexed(Relation relation, List<String> columns) {
    PrimaryKey primary = relation.primaryKey();
    List<IndexPart> hidden = new ArrayList<>();
    if (primary != null) {
      primary.columns().forEach(c -> hidden.add(IndexPart.ofColumn(c)));
      if (MySqlKeys.leads(IndexChanges.ofColumns("", primary.columns(), true, null), columns)) {
        return true;
      }
    }
    for (Index index : relation.indexes()) {
      List<IndexPart> parts = new ArrayList<>(index.parts());
      parts.addAll(hidden);
      Index whole =
          IndexChanges.of("", parts, List.of(), false, index.method(), index.predicate(), null);
      if (MySqlKeys.leads(index, columns) || MySqlKeys.leads(whole, columns)) {
        return true;
      }
    }
    return false;
  }

  private static final Pattern QUOTED = Pattern.compile("`((?:[^`]|``)+)`");

  private static Set<String> names(@Nullable String expression, Step step) {
    Set<String> names = new HashSet<>();
    if (expression != null) {
      Matcher matcher = QUOTED.matcher(expression);
      while (matcher.find()) {
        names.add(step.key(matcher.group(1).replace("``", "`")));
      }
    }
    return names;
  }

  /**
   * Refuses to drop or rename a column that computed columns, checks or indexes of the table use.
   *
   * @param leaving the columns that go or change in the same statement, as keys
   */
  static void used(
      Name name, Column column, boolean renamed, Set<String> leaving, TableDraft draft, Step step) {
    String key = step.key(column.name());
    for (Column other : draft.columns) {
      if (!leaving.contains(step.key(other.name()))
          && names(other.generationExpression(), step).contains(key)) {
        used(name, "computed column " + other.name(), step);
        return;
      }
    }
    for (Column other : draft.columns) {
      String value = other.defaultExpression();
      if (!leaving.contains(step.key(other.name()))
          && value != null
          && !value.startsWith("'")
          && !other.generation().isComputed()
          && names(value, step).contains(key)) {
        used(name, "default of " + other.name(), step);
        return;
      }
    }
    for (CheckConstraint check : draft.checks) {
      Set<String> columns = names(check.expression(), step);
      // A check of the column alone goes with it.
      if (columns.contains(key) && (renamed || columns.size() > 1)) {
        used(name, "check " + check.name(), step);
        return;
      }
    }
    for (Index index : draft.indexes) {
      for (IndexPart part : index.parts()) {
        if (names(part.expression(), step).contains(key)) {
          used(name, "index " + index.name(), step);
          return;
        }
      }
    }
  }

  private static void used(Name name, String by, Step step) {
    step.refuse(
        FindingRule.DEPENDENT_OBJECTS,
        name,
        "The column " + name + " is used by the " + by,
        "Drop the " + by + " first.");
  }

  /**
   * Refuses foreign keys that write to columns which a stored one is computed from.
   *
   * @param before the table as it was, of which nothing is said; {@code null} for a new one
   */
  static void writtenBases(int at, @Nullable Table before, TableDraft draft, Step step) {
    Set<String> bases = new HashSet<>();
    for (Column column : draft.columns) {
      if (column.generation() == ColumnGeneration.STORED) {
        bases.addAll(names(column.generationExpression(), step));
      }
    }
    for (ForeignKey key : draft.foreignKeys) {
      boolean old =
          before != null
              && before.relation().foreignKeys().contains(key)
              && before.relation().columns().equals(draft.columns);
      boolean writes =
          isWrite(key.onUpdate())
              || isWrite(key.onDelete())
                  && (!step.isMariaDb() || key.onDelete() != ForeignKeyAction.CASCADE);
      if (!old && writes && key.columns().stream().anyMatch(c -> bases.contains(step.key(c)))) {
        step.refuse(
            FindingRule.INVALID_KEY,
            at,
            "The foreign key " + key.name() + " writes to a column that a stored one depends on",
            "Leave CASCADE and SET NULL out, or make the computed column VIRTUAL.",
            key.name());
        return;
      }
    }
  }

  private static boolean isWrite(ForeignKeyAction action) {
    return switch (action) {
      case CASCADE, SET_NULL, SET_DEFAULT -> true;
      default -> false;
    };
  }

  /** Refuses a conversion that parts the texts of a foreign key from those that it refers to. */
  static void converted(int at, TableDraft before, TableDraft after, Step step) {
    if (!step.state().referencesChecked()) {
      return;
    }
    if (step.state().isSureOfPresence()) {
      convertedTarget(at, before, after, step);
    }
    for (ForeignKey key : after.foreignKeys) {
      Table target = step.state().find(key.target()).orElse(null);
      if (target == null || target.fullName().equals(after.fullName())) {
        continue;
      }
      for (int i = 0; i < key.columns().size() && i < key.targetColumns().size(); i++) {
        Column was = before.column(key.columns().get(i));
        Column is = after.column(key.columns().get(i));
        Column to = MySqlOnline.find(target, key.targetColumns().get(i), step);
        if (was != null
            && is != null
            && to != null
            && MySqlTypes.cannotRefer(was, to, step) == null
            && MySqlTypes.cannotRefer(is, to, step) != null) {
          tied(new Name(at, is.name(), false), key, after.name(), step);
          return;
        }
      }
    }
  }

  /** The same for foreign keys of other tables. */
  private static void convertedTarget(int at, TableDraft before, TableDraft after, Step step) {
    for (Reference reference : step.state().references(after.fullName())) {
      ForeignKey key = reference.key();
      for (int i = 0; i < key.columns().size() && i < key.targetColumns().size(); i++) {
        Column from = MySqlOnline.find(reference.source(), key.columns().get(i), step);
        Column was = before.column(key.targetColumns().get(i));
        Column is = after.column(key.targetColumns().get(i));
        if (from != null
            && was != null
            && is != null
            && !reference.source().fullName().equals(after.fullName())
            && MySqlTypes.cannotRefer(from, was, step) == null
            && MySqlTypes.cannotRefer(from, is, step) != null) {
          tied(new Name(at, is.name(), false), key, reference.source().name(), step);
          return;
        }
      }
    }
  }

  /** Refuses a column's new name where the table is copied and a foreign key uses the column. */
  static void renamedInCopy(Name name, Table before, Step step) {
    boolean own =
        before.relation().foreignKeys().stream()
            .anyMatch(k -> k.columns().stream().anyMatch(c -> step.same(c, name.text())));
    boolean other =
        step.state().isSureOfPresence()
            && step.state().references(before.fullName()).stream()
                .anyMatch(
                    r -> r.key().targetColumns().stream().anyMatch(c -> step.same(c, name.text())));
    if (own || other) {
      step.refuse(
          FindingRule.ONLINE_CHANGE,
          name,
          "A column of a foreign key is not renamed with ALGORITHM=COPY, as " + name + " is",
          "Write ALGORITHM=INPLACE.");
    }
  }

  /** Refuses to change a column that a foreign key ties to another one. */
  static void modified(Name name, Column from, Column to, Table before, Step step) {
    if (!step.state().referencesChecked() || from.type().isEmpty() || to.type().isEmpty()) {
      return;
    }
    boolean changed = MySqlOnline.changesData(from, to, step);
    if (!changed) {
      return;
    }
    for (ForeignKey key : before.relation().foreignKeys()) {
      if (key.columns().stream().anyMatch(c -> step.same(c, from.name()))) {
        tied(name, key, before.name(), step);
        return;
      }
    }
    for (Reference reference : step.state().references(before.fullName())) {
      if (step.state().isSureOfPresence()
          && reference.key().targetColumns().stream().anyMatch(c -> step.same(c, from.name()))) {
        tied(name, reference.key(), reference.source().name(), step);
        return;
      }
    }
  }

  private static void tied(Name name, ForeignKey key, String table, Step step) {
    step.refuse(
        FindingRule.DEPENDENT_OBJECTS,
        name,
        "The type of "
            + name
            + " cannot change: the foreign key "
            + key.name()
            + " of "
            + table
            + " uses it",
        "Drop the foreign key first, and make it again behind the change.");
  }
}
