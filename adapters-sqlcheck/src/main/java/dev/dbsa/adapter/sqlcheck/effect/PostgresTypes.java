package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.BuiltInTypes;
import dev.dbsa.adapter.sqlcheck.bind.TypeModifiers;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.sql.tree.DataType;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's types as definitions name them, and as the server prints them. */
final class PostgresTypes {
  /** Whether a type is one of the server's own that has a single value. */
  static boolean isScalar(DataType type) {
    return type.schema().isEmpty()
        && !type.reference()
        && !type.type().quoted()
        && SCALARS.contains(type.type().name());
  }

  private static final java.util.Set<String> SCALARS =
      java.util.Set.of(
          "bigint",
          "boolean",
          "date",
          "int",
          "integer",
          "jsonb",
          "numeric",
          "smallint",
          "text",
          "timestamp",
          "timestamptz",
          "uuid",
          "varchar");

  /** MySQL's and other servers' types, and what PostgreSQL has instead. */
  private static final Map<String, String> FOREIGN =
      Map.ofEntries(
          Map.entry("datetime", "timestamp"),
          Map.entry("tinyint", "smallint"),
          Map.entry("mediumint", "integer"),
          Map.entry("tinytext", "text"),
          Map.entry("mediumtext", "text"),
          Map.entry("longtext", "text"),
          Map.entry("blob", "bytea"),
          Map.entry("tinyblob", "bytea"),
          Map.entry("mediumblob", "bytea"),
          Map.entry("longblob", "bytea"),
          Map.entry("binary", "bytea"),
          Map.entry("varbinary", "bytea"),
          Map.entry("double", "double precision"),
          Map.entry("year", "smallint"),
          Map.entry("nvarchar", "varchar"),
          Map.entry("varchar2", "varchar"),
          Map.entry("number", "numeric"),
          Map.entry("enum", "a type made with CREATE TYPE … AS ENUM, or text with a CHECK"),
          Map.entry("set", "text[]"));

  private static final Map<String, String> SERIAL =
      Map.of(
          "serial", "integer",
          "serial4", "integer",
          "bigserial", "bigint",
          "serial8", "bigint",
          "smallserial", "smallint",
          "serial2", "smallint");

  /** Types that no column has. */
  private static final Set<String> PSEUDO =
      Set.of(
          "any",
          "anyarray",
          "anycompatible",
          "anyelement",
          "anyenum",
          "anynonarray",
          "anyrange",
          "cstring",
          "event_trigger",
          "fdw_handler",
          "internal",
          "language_handler",
          "record",
          "trigger",
          "unknown",
          "void");

  private PostgresTypes() {}

  /** The integer type of a serial column; {@code null} for any other type. */
  static @Nullable String ofSerial(DataType type) {
    return type.schema().isEmpty() && !type.type().quoted() ? SERIAL.get(type.type().name()) : null;
  }

  /**
   * The type as the server prints it, {@link Table#UNKNOWN_TYPE} where that cannot be told; refuses
   * what is not there.
   */
  static String printed(DataType type, Step step) {
    Expr.TypeName name = type.type();
    if (type.reference()) {
      return Table.UNKNOWN_TYPE;
    }
    String serial = ofSerial(type);
    if (serial != null) {
      modifiers(name, TypeModifiers.whyNot(name, step.server()), step);
      return serial;
    }
    if (isBuiltIn(type, step) && PSEUDO.contains(name.name()) && name.arrayDimensions() == 0) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          name.at(),
          "No column can have the type " + name.name(),
          null,
          name.name());
    }
    return argument(type, step);
  }

  private static boolean isBuiltIn(DataType type, Step step) {
    boolean catalog =
        type.schema().isEmpty() || type.schema().getLast().text().equals("pg_catalog");
    return catalog
        && step.state().type(fullName(type)).isEmpty()
        && BuiltInTypes.isKnown(type.type().name());
  }

  /** The same for what a routine takes or returns, which also has types that no column has. */
  static String argument(DataType type, Step step) {
    Expr.TypeName name = type.type();
    if (type.reference()) {
      return Table.UNKNOWN_TYPE;
    }
    Optional<UserType> own = step.state().type(fullName(type));
    if (own.isPresent()) {
      if (!name.modifiers().isEmpty() && !(own.get() instanceof UserType.Base)) {
        modifiers(name, "The type " + name.name() + " takes no length or precision", step);
      }
      return own(own.get(), name, step.state());
    }
    if (isBuiltIn(type, step)) {
      modifiers(name, TypeModifiers.whyNot(name, step.server()), step);
      return builtIn(name);
    }
    if (step.find(fullName(type)) instanceof Table row) {
      return row.name() + (name.arrayDimensions() > 0 ? "[]" : "");
    }
    unknown(type, step);
    return Table.UNKNOWN_TYPE;
  }

  /**
   * The type of the schema that the server prints so, without modifiers and dimensions; {@code
   * null} where it is none of the schema's.
   */
  static @Nullable UserType find(String printed, SchemaState state) {
    return state.type(nameOf(printed)).orElse(null);
  }

  /** heap.c: CheckAttributeType: whether values of the type hold rows of the table. */
  static boolean holdsRow(String printed, ObjectName table, SchemaState state) {
    return holdsRow(printed, table, state, new HashSet<>());
  }

  private static boolean holdsRow(
      String printed, ObjectName table, SchemaState state, Set<String> seen) {
    String bare = PostgresColumns.bare(printed);
    if (bare.isEmpty() || !seen.add(bare)) {
      return false;
    }
    List<Name> name = nameOf(bare);
    return switch (state.type(name).orElse(null)) {
      case UserType.Domain d -> holdsRow(d.baseType(), table, state, seen);
      case UserType.Range r -> holdsRow(r.subtype(), table, state, seen);
      case UserType.Composite c ->
          c.attributes().stream().anyMatch(a -> holdsRow(a.type(), table, state, seen));
      case null ->
          !BuiltInTypes.isKnown(bare)
              && state.find(name) instanceof SchemaState.Lookup.Found found
              && (found.table().fullName().equals(table)
                  || found.table().relation().columns().stream()
                      .anyMatch(c -> holdsRow(c.type(), table, state, seen)));
      default -> false;
    };
  }

  private static List<Name> nameOf(String printed) {
    List<Name> name = new ArrayList<>();
    for (String part : printed.split("\\.")) {
      name.add(new Name(0, part.replace("\"", ""), false));
    }
    return name;
  }

  private static void modifiers(Expr.TypeName type, @Nullable String whyNot, Step step) {
    if (whyNot != null) {
      step.refuse(FindingRule.TYPE_MODIFIER, type.at(), whyNot, null, type.name());
    }
  }

  /** The same without a word where it is not there. */
  static String quiet(DataType type, Step step) {
    return isBuiltIn(type, step) || step.state().type(fullName(type)).isPresent()
        ? argument(type, step)
        : Table.UNKNOWN_TYPE;
  }

  /** Whether the server's own type of this name is one that no column has. */
  static boolean isPseudo(DataType type) {
    return PSEUDO.contains(type.type().name()) && type.type().arrayDimensions() == 0;
  }

  /** Whether two types may be one, as the server prints them, whatever their modifiers. */
  static boolean mayBeSame(String one, String other) {
    return one.isEmpty() || other.isEmpty() || bare(one).equals(bare(other));
  }

  private static String bare(String printed) {
    String plain = printed.replaceAll("\\([^)]*\\)", "").replace("\"", "");
    return plain.substring(plain.lastIndexOf('.') + 1);
  }

  static List<Name> fullName(DataType type) {
    List<Name> name = new ArrayList<>(type.schema());
    name.add(new Name(type.at(), type.type().name(), type.type().quoted()));
    return name;
  }

  private static String own(UserType type, Expr.TypeName name, SchemaState state) {
    boolean plain =
        name.modifiers().isEmpty()
            && state
                .type(List.of(new Name(0, type.name().name(), false)))
                .filter(t -> t.name().equals(type.name()))
                .isPresent();
    return (plain ? type.name().name() : type.name().toString())
        + "[]".repeat(Math.min(1, name.arrayDimensions()));
  }

  private static String builtIn(Expr.TypeName name) {
    String internal = BuiltInTypes.internal(name.name());
    List<String> modifiers = name.modifiers();
    String given = modifiers.isEmpty() ? "" : "(" + String.join(",", modifiers) + ")";
    String printed = BuiltInTypes.printed(name.name());
    String full =
        switch (internal) {
          case "float4", "float8" ->
              name.name().equals("float") && isShort(modifiers) ? "real" : printed;
          case "bpchar", "bit" ->
              printed + (given.isEmpty() && !name.name().equals("bpchar") ? "(1)" : given);
          case "timestamp" -> "timestamp" + given + " without time zone";
          case "timestamptz" -> "timestamp" + given + " with time zone";
          case "time" -> "time" + given + " without time zone";
          case "timetz" -> "time" + given + " with time zone";
          case "numeric" ->
              modifiers.size() == 1 ? "numeric(" + modifiers.getFirst() + ",0)" : printed + given;
          default -> printed + given;
        };
    return full + (name.arrayDimensions() > 0 ? "[]" : "");
  }

  private static boolean isShort(List<String> modifiers) {
    return modifiers.size() == 1
        && modifiers.getFirst().matches("[0-9]{1,2}")
        && Integer.parseInt(modifiers.getFirst()) <= 24;
  }

  private static void unknown(DataType type, Step step) {
    SchemaState state = step.state();
    String name = type.type().name();
    String instead = type.schema().isEmpty() ? FOREIGN.get(name) : null;
    if (instead != null && !state.mayHaveType(name)) {
      step.foreign(
          type.at(), "PostgreSQL has no type " + text(type.type()), "Write " + instead + ".");
      return;
    }
    boolean mayBe =
        state.isUncertain()
            || state.extensionMayHaveType(name)
            || state.mayHaveType(name)
            || name.endsWith("multirange")
            || name.startsWith("_")
            || name.startsWith("pg_")
            || !type.schema().isEmpty() && isHidden(type.schema().getLast(), state);
    if (!mayBe) {
      step.refuse(FindingRule.UNKNOWN_TYPE, type.at(), "There is no type " + name, null, name);
    }
  }

  private static boolean isHidden(Name schema, SchemaState state) {
    return state.isSystemSchema(schema.text());
  }

  /** As people write it. */
  static String text(Expr.TypeName type) {
    return type.name()
        + (type.modifiers().isEmpty() ? "" : "(" + String.join(",", type.modifiers()) + ")");
  }
}
