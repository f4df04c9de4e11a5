package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.BuiltInTypes;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.domain.schema.UserType.Composite.Attribute;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.Name;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tables of a type, and tables that use a type or another table's rows (tablecmds.c). */
final class PostgresTypedTables {
  private PostgresTypedTables() {}

  // ---------------------------------------------------------------- OF

  /** Gives a new table the columns of its type. */
  static void create(List<Name> ofType, TableDraft draft, Step step) {
    UserType.Composite type = composite(ofType, step);
    if (type == null) {
      draft.open();
      return;
    }
    draft.traits(draft.traits().withType(type.name()));
    for (Attribute attribute : type.attributes()) {
      draft.columns.add(
          new Column(
              attribute.name(),
              draft.columns.size() + 1,
              attribute.type(),
              true,
              null,
              ColumnGeneration.NONE,
              null,
              attribute.collation(),
              null));
    }
  }

  /** The free composite type of a name; a refusal and {@code null} where there is none. */
  private static UserType.@Nullable Composite composite(List<Name> name, Step step) {
    Name last = name.getLast();
    Optional<UserType> type = step.state().type(name);
    if (type.isPresent() && type.get() instanceof UserType.Composite composite) {
      return composite;
    }
    if (type.isPresent()) {
      notComposite(last, "is not made of attributes", step);
    } else if (step.find(name) != null) {
      notComposite(last, "is the row of a table", step);
    } else if (!step.state().mayHaveType(last.text())) {
      step.missing(FindingRule.UNKNOWN_TYPE, "type", last, List.of());
    }
    return null;
  }

  private static void notComposite(Name type, String why, Step step) {
    step.refuse(
        FindingRule.INHERITANCE_RULE,
        type,
        "The type " + type + " " + why,
        "Make a type with CREATE TYPE … AS (…).");
  }

  /** A column of a typed table, which has options alone. */
  static void column(ColumnDefinition definition, Column column, TableDraft draft, Step step) {
    if (definition.has(Part.Identity.class) || definition.has(Part.Generated.class)) {
      step.refuse(
          FindingRule.INHERITANCE_RULE,
          definition.name(),
          "A typed table has neither identity nor generated columns",
          null);
    }
    if (definition.has(Part.NotNull.class)) {
      draft.setNullable(column.name(), false);
    }
    if (definition.has(Part.Default.class)) {
      draft.setDefault(column.name(), Table.UNKNOWN_DEFAULT);
    }
  }

  /** ALTER TABLE … OF: the table must have the type's columns, in their order. */
  static void become(List<Name> ofType, TableDraft draft, Step step) {
    UserType.Composite type = composite(ofType, step);
    if (type == null) {
      draft.open();
      return;
    }
    Name name = ofType.getLast();
    String why = null;
    if (!draft.traits().parents().isEmpty()) {
      why = "inherits from another table";
    } else if (!draft.isOpen()) {
      why = unlike(type.attributes(), draft.columns);
    }
    if (why != null) {
      step.refuse(
          FindingRule.INHERITANCE_RULE,
          name,
          draft.name() + " cannot be a table of the type " + name + ": it " + why,
          null);
    }
    draft.traits(draft.traits().withType(type.name()));
  }

  private static @Nullable String unlike(List<Attribute> attributes, List<Column> columns) {
    for (int i = 0; i < attributes.size(); i++) {
      Attribute attribute = attributes.get(i);
      if (i >= columns.size()) {
        return "has no column " + attribute.name();
      }
      Column column = columns.get(i);
      if (!column.name().equals(attribute.name())) {
        return "has " + column.name() + " where the type has " + attribute.name();
      }
      if (PostgresParents.differ(column.type(), attribute.type())) {
        return "has a column " + column.name() + " of type " + column.type();
      }
    }
    return columns.size() > attributes.size()
        ? "has a column " + columns.get(attributes.size()).name() + " besides"
        : null;
  }

  // ---------------------------------------------------------------- who uses a type

  /** Refuses to change the attributes of a type that tables have their columns from. */
  static void attributesChange(UserType type, Name name, boolean cascade, Step step) {
    Set<Table> tables = tables(step.state(), r -> type.name().equals(r.traits().ofType()));
    if (tables.isEmpty()) {
      return;
    }
    if (!cascade) {
      step.refuse(
          FindingRule.DEPENDENT_OBJECTS,
          name,
          "The table " + tables.iterator().next().name() + " is of the type " + type.name().name(),
          "Write CASCADE.");
    }
    tables.forEach(t -> step.become(step.state().with(t.opened())));
  }

  /** Refuses to change the type of something while rows of it are stored in columns. */
  static void rowsChange(ObjectName rowType, Name name, Step step) {
    if (!step.state().isSureOfPresence()) {
      return;
    }
    for (Table table : tables(step.state(), _ -> true)) {
      if (!table.kind().isTable() || table.fullName().equals(rowType)) {
        continue;
      }
      for (Column column : table.relation().columns()) {
        if (holds(column.type(), rowType, step.state(), new LinkedHashSet<>())) {
          step.refuse(
              FindingRule.DEPENDENT_OBJECTS,
              name,
              "The column "
                  + table.name()
                  + "."
                  + column.name()
                  + " holds values of "
                  + rowType.name(),
              "Change or drop that column first.");
          return;
        }
      }
    }
  }

  /**
   * Whether values of a printed type hold values of another, as elements, attributes, base or
   * bounds.
   *
   * @param seen the types that were looked into
   */
  static boolean holds(String printed, ObjectName wanted, SchemaState state, Set<ObjectName> seen) {
    String bare = PostgresColumns.bare(printed).replace("\"", "");
    String last = bare.substring(bare.lastIndexOf('.') + 1);
    String schema = bare.contains(".") ? bare.substring(0, bare.lastIndexOf('.')) : "";
    List<String> homes = schema.isEmpty() ? state.searchPath() : List.of(schema);
    if (schema.isEmpty() && BuiltInTypes.isKnown(bare)) {
      return false;
    }
    for (String home : homes) {
      ObjectName name = new ObjectName(home, last);
      if (name.equals(wanted)) {
        return true;
      }
      Optional<UserType> type = state.type(home, last);
      Optional<Table> table = type.isPresent() ? Optional.empty() : state.findIn(home, last);
      if (type.isEmpty() && table.isEmpty()) {
        continue;
      }
      if (!seen.add(name)) {
        return false;
      }
      List<String> parts = new ArrayList<>();
      type.ifPresent(t -> parts.addAll(parts(t)));
      table.ifPresent(t -> t.relation().columns().forEach(c -> parts.add(c.type())));
      return parts.stream().anyMatch(p -> holds(p, wanted, state, seen));
    }
    return false;
  }

  private static List<String> parts(UserType type) {
    return switch (type) {
      case UserType.Composite c -> c.attributes().stream().map(Attribute::type).toList();
      case UserType.Domain d -> List.of(d.baseType());
      case UserType.Range r -> List.of(r.subtype());
      default -> List.of();
    };
  }

  private static Set<Table> tables(SchemaState state, Predicate<Relation> wanted) {
    Set<Table> tables = new LinkedHashSet<>();
    for (Relation relation : state.snapshot().relations()) {
      state.find(relation.name()).filter(t -> wanted.test(t.relation())).ifPresent(tables::add);
    }
    for (Table table : state.touchedTables()) {
      if (wanted.test(table.relation())) {
        tables.add(table);
      }
    }
    return tables;
  }

  /** Refuses a column whose type holds rows of the column's own table. */
  static void notOfItself(String printed, Name column, TableDraft draft, Step step) {
    if (holds(printed, draft.fullName(), step.state(), new LinkedHashSet<>())) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          column,
          "The column " + column + " would hold rows of its own table " + draft.name(),
          null);
    }
  }
}
