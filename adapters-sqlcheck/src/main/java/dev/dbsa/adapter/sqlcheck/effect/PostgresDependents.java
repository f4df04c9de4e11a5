package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Dependents;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Reference;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Dependency;
import dev.dbsa.domain.schema.ObjectKind;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.ObjectReference;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.sql.tree.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What depends on an object of PostgreSQL, so that it goes with CASCADE alone (dependency.c). */
final class PostgresDependents {
  private PostgresDependents() {}

  /**
   * What keeps a table from being dropped, in words.
   *
   * @param going the tables that are dropped with it
   */
  static List<String> ofTable(Table table, Set<ObjectName> going, SchemaState state) {
    List<String> found = new ArrayList<>();
    for (Reference reference : state.references(table.fullName())) {
      if (!going.contains(reference.source().fullName())
          && !reference.source().fullName().equals(table.fullName())) {
        found.add("the foreign key " + reference.key().name() + " of " + reference.source().name());
      }
    }
    if (table.kind() != RelationKind.PARTITIONED_TABLE) {
      for (Table heir : state.heirs(table.fullName())) {
        if (!going.contains(heir.fullName())) {
          found.add("the table " + heir.name() + ", which inherits from it");
        }
      }
    }
    for (Table view : state.readers(table.fullName())) {
      if (!going.contains(view.fullName())) {
        found.add("the view " + view.name());
      }
    }
    for (Dependency dependency : of(table.fullName(), state)) {
      ObjectName user = owner(dependency.dependent(), state);
      if (!dependency.automatic() && !user.equals(table.fullName()) && !going.contains(user)) {
        found.add(words(dependency.dependent()));
      }
    }
    return found;
  }

  private static List<Dependency> of(ObjectName table, SchemaState state) {
    return Dependents.of(new ObjectReference(ObjectKind.RELATION, table), state);
  }

  /** The table of an index, which goes with it; any other object's own name. */
  private static ObjectName owner(ObjectReference object, SchemaState state) {
    return object.kind() == ObjectKind.INDEX
        ? state
            .ownerOfIndex(object.name().schema(), object.name().name())
            .map(Table::fullName)
            .orElse(object.name())
        : object.name();
  }

  /** An object in words, such as "the view active_users". */
  static String words(ObjectReference object) {
    String name = object.name().name();
    return switch (object.kind()) {
      case RELATION -> "the view " + name;
      case DEFAULT -> "the column " + name + "." + object.part();
      case COLUMN -> "the column " + name + "." + object.part();
      case CONSTRAINT, TRIGGER, RULE, POLICY ->
          "the "
              + object.kind().name().toLowerCase(Locale.ROOT)
              + " "
              + object.part()
              + " of "
              + name;
      default ->
          "the " + object.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + name;
    };
  }

  /**
   * What a column's type cannot be changed for (tablecmds.c: RememberAllDependentForRebuilding).
   */
  static List<String> ofColumnsType(TableDraft draft, String column, SchemaState state) {
    List<String> found = new ArrayList<>();
    for (Dependency dependency : of(draft.fullName(), state)) {
      boolean blocks =
          switch (dependency.dependent().kind()) {
            case RELATION, RULE, POLICY, TRIGGER, ROUTINE -> true;
            case DEFAULT ->
                isComputed(dependency, draft) && !column.equals(dependency.dependent().part());
            default -> false;
          };
      if (blocks && dependency.columns().contains(column)) {
        found.add(words(dependency.dependent()));
      }
    }
    return found;
  }

  /** Whether a default is an expression, as far as that is known: of others it is not. */
  private static boolean isComputed(Dependency dependency, TableDraft draft) {
    Column column =
        dependency.dependent().name().equals(draft.fullName())
            ? draft.column(String.valueOf(dependency.dependent().part()))
            : null;
    return column == null
        ? !dependency.dependent().name().equals(draft.fullName())
        : column.generation().isComputed();
  }

  /** What keeps a column from being dropped, in words; its own table's keys go along. */
  static List<String> ofColumn(TableDraft draft, String column, SchemaState state) {
    List<String> found = new ArrayList<>();
    for (Reference reference : state.references(draft.fullName())) {
      if (!reference.source().fullName().equals(draft.fullName())
          && reference.key().targetColumns().contains(column)) {
        found.add("the foreign key " + reference.key().name() + " of " + reference.source().name());
      }
    }
    for (Dependency dependency : of(draft.fullName(), state)) {
      boolean own =
          dependency.dependent().name().equals(draft.fullName())
              && (dependency.dependent().kind() == ObjectKind.CONSTRAINT
                  || dependency.dependent().kind() == ObjectKind.DEFAULT
                      && column.equals(dependency.dependent().part()));
      boolean gone =
          dependency.dependent().kind() == ObjectKind.DEFAULT && !isComputed(dependency, draft);
      if (!dependency.automatic() && !own && !gone && dependency.columns().contains(column)) {
        found.add(words(dependency.dependent()));
      }
    }
    return found;
  }

  /** The views that group by a key, and so rely on it. */
  static List<String> ofConstraint(TableDraft draft, String constraint, SchemaState state) {
    ObjectReference key = new ObjectReference(ObjectKind.CONSTRAINT, draft.fullName(), constraint);
    return Dependents.of(key, state).stream()
        .filter(d -> d.dependent().kind() == ObjectKind.RELATION && !d.automatic())
        .map(d -> words(d.dependent()))
        .toList();
  }

  /** What keeps a key from being dropped: the foreign keys that refer to it. */
  static List<String> ofKey(
      TableDraft draft, List<String> columns, SchemaState state, @Nullable Table self) {
    List<String> found = new ArrayList<>();
    for (Reference reference : state.references(draft.fullName())) {
      boolean own = self != null && reference.source().fullName().equals(self.fullName());
      if (!own && Set.copyOf(reference.key().targetColumns()).equals(Set.copyOf(columns))) {
        found.add("the foreign key " + reference.key().name() + " of " + reference.source().name());
      }
    }
    return found;
  }

  /** Refuses to take something away that others use. */
  static void refuse(Name name, List<String> found, Step step) {
    if (!found.isEmpty() && step.state().isSureOfPresence()) {
      step.refuse(
          FindingRule.DEPENDENT_OBJECTS,
          name,
          name + " is still used by " + found.getFirst() + (found.size() > 1 ? " and others" : ""),
          "Drop or change these first, or write CASCADE.");
    }
  }
}
