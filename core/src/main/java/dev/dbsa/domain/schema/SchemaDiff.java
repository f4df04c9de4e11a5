package dev.dbsa.domain.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two readings. Objects are the same when their names are: a renamed object is
 * one that was removed and one that was added. A relation that is new or gone stands for all of its
 * parts. Estimates of rows and sizes and the list of omissions do not count, so that the diff is
 * empty exactly where the {@linkplain SchemaHash hashes} are equal.
 *
 * @param added objects of the later reading only, in the order of {@link SchemaObject}
 * @param removed objects of the earlier reading only, in the same order
 * @param changed objects of both readings that differ, in the same order
 */
public record SchemaDiff(
    List<SchemaObject> added, List<SchemaObject> removed, List<Change> changed) {
  public SchemaDiff {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
  }

  /** The kinds of objects that a diff tells apart. */
  public enum ObjectType {
    /** The server itself: its version, settings and search path. */
    SERVER,
    SCHEMA,
    EXTENSION,
    TYPE,
    SEQUENCE,
    /** A table or view of any kind. */
    RELATION,
    COLUMN,
    PRIMARY_KEY,
    UNIQUE_CONSTRAINT,
    FOREIGN_KEY,
    CHECK_CONSTRAINT,
    INDEX,
    /** Any routine that is called in an expression. */
    FUNCTION,
    PROCEDURE,
    TRIGGER;

    /** The type's name in the API, in lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Names an object. Ordered by schema, relation, type and name, so that the parts of a relation
   * follow it.
   *
   * @param schema {@code null} for what belongs to no schema
   * @param relation the relation that the object is part of, or the relation itself; {@code null}
   *     for any other object
   * @param name with the argument list for a routine
   */
  public record SchemaObject(
      ObjectType type, @Nullable String schema, @Nullable String relation, String name)
      implements Comparable<SchemaObject> {
    private static final Comparator<SchemaObject> ORDER =
        Comparator.comparing(
                SchemaObject::schema, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
            .thenComparing(
                SchemaObject::relation, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
            .thenComparing(SchemaObject::type)
            .thenComparing(SchemaObject::name);

    @Override
    public int compareTo(SchemaObject other) {
      return ORDER.compare(this, other);
    }
  }

  /** An object that both readings have, with what differs; at least one attribute. */
  public record Change(SchemaObject object, List<Attribute> attributes) {
    public Change {
      attributes = List.copyOf(attributes);
    }
  }

  /**
   * One attribute of an object, before and after.
   *
   * @param name in snake_case, such as {@code default}
   * @param before {@code null} where there was none
   * @param after {@code null} where there is none any more
   */
  public record Attribute(String name, @Nullable String before, @Nullable String after) {}

  /** Whether the two readings are of the same schema. */
  public boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
  }

  /** Compares an earlier reading with a later one. */
  public static SchemaDiff between(DatabaseSchema before, DatabaseSchema after) {
    Comparison comparison = new Comparison();
    comparison.compareSchemas(before, after);
    return comparison.finish();
  }

  /** Collects differences; each attribute list names everything that the hash takes in. */
  private static final class Comparison {
    private final List<SchemaObject> added = new ArrayList<>();
    private final List<SchemaObject> removed = new ArrayList<>();
    private final List<Change> changed = new ArrayList<>();

    SchemaDiff finish() {
      added.sort(null);
      removed.sort(null);
      changed.sort(Comparator.comparing(Change::object));
      return new SchemaDiff(added, removed, changed);
    }

    void compareSchemas(DatabaseSchema before, DatabaseSchema after) {
      compareAttributes(
          new SchemaObject(ObjectType.SERVER, null, null, "server"),
          serverAttributes(before),
          serverAttributes(after));
      compareLists(
          before.schemas(),
          after.schemas(),
          s -> new SchemaObject(ObjectType.SCHEMA, s, null, s),
          _ -> new Attributes());
      compareLists(
          before.extensions(),
          after.extensions(),
          e -> new SchemaObject(ObjectType.EXTENSION, null, null, e.name()),
          e -> new Attributes().put("version", e.version()).put("schema", e.schema()));
      compareLists(
          before.types(),
          after.types(),
          t -> named(ObjectType.TYPE, t.name(), t.name().name()),
          Comparison::typeAttributes);
      compareLists(
          before.sequences(),
          after.sequences(),
          s -> named(ObjectType.SEQUENCE, s.name(), s.name().name()),
          Comparison::sequenceAttributes);
      compareLists(
          before.routines(),
          after.routines(),
          Comparison::routineObject,
          Comparison::routineAttributes);
      compareLists(
          before.triggers(),
          after.triggers(),
          t -> part(ObjectType.TRIGGER, t.table(), t.name()),
          Comparison::triggerAttributes);
      compareRelations(before.relations(), after.relations());
    }

    private static SchemaObject named(ObjectType type, ObjectName owner, String name) {
      return new SchemaObject(type, owner.schema(), null, name);
    }

    private static SchemaObject part(ObjectType type, ObjectName relation, String name) {
      return new SchemaObject(type, relation.schema(), relation.name(), name);
    }

    /** A function and a procedure may share a name and even the arguments. */
    private static SchemaObject routineObject(Routine routine) {
      ObjectType type =
          routine.kind() == Routine.Kind.PROCEDURE ? ObjectType.PROCEDURE : ObjectType.FUNCTION;
      return named(type, routine.name(), routine.name().name() + "(" + routine.arguments() + ")");
    }

    private void compareRelations(List<Relation> before, List<Relation> after) {
      Map<ObjectName, Relation> earlier =
          before.stream().collect(Collectors.toMap(Relation::name, Function.identity()));
      for (Relation relation : after) {
        Relation old = earlier.remove(relation.name());
        if (old == null) {
          added.add(relationObject(relation));
        } else {
          compareRelation(old, relation);
        }
      }
      earlier.values().forEach(r -> removed.add(relationObject(r)));
    }

    private static SchemaObject relationObject(Relation relation) {
      return part(ObjectType.RELATION, relation.name(), relation.name().name());
    }

    private void compareRelation(Relation before, Relation after) {
      ObjectName name = after.name();
      compareAttributes(
          relationObject(after), relationAttributes(before), relationAttributes(after));
      if (!before.columns().equals(after.columns())) {
        compareColumns(name, before.columns(), after.columns());
      }
      compareLists(
          keyAsList(before),
          keyAsList(after),
          k -> part(ObjectType.PRIMARY_KEY, name, k.name()),
          k -> new Attributes().put("columns", list(k.columns())));
      compareLists(
          before.uniqueConstraints(),
          after.uniqueConstraints(),
          u -> part(ObjectType.UNIQUE_CONSTRAINT, name, u.name()),
          u ->
              new Attributes()
                  .put("columns", list(u.columns()))
                  .put("nulls_distinct", u.nullsDistinct()));
      compareLists(
          before.foreignKeys(),
          after.foreignKeys(),
          k -> part(ObjectType.FOREIGN_KEY, name, k.name()),
          Comparison::foreignKeyAttributes);
      compareLists(
          before.checks(),
          after.checks(),
          c -> part(ObjectType.CHECK_CONSTRAINT, name, c.name()),
          c ->
              new Attributes()
                  .put("expression", c.expression())
                  .put("validated", c.validated())
                  .put("enforced", c.enforced()));
      compareLists(
          before.indexes(),
          after.indexes(),
          i -> part(ObjectType.INDEX, name, i.name()),
          Comparison::indexAttributes);
    }

    private static List<PrimaryKey> keyAsList(Relation relation) {
      PrimaryKey key = relation.primaryKey();
      return key == null ? List.of() : List.of(key);
    }

    /**
     * A column's position is where it stands among the columns that both readings have: one that
     * comes or goes does not move the others.
     */
    private void compareColumns(ObjectName relation, List<Column> before, List<Column> after) {
      Map<String, Integer> earlier = ranks(before, after);
      Map<String, Integer> later = ranks(after, before);
      Function<Column, SchemaObject> object = c -> part(ObjectType.COLUMN, relation, c.name());
      Map<String, Column> old =
          before.stream().collect(Collectors.toMap(Column::name, Function.identity()));
      for (Column column : after) {
        Column same = old.remove(column.name());
        if (same == null) {
          added.add(object.apply(column));
        } else {
          compareAttributes(
              object.apply(column),
              columnAttributes(same, earlier.getOrDefault(column.name(), 0)),
              columnAttributes(column, later.getOrDefault(column.name(), 0)));
        }
      }
      old.values().forEach(c -> removed.add(object.apply(c)));
    }

    private static Map<String, Integer> ranks(List<Column> columns, List<Column> others) {
      Map<String, Integer> ranks = new HashMap<>();
      var shared = others.stream().map(Column::name).collect(Collectors.toSet());
      for (Column column : columns) {
        if (shared.contains(column.name())) {
          ranks.put(column.name(), ranks.size() + 1);
        }
      }
      return ranks;
    }

    private <T> void compareLists(
        List<T> before,
        List<T> after,
        Function<T, SchemaObject> object,
        Function<T, Attributes> attributes) {
      if (before.equals(after)) {
        return;
      }
      Map<SchemaObject, T> earlier = new HashMap<>();
      before.forEach(item -> earlier.put(object.apply(item), item));
      for (T item : after) {
        SchemaObject name = object.apply(item);
        T old = earlier.remove(name);
        if (old == null) {
          added.add(name);
        } else if (!old.equals(item)) {
          compareAttributes(name, attributes.apply(old), attributes.apply(item));
        }
      }
      removed.addAll(earlier.keySet());
    }

    private void compareAttributes(SchemaObject object, Attributes before, Attributes after) {
      List<Attribute> differences = new ArrayList<>();
      before.values.forEach(
          (name, value) -> {
            String now = after.values.get(name);
            if (!Objects.equals(value, now)) {
              differences.add(new Attribute(name, value, now));
            }
          });
      after.values.forEach(
          (name, value) -> {
            if (value != null && !before.values.containsKey(name)) {
              differences.add(new Attribute(name, null, value));
            }
          });
      if (!differences.isEmpty()) {
        changed.add(new Change(object, differences));
      }
    }

    private static Attributes serverAttributes(DatabaseSchema schema) {
      ServerInfo server = schema.server();
      Attributes attributes =
          new Attributes()
              .put("dialect", server.dialect().label())
              .put("product", server.product())
              .put("version", server.version())
              .put("database", server.database())
              .put("search_path", list(schema.searchPath()));
      server.settings().forEach((name, value) -> attributes.put("setting " + name, value));
      return attributes;
    }

    private static Attributes relationAttributes(Relation relation) {
      Attributes attributes =
          new Attributes()
              .put("kind", relation.kind().label())
              .put("comment", relation.comment())
              .put("definition", relation.definition())
              .put("storage", relation.storage())
              .put("collation", relation.collation());
      Partitioning partitioning = relation.partitioning();
      if (partitioning != null) {
        attributes
            .put("partitioned_by", partitioning.strategy() + " (" + partitioning.key() + ")")
            .put("partition_count", String.valueOf(partitioning.partitionCount()))
            .put("partitions", list(partitioning.partitionNames()));
      }
      return attributes;
    }

    private static Attributes columnAttributes(Column column, int rank) {
      return new Attributes()
          .put("type", column.type())
          .put("nullable", column.nullable())
          .put("default", column.defaultExpression())
          .put("generation", column.generation().name().toLowerCase(Locale.ROOT))
          .put("generation_expression", column.generationExpression())
          .put("collation", column.collation())
          .put("comment", column.comment())
          .put("position", String.valueOf(rank));
    }

    private static Attributes foreignKeyAttributes(ForeignKey key) {
      return new Attributes()
          .put("columns", list(key.columns()))
          .put("target", key.target().toString())
          .put("target_columns", list(key.targetColumns()))
          .put("on_update", key.onUpdate().name().toLowerCase(Locale.ROOT))
          .put("on_delete", key.onDelete().name().toLowerCase(Locale.ROOT))
          .put("deferrable", key.deferrable())
          .put("initially_deferred", key.initiallyDeferred())
          .put("validated", key.validated());
    }

    private static Attributes indexAttributes(Index index) {
      return new Attributes()
          .put("parts", list(index.parts().stream().map(Comparison::indexPart).toList()))
          .put("included_columns", list(index.includedColumns()))
          .put("unique", index.unique())
          .put("method", index.method())
          .put("predicate", index.predicate())
          .put("valid", index.valid())
          .put("visible", index.visible())
          .put("constraint", index.constraintName());
    }

    private static String indexPart(IndexPart part) {
      String column = part.column();
      return (column == null ? "(" + part.expression() + ")" : column)
          + (part.prefixLength() == null ? "" : "(" + part.prefixLength() + ")")
          + (part.descending() ? " desc" : "");
    }

    private static Attributes sequenceAttributes(Sequence sequence) {
      ObjectName owner = sequence.ownedByTable();
      return new Attributes()
          .put("type", sequence.type())
          .put("start", String.valueOf(sequence.start()))
          .put("increment", String.valueOf(sequence.increment()))
          .put("minimum", String.valueOf(sequence.minimum()))
          .put("maximum", String.valueOf(sequence.maximum()))
          .put("cycles", sequence.cycles())
          .put("owned_by", owner == null ? null : owner + "." + sequence.ownedByColumn());
    }

    private static Attributes typeAttributes(UserType type) {
      Attributes attributes = new Attributes().put("comment", type.comment());
      return switch (type) {
        case UserType.Enumeration e ->
            attributes.put("kind", "enum").put("labels", list(e.labels()));
        case UserType.Domain d ->
            attributes
                .put("kind", "domain")
                .put("base_type", d.baseType())
                .put("nullable", d.nullable())
                .put("default", d.defaultExpression())
                .put("checks", list(d.checks().stream().sorted().toList()));
        case UserType.Composite c ->
            attributes
                .put("kind", "composite")
                .put(
                    "attributes",
                    list(c.attributes().stream().map(a -> a.name() + " " + a.type()).toList()));
        case UserType.Range r -> attributes.put("kind", "range").put("subtype", r.subtype());
      };
    }

    private static Attributes routineAttributes(Routine routine) {
      return new Attributes()
          .put("kind", routine.kind().name().toLowerCase(Locale.ROOT))
          .put("result", routine.result())
          .put("volatility", routine.volatility())
          .put("language", routine.language())
          .put("comment", routine.comment());
    }

    private static Attributes triggerAttributes(Trigger trigger) {
      return new Attributes()
          .put("timing", trigger.timing())
          .put("events", list(trigger.events().stream().sorted().toList()))
          .put("action", trigger.action())
          .put("enabled", trigger.enabled());
    }

    private static String list(List<String> values) {
      return String.join(", ", values);
    }
  }

  /** The attributes of one object, in the order in which a diff shows them. */
  private static final class Attributes {
    final Map<String, @Nullable String> values = new LinkedHashMap<>();

    Attributes put(String name, @Nullable String value) {
      values.put(name, value);
      return this;
    }

    Attributes put(String name, boolean value) {
      return put(name, String.valueOf(value));
    }
  }
}
