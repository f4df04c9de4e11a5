package dev.dbsa.domain.schema;

import dev.dbsa.domain.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a schema's content: SHA-256 in lower-case hex over a canonical form. Two readings
 * of the same schema have the same hash whatever order the server answered in; estimates of rows
 * and sizes and the list of omissions do not count.
 */
public final class SchemaHash {
  /** Part of the hashed form, so that a change of the form never looks like a change of nothing. */
  private static final String FORM = "dbsa-schema-3";

  private final MessageDigest digest = Sha256.digest();

  private SchemaHash() {}

  public static String of(DatabaseSchema schema) {
    SchemaHash hash = new SchemaHash();
    hash.add(FORM);
    hash.server(schema.server());
    hash.strings(schema.schemas());
    hash.strings(schema.searchPath());
    schema.relations().forEach(hash::relation);
    schema.sequences().forEach(hash::sequence);
    schema.types().forEach(hash::type);
    schema.routines().forEach(hash::routine);
    schema.triggers().forEach(hash::trigger);
    for (Extension extension : schema.extensions()) {
      hash.add("extension", extension.name());
      hash.facts(Facts.of(extension));
    }
    hash.further(schema.further());
    return HexFormat.of().formatHex(hash.digest.digest());
  }

  /** How many objects there are of each kind, and a sign for which ones. */
  static String summaryOf(ExtensionContents contents) {
    SchemaHash hash = new SchemaHash();
    for (FunctionSignature function : contents.functions()) {
      hash.name(function.name());
      hash.strings(function.arguments());
      hash.add(
          function.kind().name(),
          String.valueOf(function.defaults()),
          String.valueOf(function.variadic()),
          function.result());
      hash.add(String.valueOf(function.returnsSet()), function.volatility());
    }
    contents.operators().forEach(hash::operator);
    contents.types().forEach(hash::name);
    contents.casts().forEach(hash::cast);
    contents.operatorClasses().forEach(hash::operatorClass);
    contents.relations().forEach(hash::name);
    return "%d functions, %d operators, %d types, %d casts, %d operator classes, %d relations (%s)"
        .formatted(
            contents.functions().size(),
            contents.operators().size(),
            contents.types().size(),
            contents.casts().size(),
            contents.operatorClasses().size(),
            contents.relations().size(),
            HexFormat.of().formatHex(hash.digest.digest(), 0, 6));
  }

  private void further(FurtherObjects further) {
    add("further", String.valueOf(further.known()));
    facts(new Facts().add(further.installed()));
    for (Dependency dependency : further.dependencies()) {
      add("dependency", String.valueOf(dependency.automatic()));
      reference(dependency.dependent());
      reference(dependency.referenced());
      strings(dependency.columns());
    }
    further.operators().forEach(this::operator);
    further.casts().forEach(this::cast);
    further.operatorClasses().forEach(this::operatorClass);
    further.collations().forEach(c -> object("collation", c.name(), Facts.of(c)));
    further.statistics().forEach(s -> object("statistics", s.name(), Facts.of(s)));
    for (FurtherObjects.EventTrigger trigger : further.eventTriggers()) {
      add("event trigger", trigger.name());
      facts(Facts.of(trigger));
    }
    for (FurtherObjects.Publication publication : further.publications()) {
      add("publication", publication.name());
      facts(Facts.of(publication));
    }
    add("others");
    further.others().forEach(this::reference);
  }

  private void object(String kind, ObjectName name, Facts facts) {
    add(kind);
    name(name);
    facts(facts);
  }

  private void operator(OperatorSignature operator) {
    add("operator", operator.left(), operator.right());
    name(operator.name());
    facts(Facts.of(operator));
  }

  private void cast(CastSignature cast) {
    add("cast", cast.source(), cast.target());
    facts(Facts.of(cast));
  }

  private void operatorClass(OperatorClass operatorClass) {
    add("operator class", operatorClass.method());
    name(operatorClass.name());
    facts(Facts.of(operatorClass));
  }

  private void reference(ObjectReference reference) {
    add(reference.kind().name(), reference.part());
    name(reference.name());
  }

  /** What an object does not have is not part of the form. */
  private void facts(Facts facts) {
    facts.forEach(
        (name, value) -> {
          if (value != null) {
            add(name, value);
          }
        });
    add("end");
  }

  private void server(ServerInfo server) {
    add("server", server.dialect().label(), server.product(), server.version(), server.database());
    server.settings().forEach((name, value) -> add("setting", name, value));
  }

  private void relation(Relation relation) {
    add(
        "relation",
        relation.kind().label(),
        relation.comment(),
        relation.definition(),
        relation.storage());
    add(relation.collation());
    name(relation.name());
    facts(new Facts().add(relation.traits()));
    relation.columns().forEach(this::column);
    PrimaryKey primaryKey = relation.primaryKey();
    if (primaryKey != null) {
      add("primary key", primaryKey.name());
      strings(primaryKey.columns());
      facts(new Facts().addDeferral(primaryKey.deferrable(), primaryKey.initiallyDeferred()));
    }
    unordered(relation.uniqueConstraints(), SchemaHash::uniqueConstraint);
    unordered(relation.foreignKeys(), SchemaHash::foreignKey);
    unordered(
        relation.checks(),
        (h, c) -> {
          h.add(
              "check",
              c.name(),
              c.expression(),
              String.valueOf(c.validated()),
              String.valueOf(c.enforced()));
          h.facts(new Facts().addTraits(c));
        });
    unordered(relation.indexes(), SchemaHash::index);
    unordered(
        relation.traits().exclusions(),
        (h, e) -> {
          h.add("exclusion", e.name());
          h.facts(Facts.of(e));
        });
    unordered(
        relation.traits().policies(),
        (h, p) -> {
          h.add("policy", p.name());
          h.facts(Facts.of(p));
        });
    unordered(
        relation.traits().rules(),
        (h, r) -> {
          h.add("rule", r.name());
          h.facts(Facts.of(r));
        });
    Partitioning partitioning = relation.partitioning();
    if (partitioning != null) {
      add(
          "partitioning",
          partitioning.strategy(),
          partitioning.key(),
          String.valueOf(partitioning.partitionCount()));
      strings(partitioning.partitionNames());
      partitioning.partitions().forEach(this::partition);
    }
  }

  private void partition(Partition partition) {
    add("partition", partition.bound(), String.valueOf(partition.divided()));
    name(partition.name());
    name(partition.parent());
    strings(partition.columnOrder());
    if (partition.strategy() != null) {
      add("divided", partition.strategy(), partition.key());
    }
  }

  private void column(Column column) {
    add(
        "column",
        column.name(),
        column.type(),
        String.valueOf(column.nullable()),
        column.defaultExpression());
    add(
        column.generation().name(),
        column.generationExpression(),
        column.collation(),
        column.comment());
    facts(new Facts().addTraits(column));
  }

  private void uniqueConstraint(UniqueConstraint constraint) {
    add("unique", constraint.name(), String.valueOf(constraint.nullsDistinct()));
    strings(constraint.columns());
    facts(new Facts().addDeferral(constraint.deferrable(), constraint.initiallyDeferred()));
  }

  private void foreignKey(ForeignKey key) {
    add("foreign key", key.name(), key.onUpdate().name(), key.onDelete().name());
    add(
        String.valueOf(key.deferrable()),
        String.valueOf(key.initiallyDeferred()),
        String.valueOf(key.validated()));
    strings(key.columns());
    name(key.target());
    strings(key.targetColumns());
    facts(new Facts().addTraits(key));
  }

  private void index(Index index) {
    add("index", index.name(), index.method(), index.predicate(), index.constraintName());
    add(
        String.valueOf(index.unique()),
        String.valueOf(index.valid()),
        String.valueOf(index.visible()));
    for (IndexPart part : index.parts()) {
      add("part", part.column(), part.expression(), String.valueOf(part.descending()));
      add(String.valueOf(part.prefixLength()), part.operatorClass(), part.collation());
      add(String.valueOf(part.nullsReversed()));
    }
    strings(index.includedColumns());
    facts(new Facts().addTraits(index));
  }

  private void sequence(Sequence sequence) {
    add(
        "sequence",
        sequence.type(),
        String.valueOf(sequence.start()),
        String.valueOf(sequence.increment()));
    add(
        String.valueOf(sequence.minimum()),
        String.valueOf(sequence.maximum()),
        String.valueOf(sequence.cycles()));
    name(sequence.name());
    ObjectName owner = sequence.ownedByTable();
    if (owner != null) {
      name(owner);
      add(sequence.ownedByColumn());
    }
    facts(new Facts().addTraits(sequence));
  }

  private void type(UserType type) {
    object("type", type.name(), new Facts().add(type));
    if (type instanceof UserType.Enumeration e) {
      // A label may hold what separates labels.
      strings(e.labels());
    }
  }

  private void routine(Routine routine) {
    add(
        "routine",
        routine.kind().name(),
        routine.arguments(),
        routine.result(),
        routine.volatility());
    add(routine.language(), routine.comment());
    name(routine.name());
    facts(new Facts().addTraits(routine));
  }

  private void trigger(Trigger trigger) {
    add(
        "trigger",
        trigger.name(),
        trigger.timing(),
        trigger.action(),
        String.valueOf(trigger.enabled()));
    name(trigger.table());
    unordered(trigger.events(), (h, event) -> h.add(event));
    facts(new Facts().addTraits(trigger));
  }

  private void name(ObjectName name) {
    add(name.schema(), name.name());
  }

  private void strings(List<String> values) {
    add(String.valueOf(values.size()));
    values.forEach(this::add);
  }

  private <T> void unordered(List<T> items, java.util.function.BiConsumer<SchemaHash, T> form) {
    List<byte[]> digests = new ArrayList<>(items.size());
    for (T item : items) {
      SchemaHash one = new SchemaHash();
      form.accept(one, item);
      digests.add(one.digest.digest());
    }
    digests.sort(Arrays::compare);
    add(String.valueOf(digests.size()));
    digests.forEach(digest::update);
  }

  private void add(@Nullable String... values) {
    for (String value : values) {
      add(value);
    }
  }

  /** Length before content: no two different sequences of values have the same form. */
  private void add(@Nullable String value) {
    if (value == null) {
      digest.update((byte) '-');
      return;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }
}
