package dev.dbsa.adapter.introspect;

import dev.dbsa.domain.schema.CastSignature;
import dev.dbsa.domain.schema.Dependency;
import dev.dbsa.domain.schema.Extension;
import dev.dbsa.domain.schema.ExtensionContents;
import dev.dbsa.domain.schema.FunctionSignature;
import dev.dbsa.domain.schema.FurtherObjects;
import dev.dbsa.domain.schema.ObjectKind;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.ObjectReference;
import dev.dbsa.domain.schema.OperatorClass;
import dev.dbsa.domain.schema.OperatorSignature;
import dev.dbsa.domain.schema.Routine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what {@link PostgresFurtherQueries} ask for, relations and routines aside. */
final class PostgresFurther {
  /** Separates the parts of a name in an answer, as it stands in no name that people give. */
  private static final String SEPARATOR = "\u001f";

  private final Catalog catalog;
  private final PostgresFurtherQueries queries;

  private final Map<String, Members> members = new HashMap<>();
  private final Members own = new Members();
  private final List<FurtherObjects.UserCollation> collations = new ArrayList<>();
  private final List<FurtherObjects.ExtendedStatistics> statistics = new ArrayList<>();
  private final List<FurtherObjects.EventTrigger> eventTriggers = new ArrayList<>();
  private final Map<String, PublicationDraft> publications = new TreeMap<>();
  private final List<ObjectReference> others = new ArrayList<>();
  private final List<Dependency> dependencies = new ArrayList<>();
  private final List<String> accessMethods = new ArrayList<>();
  private final List<String> languages = new ArrayList<>();
  private final List<String> installedCollations = new ArrayList<>();
  private final List<String> roles = new ArrayList<>();

  PostgresFurther(Catalog catalog, PostgresFurtherQueries queries) {
    this.catalog = catalog;
    this.queries = queries;
  }

  /** Objects of an extension, or those of the schema's authors. */
  private static final class Members {
    final List<FunctionSignature> functions = new ArrayList<>(0);
    final List<OperatorSignature> operators = new ArrayList<>(0);
    final List<ObjectName> types = new ArrayList<>(0);
    final List<CastSignature> casts = new ArrayList<>(0);
    final List<OperatorClass> operatorClasses = new ArrayList<>(0);
    final List<ObjectName> relations = new ArrayList<>(0);

    ExtensionContents contents() {
      return new ExtensionContents(functions, operators, types, casts, operatorClasses, relations);
    }
  }

  private static final class PublicationDraft {
    boolean allTables;
    final List<ObjectName> tables = new ArrayList<>(0);
    final List<String> schemas = new ArrayList<>(0);
  }

  void read() throws SQLException {
    catalog.read(queries.extensionFunctions(), this::addFunction);
    catalog.read(queries.extensionTypes(), this::addType);
    catalog.read(queries.operators(), this::addOperator);
    catalog.read(queries.casts(), this::addCast);
    catalog.read(queries.operatorClasses(), this::addOperatorClass);
    catalog.read(queries.collations(), this::addCollation);
    catalog.read(
        queries.statistics(),
        row ->
            statistics.add(
                new FurtherObjects.ExtendedStatistics(
                    new ObjectName(row.text(1), row.text(2)),
                    new ObjectName(row.text(3), row.text(4)),
                    row.text(5))));
    catalog.read(queries.eventTriggers(), this::addEventTrigger);
    catalog.read(queries.publications(), this::addPublication);
    catalog.read(
        queries.others(),
        row ->
            others.add(
                new ObjectReference(
                    ObjectKind.valueOf(row.text(1)), new ObjectName(row.text(2), row.text(3)))));
    catalog.read(queries.installed(), this::addInstalled);
    catalog.read(queries.dependencies(), this::addDependency);
  }

  /** With what it made. */
  Extension extension(String name, String version, String schema) {
    return new Extension(
        name, version, schema, members.getOrDefault(name, new Members()).contents());
  }

  FurtherObjects finish() {
    return new FurtherObjects(
        true,
        dependencies,
        own.operators,
        own.casts,
        own.operatorClasses,
        collations,
        statistics,
        eventTriggers,
        publications.entrySet().stream()
            .map(
                e ->
                    new FurtherObjects.Publication(
                        e.getKey(),
                        e.getValue().allTables,
                        e.getValue().tables,
                        e.getValue().schemas))
            .toList(),
        others,
        new FurtherObjects.Installed(
            accessMethods, languages, installedCollations, List.of(), List.of(), roles));
  }

  private Members members(@Nullable String extension) {
    return extension == null ? own : members.computeIfAbsent(extension, _ -> new Members());
  }

  private void addFunction(Row row) throws SQLException {
    Routine.Kind kind = PostgresRoutineReading.kind(row.text(4));
    members(row.text(1))
        .functions
        .add(
            new FunctionSignature(
                new ObjectName(row.text(2), row.text(3)),
                kind,
                lines(row.textOrNull(5)),
                row.integer(6),
                row.flag(7),
                kind == Routine.Kind.PROCEDURE ? null : row.text(8),
                row.flag(9),
                PostgresRoutineReading.volatility(row.text(10))));
  }

  private void addType(Row row) throws SQLException {
    Members extension = members(row.text(1));
    ObjectName name = new ObjectName(row.text(3), row.text(4));
    (row.text(2).equals("t") ? extension.types : extension.relations).add(name);
  }

  private void addOperator(Row row) throws SQLException {
    members(row.textOrNull(1))
        .operators
        .add(
            new OperatorSignature(
                new ObjectName(row.text(2), row.text(3)),
                row.textOrNull(4),
                row.text(5),
                row.text(6)));
  }

  private void addCast(Row row) throws SQLException {
    CastSignature.Context context =
        switch (row.text(4)) {
          case "i" -> CastSignature.Context.IMPLICIT;
          case "a" -> CastSignature.Context.ASSIGNMENT;
          default -> CastSignature.Context.EXPLICIT;
        };
    members(row.textOrNull(1)).casts.add(new CastSignature(row.text(2), row.text(3), context));
  }

  private void addOperatorClass(Row row) throws SQLException {
    members(row.textOrNull(1))
        .operatorClasses
        .add(
            new OperatorClass(
                new ObjectName(row.text(2), row.text(3)), row.text(4), row.text(5), row.flag(6)));
  }

  private void addCollation(Row row) throws SQLException {
    String provider =
        switch (row.text(3)) {
          case "i" -> "icu";
          case "b" -> "builtin";
          default -> "libc";
        };
    collations.add(
        new FurtherObjects.UserCollation(
            new ObjectName(row.text(1), row.text(2)), provider, row.flag(4), row.textOrNull(5)));
  }

  private void addEventTrigger(Row row) throws SQLException {
    eventTriggers.add(
        new FurtherObjects.EventTrigger(
            row.text(1),
            row.text(2),
            new ObjectName(row.text(3), row.text(4)),
            isEnabled(row.text(5)),
            lines(row.textOrNull(6))));
  }

  /** 'R' is for replicas, 'D' for nobody. */
  static boolean isEnabled(String letter) {
    return letter.equals("O") || letter.equals("A");
  }

  private void addPublication(Row row) throws SQLException {
    PublicationDraft publication =
        publications.computeIfAbsent(row.text(1), _ -> new PublicationDraft());
    publication.allTables |= row.flag(2);
    String schema = row.textOrNull(3);
    String table = row.textOrNull(4);
    if (schema != null && table != null) {
      publication.tables.add(new ObjectName(schema, table));
    } else if (schema != null) {
      publication.schemas.add(schema);
    }
  }

  private void addInstalled(Row row) throws SQLException {
    List<String> names =
        switch (row.text(1)) {
          case "m" -> accessMethods;
          case "l" -> languages;
          case "r" -> roles;
          default -> installedCollations;
        };
    names.add(row.text(2));
  }

  /** An object that vanished meanwhile has no name any more. */
  private void addDependency(Row row) throws SQLException {
    ObjectReference dependent = reference(row.textOrNull(1), row.textOrNull(2), row.textOrNull(3));
    ObjectReference referenced = reference(row.textOrNull(4), row.textOrNull(5), row.textOrNull(6));
    if (dependent == null || referenced == null || dependent.equals(referenced)) {
      return;
    }
    String columns = row.textOrNull(7);
    dependencies.add(
        new Dependency(
            dependent,
            referenced,
            columns == null ? List.of() : List.of(columns.split(SEPARATOR)),
            row.flag(8)));
  }

  /**
   * @param type as {@code pg_identify_object_as_address} says it
   * @return {@code null} for what is gone, and for temporary objects of other sessions
   */
  private static @Nullable ObjectReference reference(
      @Nullable String type, @Nullable String names, @Nullable String arguments) {
    if (type == null || names == null) {
      return null;
    }
    List<String> parts = Arrays.asList(names.split(SEPARATOR));
    if (parts.getFirst().startsWith("pg_temp")) {
      return null;
    }
    String argument = arguments == null ? "" : arguments.replace("pg_catalog.", "");
    return switch (type) {
      case "table", "view", "materialized view", "foreign table", "partitioned table" ->
          named(ObjectKind.RELATION, parts, null);
      case "index" -> named(ObjectKind.INDEX, parts, null);
      case "sequence" -> named(ObjectKind.SEQUENCE, parts, null);
      case "type", "composite type" -> named(ObjectKind.TYPE, parts, null);
      case "table column",
          "view column",
          "materialized view column",
          "foreign table column",
          "composite type column" ->
          partOf(ObjectKind.COLUMN, parts);
      case "default value" -> partOf(ObjectKind.DEFAULT, parts);
      case "table constraint" -> partOf(ObjectKind.CONSTRAINT, parts);
      case "domain constraint" -> named(ObjectKind.DOMAIN_CONSTRAINT, parts, argument);
      case "trigger" -> partOf(ObjectKind.TRIGGER, parts);
      case "policy" -> partOf(ObjectKind.POLICY, parts);
      case "rule" ->
          parts.getLast().equals("_RETURN")
              ? named(ObjectKind.RELATION, parts, null)
              : partOf(ObjectKind.RULE, parts);
      case "function", "procedure", "aggregate" -> named(ObjectKind.ROUTINE, parts, argument);
      case "operator" -> named(ObjectKind.OPERATOR, parts, argument);
      case "operator class" -> ofMethod(ObjectKind.OPERATOR_CLASS, parts);
      case "operator family" -> ofMethod(ObjectKind.OPERATOR_FAMILY, parts);
      case "cast" ->
          new ObjectReference(ObjectKind.CAST, new ObjectName("", parts.getFirst()), argument);
      case "collation" -> named(ObjectKind.COLLATION, parts, null);
      case "statistics object" -> named(ObjectKind.STATISTICS, parts, null);
      case "publication relation" -> named(ObjectKind.PUBLICATION_RELATION, parts, argument);
      case "text search configuration" -> named(ObjectKind.TEXT_SEARCH_CONFIGURATION, parts, null);
      case "text search dictionary" -> named(ObjectKind.TEXT_SEARCH_DICTIONARY, parts, null);
      case "publication" -> global(ObjectKind.PUBLICATION, parts);
      case "extension" -> global(ObjectKind.EXTENSION, parts);
      case "event trigger" -> global(ObjectKind.EVENT_TRIGGER, parts);
      case "language" -> global(ObjectKind.LANGUAGE, parts);
      case "access method" -> global(ObjectKind.ACCESS_METHOD, parts);
      case "server" -> global(ObjectKind.FOREIGN_SERVER, parts);
      case "foreign-data wrapper" -> global(ObjectKind.FOREIGN_DATA_WRAPPER, parts);
      default ->
          new ObjectReference(
              ObjectKind.OTHER,
              new ObjectName("", String.join(".", parts)),
              argument.isEmpty() ? type : type + " " + argument);
    };
  }

  /** A schema and a name. */
  private static ObjectReference named(
      ObjectKind kind, List<String> parts, @Nullable String argument) {
    return parts.size() < 2
        ? global(kind, parts)
        : new ObjectReference(kind, new ObjectName(parts.get(0), parts.get(1)), argument);
  }

  /** A schema, a name and what is part of it. */
  private static ObjectReference partOf(ObjectKind kind, List<String> parts) {
    return named(kind, parts, parts.getLast());
  }

  /** An access method, a schema and a name. */
  private static ObjectReference ofMethod(ObjectKind kind, List<String> parts) {
    return named(kind, parts.subList(1, parts.size()), parts.getFirst());
  }

  private static ObjectReference global(ObjectKind kind, List<String> parts) {
    return new ObjectReference(kind, new ObjectName("", parts.getFirst()));
  }

  /** The lines of a text, in which the server put one thing each. */
  static List<String> lines(@Nullable String text) {
    return text == null || text.isEmpty() ? List.of() : List.of(text.split("\n"));
  }
}
