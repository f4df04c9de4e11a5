package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.BuiltInTypes;
import dev.dbsa.adapter.sqlcheck.bind.ExpressionUse;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Sequence;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.DataType;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableConstraint;
import java.util.Set;

/** Columns as PostgreSQL defines them (parse_utilcmd.c, heap.c). */
final class PostgresColumns {
  /** The types whose values a collation orders. */
  private static final Set<String> COLLATED =
      Set.of("text", "varchar", "bpchar", "name", "citext", "char");

  private static final Set<String> INTEGERS = Set.of("int2", "int4", "int8");

  private PostgresColumns() {}

  /** The column, added to the draft; its expressions are bound later. */
  static void add(ColumnDefinition definition, TableDraft draft, Step step) {
    Name name = definition.name();
    PostgresSystemColumns.name(name, step);
    DataType written = definition.type();
    String type = written == null ? Table.UNKNOWN_TYPE : PostgresTypes.printed(written, step);
    String serial = written == null ? null : PostgresTypes.ofSerial(written);
    parts(definition, serial != null, type, step);
    if (PostgresTypes.holdsRow(type, draft.fullName(), step.state())) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          name,
          "The column " + name + " would hold rows of its own table",
          null);
    }
    PostgresStorage.ofNewColumn(definition, type, step);
    boolean nullable = serial == null && !isNotNull(definition);
    String value = null;
    if (serial != null) {
      value = "nextval(…)";
    } else if (definition.has(Part.Default.class)) {
      boolean isNull =
          definition.find(Part.Default.class).get().value() instanceof Expr.Literal l && l.isNull();
      value = isNull ? null : Table.UNKNOWN_DEFAULT;
    }
    draft.columns.add(
        new Column(
            name.text(),
            draft.columns.size() + 1,
            type,
            nullable,
            value,
            generation(definition),
            definition.find(Part.Generated.class).map(_ -> "…").orElse(null),
            definition
                .find(Part.Collate.class)
                .map(c -> c.collation().getLast().text())
                .filter(c -> !c.equals("default"))
                .orElse(null),
            null));
    if (serial != null || definition.has(Part.Identity.class)) {
      sequence(name.text(), type, draft, step);
    }
  }

  private static void sequence(String column, String type, TableDraft draft, Step step) {
    String name = PostgresNames.relation(step.state(), draft, column, "seq");
    step.become(
        step.state()
            .with(
                new Sequence(
                    new ObjectName(draft.schema(), name),
                    type,
                    1,
                    1,
                    1,
                    Long.MAX_VALUE,
                    false,
                    draft.fullName(),
                    column)));
  }

  private static boolean isNotNull(ColumnDefinition definition) {
    return definition.has(Part.NotNull.class)
        || definition.has(Part.Identity.class)
        || definition.parts().stream()
            .anyMatch(
                p ->
                    p instanceof Part.Constraint c
                        && c.constraint() instanceof TableConstraint.Key key
                        && key.primary());
  }

  private static ColumnGeneration generation(ColumnDefinition definition) {
    if (definition.find(Part.Identity.class).isPresent()) {
      return definition.find(Part.Identity.class).get().always()
          ? ColumnGeneration.IDENTITY_ALWAYS
          : ColumnGeneration.IDENTITY_BY_DEFAULT;
    }
    return definition
        .find(Part.Generated.class)
        .map(
            g ->
                Boolean.TRUE.equals(g.stored())
                    ? ColumnGeneration.STORED
                    : ColumnGeneration.VIRTUAL)
        .orElse(ColumnGeneration.NONE);
  }

  /** What may not stand together. */
  private static void parts(ColumnDefinition definition, boolean serial, String type, Step step) {
    Name name = definition.name();
    boolean isNull = false;
    boolean notNull = serial;
    boolean hasDefault = serial;
    boolean identity = false;
    boolean generated = false;
    for (Part part : definition.parts()) {
      switch (part) {
        case Part.Null p -> {
          if (notNull || identity) {
            clash(p.at(), name, "NULL and NOT NULL", step);
          }
          isNull = true;
        }
        case Part.NotNull p -> {
          if (isNull) {
            clash(p.at(), name, "NULL and NOT NULL", step);
          }
          notNull = true;
        }
        case Part.Default p -> {
          if (hasDefault) {
            clash(p.at(), name, "several defaults", step);
          }
          hasDefault = true;
        }
        case Part.Identity p -> {
          if (identity) {
            clash(p.at(), name, "several identities", step);
          }
          if (isNull) {
            clash(p.at(), name, "NULL and NOT NULL", step);
          }
          identity = true;
          identityType(p.at(), name, type, step);
        }
        case Part.Generated p -> {
          if (generated) {
            clash(p.at(), name, "several expressions", step);
          }
          generated = true;
        }
        case Part.Constraint p -> {
          if (isNull && p.constraint() instanceof TableConstraint.Key key && key.primary()) {
            clash(p.at(), name, "NULL and NOT NULL", step);
          }
        }
        case Part.Collate p -> collation(p, name, type, step);
        default -> {}
      }
    }
    if (hasDefault && identity) {
      clash(name.at(), name, "a default and an identity", step);
    }
    if (hasDefault && generated) {
      clash(name.at(), name, "a default and an expression", step);
    }
    if (identity && generated) {
      clash(name.at(), name, "an identity and an expression", step);
    }
    if (serial && definition.type() != null && definition.type().type().arrayDimensions() > 0) {
      step.refuse(FindingRule.INVALID_COLUMN, name, "There is no array of a serial type", null);
    }
  }

  private static void clash(int at, Name name, String what, Step step) {
    step.refuse(
        FindingRule.INVALID_COLUMN,
        at,
        "The column " + name + " cannot have " + what,
        null,
        name.text());
  }

  static void identityType(int at, Name name, String type, Step step) {
    boolean known = !type.isEmpty() && BuiltInTypes.isKnown(bare(type));
    if (known && (!INTEGERS.contains(BuiltInTypes.internal(bare(type))) || type.endsWith("[]"))) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          at,
          "An identity column is smallint, integer or bigint, which " + name + " is not",
          null,
          name.text());
    }
  }

  private static void collation(Part.Collate part, Name name, String type, Step step) {
    PostgresObjects.collation(part.collation(), step);
    collates(part.at(), name, type, step);
  }

  /** Refuses a collation where the values of the type have none. */
  static void collates(int at, Name name, String type, Step step) {
    String bare = bare(type);
    if (!type.isEmpty()
        && BuiltInTypes.isKnown(bare)
        && !COLLATED.contains(BuiltInTypes.internal(bare))) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          at,
          "Values of type " + type + " take no collation",
          null,
          name.text());
    }
  }

  /** A printed type without modifiers and dimensions. */
  static String bare(String printed) {
    return printed.replaceAll("\\([^)]*\\)", "").replace("[]", "").replaceAll("\\s+", " ").strip();
  }

  /** Binds what the column's expressions name, once the table is whole. */
  static void expressions(ColumnDefinition definition, Table table, Step step) {
    for (Part part : definition.parts()) {
      switch (part) {
        case Part.Default p ->
            step.expression(ExpressionUse.DEFAULT, p.value(), table, definition.name());
        case Part.Generated p ->
            PostgresGenerated.expression(definition.name(), p.value(), table, step);
        default -> {}
      }
    }
  }
}
