package dev.dbsa.domain.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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
    TRIGGER,
    EXCLUSION_CONSTRAINT,
    /** A policy of row security. */
    POLICY,
    /** A rule that is not a view's own query. */
    RULE,
    OPERATOR,
    CAST,
    OPERATOR_CLASS,
    COLLATION,
    STATISTICS,
    EVENT_TRIGGER,
    PUBLICATION,
    /** What is known by name only. */
    OTHER,
    /** Which objects use which; told only where no change of a definition tells it. */
    DEPENDENCIES;

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
          _ -> new Facts());
      compareLists(
          before.extensions(),
          after.extensions(),
          e -> new SchemaObject(ObjectType.EXTENSION, null, null, e.name()),
          Facts::of);
      compareLists(
          before.types(),
          after.types(),
          t -> named(ObjectType.TYPE, t.name(), t.name().name()),
          t -> new Facts().add(t));
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
      compareFurther(before.further(), after.further());
      if (added.isEmpty() && removed.isEmpty() && changed.isEmpty()) {
        compareDependencies(before.further().dependencies(), after.further().dependencies());
      }
    }

    private void compareFurther(FurtherObjects before, FurtherObjects after) {
      compareLists(
          before.operators(),
          after.operators(),
          o -> named(ObjectType.OPERATOR, o.name(), operatorName(o)),
          Facts::of);
      compareLists(
          before.casts(),
          after.casts(),
          c -> new SchemaObject(ObjectType.CAST, null, null, c.source() + " as " + c.target()),
          Facts::of);
      compareLists(
          before.operatorClasses(),
          after.operatorClasses(),
          o -> named(ObjectType.OPERATOR_CLASS, o.name(), o.name().name() + " using " + o.method()),
          Facts::of);
      compareLists(
          before.collations(),
          after.collations(),
          c -> named(ObjectType.COLLATION, c.name(), c.name().name()),
          Facts::of);
      compareLists(
          before.statistics(),
          after.statistics(),
          s -> named(ObjectType.STATISTICS, s.name(), s.name().name()),
          Facts::of);
      compareLists(
          before.eventTriggers(),
          after.eventTriggers(),
          t -> new SchemaObject(ObjectType.EVENT_TRIGGER, null, null, t.name()),
          Facts::of);
      compareLists(
          before.publications(),
          after.publications(),
          p -> new SchemaObject(ObjectType.PUBLICATION, null, null, p.name()),
          Facts::of);
      compareLists(
          before.others(),
          after.others(),
          o -> named(ObjectType.OTHER, o.name(), reference(o)),
          _ -> new Facts());
    }

    private static String operatorName(OperatorSignature operator) {
      String left = operator.left();
      return operator.name().name()
          + "("
          + (left == null ? "" : left + ", ")
          + operator.right()
          + ")";
    }

    private static String reference(ObjectReference reference) {
      return reference.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
          + " "
          + reference.name().name()
          + (reference.part() == null ? "" : " " + reference.part());
    }

    private void compareDependencies(List<Dependency> before, List<Dependency> after) {
      compareLists(
          dependents(before),
          dependents(after),
          d -> named(ObjectType.DEPENDENCIES, d.getKey().name(), reference(d.getKey())),
          d -> new Facts().put("depends_on", Facts.list(d.getValue())));
    }

    /** What each object depends on. */
    private static List<Map.Entry<ObjectReference, List<String>>> dependents(
        List<Dependency> dependencies) {
      Map<ObjectReference, List<String>> uses = new TreeMap<>();
      for (Dependency dependency : dependencies) {
        ObjectReference referenced = dependency.referenced();
        uses.computeIfAbsent(dependency.dependent(), _ -> new ArrayList<>())
            .add(
                reference(referenced)
                    + " of "
                    + referenced.name().schema()
                    + (dependency.columns().isEmpty() ? "" : " " + dependency.columns())
                    + (dependency.automatic() ? " automatically" : ""));
      }
      return List.copyOf(uses.entrySet());
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
          k ->
              new Facts()
                  .put("columns", Facts.list(k.columns()))
                  .addDeferral(k.deferrable(), k.initiallyDeferred()));
      compareLists(
          before.uniqueConstraints(),
          after.uniqueConstraints(),
          u -> part(ObjectType.UNIQUE_CONSTRAINT, name, u.name()),
          u ->
              new Facts()
                  .put("columns", Facts.list(u.columns()))
                  .put("nulls_distinct", u.nullsDistinct())
                  .addDeferral(u.deferrable(), u.initiallyDeferred()));
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
              new Facts()
                  .put("expression", c.expression())
                  .put("validated", c.validated())
                  .put("enforced", c.enforced())
                  .addTraits(c));
      compareLists(
          before.indexes(),
          after.indexes(),
          i -> part(ObjectType.INDEX, name, i.name()),
          Comparison::indexAttributes);
      compareLists(
          before.traits().exclusions(),
          after.traits().exclusions(),
          e -> part(ObjectType.EXCLUSION_CONSTRAINT, name, e.name()),
          Facts::of);
      compareLists(
          before.traits().policies(),
          after.traits().policies(),
          p -> part(ObjectType.POLICY, name, p.name()),
          Facts::of);
      compareLists(
          before.traits().rules(),
          after.traits().rules(),
          r -> part(ObjectType.RULE, name, r.name()),
          Facts::of);
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
        Function<T, Facts> attributes) {
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

    private void compareAttributes(SchemaObject object, Facts before, Facts after) {
      List<Attribute> differences = new ArrayList<>();
      before.forEach(
          (name, value) -> {
            String now = after.get(name);
            if (!Objects.equals(value, now)) {
              differences.add(new Attribute(name, value, now));
            }
          });
      after.forEach(
          (name, value) -> {
            if (value != null && !before.has(name)) {
              differences.add(new Attribute(name, null, value));
            }
          });
      if (!differences.isEmpty()) {
        changed.add(new Change(object, differences));
      }
    }

    private static Facts serverAttributes(DatabaseSchema schema) {
      ServerInfo server = schema.server();
      Facts attributes =
          new Facts()
              .put("dialect", server.dialect().label())
              .put("product", server.product())
              .put("version", server.version())
              .put("database", server.database())
              .put("search_path", Facts.list(schema.searchPath()));
      server.settings().forEach((name, value) -> attributes.put("setting " + name, value));
      return attributes
          .put("catalogue", schema.further().known() ? "complete" : null)
          .add(schema.further().installed());
    }

    private static Facts relationAttributes(Relation relation) {
      Facts attributes =
          new Facts()
              .put("kind", relation.kind().label())
              .put("comment", relation.comment())
              .put("definition", relation.definition())
              .put("storage", relation.storage())
              .put("collation", relation.collation());
      attributes.add(relation.traits());
      Partitioning partitioning = relation.partitioning();
      if (partitioning != null) {
        attributes
            .put("partitioned_by", partitioning.strategy() + " (" + partitioning.key() + ")")
            .put("partition_count", String.valueOf(partitioning.partitionCount()))
            .put("partitions", Facts.list(partitioning.partitionNames()));
      }
      return attributes;
    }

    private static Facts columnAttributes(Column column, int rank) {
      return new Facts()
          .put("type", column.type())
          .put("nullable", column.nullable())
          .put("default", column.defaultExpression())
          .put("generation", column.generation().name().toLowerCase(Locale.ROOT))
          .put("generation_expression", column.generationExpression())
          .put("collation", column.collation())
          .put("comment", column.comment())
          .put("position", String.valueOf(rank))
          .addTraits(column);
    }

    private static Facts foreignKeyAttributes(ForeignKey key) {
      return new Facts()
          .put("columns", Facts.list(key.columns()))
          .put("target", key.target().toString())
          .put("target_columns", Facts.list(key.targetColumns()))
          .put("on_update", key.onUpdate().name().toLowerCase(Locale.ROOT))
          .put("on_delete", key.onDelete().name().toLowerCase(Locale.ROOT))
          .put("deferrable", key.deferrable())
          .put("initially_deferred", key.initiallyDeferred())
          .put("validated", key.validated())
          .addTraits(key);
    }

    private static Facts indexAttributes(Index index) {
      return new Facts()
          .put("parts", Facts.list(index.parts().stream().map(Comparison::indexPart).toList()))
          .put("included_columns", Facts.list(index.includedColumns()))
          .put("unique", index.unique())
          .put("method", index.method())
          .put("predicate", index.predicate())
          .put("valid", index.valid())
          .put("visible", index.visible())
          .put("constraint", index.constraintName())
          .addTraits(index);
    }

    private static String indexPart(IndexPart part) {
      String column = part.column();
      return (column == null ? "(" + part.expression() + ")" : column)
          + (part.prefixLength() == null ? "" : "(" + part.prefixLength() + ")")
          + (part.operatorClass() == null ? "" : " " + part.operatorClass())
          + (part.collation() == null ? "" : " collate " + part.collation())
          + (part.descending() ? " desc" : "")
          + (part.nullsReversed() ? " nulls reversed" : "");
    }

    private static Facts sequenceAttributes(Sequence sequence) {
      ObjectName owner = sequence.ownedByTable();
      return new Facts()
          .put("type", sequence.type())
          .put("start", String.valueOf(sequence.start()))
          .put("increment", String.valueOf(sequence.increment()))
          .put("minimum", String.valueOf(sequence.minimum()))
          .put("maximum", String.valueOf(sequence.maximum()))
          .put("cycles", sequence.cycles())
          .put("owned_by", owner == null ? null : owner + "." + sequence.ownedByColumn())
          .addTraits(sequence);
    }

    private static Facts routineAttributes(Routine routine) {
      return new Facts()
          .put("kind", routine.kind().name().toLowerCase(Locale.ROOT))
          .put("result", routine.result())
          .put("volatility", routine.volatility())
          .put("language", routine.language())
          .put("comment", routine.comment())
          .addTraits(routine);
    }

    private static Facts triggerAttributes(Trigger trigger) {
      return new Facts()
          .put("timing", trigger.timing())
          .put("events", Facts.list(trigger.events().stream().sorted().toList()))
          .put("action", trigger.action())
          .put("enabled", trigger.enabled())
          .addTraits(trigger);
    }
  }
}
